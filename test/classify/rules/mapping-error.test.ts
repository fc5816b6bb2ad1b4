import { expect, test } from "vitest";
import { classify } from "../../../shared/classify/classify.ts";
import {
  answered,
  ended,
  misconfigured,
  SEND_TO_FUNCTION,
  SEND_TO_QUEUE,
  traceOf,
  verdictOf,
} from "../trace-of.ts";

const INVALID_RESPONSE = misconfigured("Output mapping refers to an invalid method response: 200");

test.each([
  ["Unable to transform request", "request_template"],
  ["Unable to transform response", "response_template"],
  ["Unable to base64 decode the body.", "unsupported_content"],
  [
    "Unable to parse statusCode. It should be an integer that is defined in the request template.",
    "request_template",
  ],
  ["statusCode should be an integer which defined in request template", "request_template"],
  ["Output mapping refers to an invalid method response: 200", "invalid_method_response"],
  [
    "No match for output mapping and no default output mapping configured. Endpoint Response Status Code: 400",
    "no_matching_integration_response",
  ],
])("'%s' is %s", (message, reason) => {
  expect(verdictOf([misconfigured(message), ended(500)])).toBe(`mapping_error/${reason}`);
});

test("is not the authorizer's where the log leaves out all between it and the mapping", () => {
  const started = "Starting authorizer: abc123 for request: x";
  const message = misconfigured("Unable to transform response");
  expect(verdictOf([started, message, ended(500)])).toBe("mapping_error/response_template");
});

test.each([
  {
    name: "a request of bytes",
    lines: [
      "Method request body before transformations: [Binary Data]",
      misconfigured("Unable to transform request"),
    ],
    reason: "unsupported_content",
  },
  {
    name: "an answer of bytes",
    lines: [answered("[Binary Data]"), misconfigured("Unable to transform response")],
    reason: "unsupported_content",
  },
  {
    name: "a request of text before an answer of bytes",
    lines: [
      "Method request body before transformations: {}",
      answered("[Binary Data]"),
      misconfigured("Unable to transform request"),
    ],
    reason: "request_template",
  },
])("$name that a template cannot take is $reason", ({ lines, reason }) => {
  const { verdict, evidence } = classify(traceOf(lines));
  expect(verdict).toMatchObject({ diagnosis: { cause: "mapping_error", reason } });
  expect(evidence).toEqual(lines.length === 2 ? [0, 1] : [1, 2]);
});

test.each([
  {
    name: "a service that denies",
    answer: '{"Error":{"Code":"AccessDenied","Message":"Access to the resource is denied."}}',
    also: [{ cause: "integration_misconfigured", reason: "aws_service_access_denied" }],
  },
  {
    name: "a service that cannot read the request",
    answer: "<UnknownOperationException/>",
    also: [{ cause: "integration_misconfigured", reason: "invalid_request_to_aws_service" }],
  },
])("$name beneath a failed mapping is a second defect", ({ answer, also }) => {
  const lines = [
    SEND_TO_QUEUE,
    "Received response. Status: 403, Integration latency: 2 ms",
    answered(answer),
    INVALID_RESPONSE,
    ended(500),
  ];
  expect(classify(traceOf(lines))).toMatchObject({
    verdict: {
      diagnosis: { cause: "mapping_error", reason: "invalid_method_response" },
      also,
      payload: { text: answer },
    },
    evidence: [2, 3],
  });
});

test("so is an error of the function that no mapping took", () => {
  const payload = '{"errorMessage":"no such order","errorType":"NotFound","trace":[]}';
  const lines = [SEND_TO_FUNCTION, answered(payload), INVALID_RESPONSE, ended(500)];
  expect(classify(traceOf(lines))).toMatchObject({
    verdict: {
      diagnosis: { cause: "mapping_error", reason: "invalid_method_response" },
      also: [{ cause: "lambda_function_error", reason: "unhandled_exception" }],
    },
    evidence: [1, 2],
  });
});

test("a service that answered 200 has no second defect", () => {
  const received = "Received response. Status: 200, Integration latency: 2 ms";
  const { verdict } = classify(
    traceOf([SEND_TO_QUEUE, received, answered("{}"), INVALID_RESPONSE]),
  );
  expect(verdict).toMatchObject({ also: [] });
});

test("a 400 for a body that does not match its model is the client's own affair", () => {
  const line =
    "Request body does not match model schema for content type application/json: [object has missing required properties]";
  expect(verdictOf([line, ended(400)])).toBe("success");
});
