import { expect, test } from "vitest";
import { classify } from "../../../shared/classify/classify.ts";
import type { AccessFields } from "../../../shared/domain/record.ts";
import {
  accessTrace,
  answered,
  COMPLETED,
  ended,
  SEND_TO_FUNCTION,
  SEND_TO_HOST,
  SEND_TO_QUEUE,
  traceOf,
  verdictOf,
} from "../trace-of.ts";

const RECEIVED_503 = "Received response. Status: 503, Integration latency: 2 ms";
const RECEIVED_200 = "Received response. Status: 200, Integration latency: 2 ms";
const OWN_500 = answered('{"statusCode":500,"body":"no"}');

function passedOn(body: string): string {
  return `Method response body after transformations: ${body}`;
}

test.each<[string, readonly string[], string]>([
  [
    "a function",
    [SEND_TO_FUNCTION, RECEIVED_200, OWN_500, COMPLETED, ended(500)],
    "lambda_returned_5xx",
  ],
  ["a host", [SEND_TO_HOST, RECEIVED_503, COMPLETED, ended(503)], "http_backend_5xx"],
  ["an AWS service", [SEND_TO_QUEUE, RECEIVED_503, COMPLETED, ended(500)], "aws_service_error"],
  ["nobody knows what", [COMPLETED, ended(500)], "lambda_returned_5xx"],
  ["something that answered 503", [RECEIVED_503, COMPLETED, ended(503)], "http_backend_5xx"],
  ["a host whose end is not logged", [SEND_TO_HOST, RECEIVED_503], "http_backend_5xx"],
  ["a function whose body went to the client", [OWN_500, passedOn("no")], "lambda_returned_5xx"],
  [
    "a function whose status is text",
    [answered('{"statusCode":"502","body":"no"}'), passedOn("no")],
    "lambda_returned_5xx",
  ],
])("5xx of %s", (_, lines, reason) => {
  expect(verdictOf(lines)).toBe(`backend_error/${reason}`);
});

test.each<[string, readonly string[], string]>([
  [
    "a function's 500 that is not passed on",
    [OWN_500, passedOn('{"statusCode":500,"body":"no"}')],
    "success",
  ],
  ["a function's 500 and nothing else", [OWN_500], "unclassified"],
  [
    "a function's 500 whose body is no text",
    [answered('{"statusCode":500,"body":1}'), passedOn("1")],
    "success",
  ],
  [
    "a function's 500 whose body was cut",
    [answered('{"statusCode":500,"body":"no [TRUNCATED]'), passedOn("no")],
    "success",
  ],
  [
    "a function's 500 that is no number",
    [answered('{"statusCode":null,"body":"no"}'), passedOn("no")],
    "success",
  ],
  ["a string that is passed on", [answered('"no"'), passedOn("no")], "success"],
  [
    "a function's 500 that ends in 200",
    [OWN_500, passedOn("no"), COMPLETED, ended(200)],
    "success",
  ],
  ["a host's 503 that is mapped to 200", [SEND_TO_HOST, RECEIVED_503, ended(200)], "success"],
  [
    "an end in 500 without a completion",
    [SEND_TO_FUNCTION, RECEIVED_200, ended(500)],
    "unclassified",
  ],
])("%s is not the backend's failure", (_, lines, verdict) => {
  expect(verdictOf(lines)).toBe(verdict);
});

test.each<[string, AccessFields, string]>([
  [
    "the function's own status",
    { status: "500", "integration.status": "500", "integration.integrationStatus": "200" },
    "backend_error/lambda_returned_5xx",
  ],
  [
    "the function's own status alone",
    { status: "500", "integration.status": "500" },
    "backend_error/lambda_returned_5xx",
  ],
  [
    "the backend's status twice",
    { status: "503", "integration.status": "503", "integration.integrationStatus": "503" },
    "backend_error/http_backend_5xx",
  ],
  [
    "the backend's status by its older name",
    { status: "502", integrationStatus: "502" },
    "backend_error/http_backend_5xx",
  ],
  [
    "another status by the shorter of two names for the service's",
    { status: "500", integrationStatus: "500", "integration.integrationStatus": "200" },
    "backend_error/lambda_returned_5xx",
  ],
  [
    "the same status by both names for the service's",
    { status: "503", integrationStatus: "503", "integration.integrationStatus": "503" },
    "backend_error/http_backend_5xx",
  ],
  [
    "an answer by both names",
    { status: "502", integrationStatus: "200", "integration.integrationStatus": "200" },
    "unclassified",
  ],
  [
    "an answer, and a message of the gateway",
    { status: "500", integrationStatus: "200", "error.message": "Internal Server Error" },
    "unclassified",
  ],
  [
    "an answer, and a response type",
    { status: "500", integrationStatus: "200", "error.responseType": "DEFAULT_5XX" },
    "unclassified",
  ],
  [
    "an answer in a log without error fields",
    { status: "500", integrationStatus: "200" },
    "unclassified",
  ],
  [
    "a status of the function below 500",
    { status: "500", integrationStatus: "200", "integration.status": "200" },
    "unclassified",
  ],
  ["a status of the client below 500", { status: "404", "integration.status": "500" }, "success"],
  ["no status of the client", { "integration.status": "500" }, "unclassified"],
])("in an access log, %s", (_, fields, verdict) => {
  expect(verdictOf(fields)).toBe(verdict);
});

test.each(["integrationErrorMessage", "integration_error", "errorMessage", "error.responseType"])(
  "a 5xx after an answer of Lambda is the function's own when '%s' is logged and empty",
  (name) => {
    const fields = { status: "500", integrationStatus: "200" };
    const { verdict } = classify(accessTrace(fields, { text: `{"status":"500","${name}":"-"}` }));
    expect(verdict).toMatchObject({ diagnosis: { reason: "lambda_returned_5xx" } });
  },
);

test.each<[string, readonly string[], readonly number[]]>([
  ["the answer, the completion and the end", [OWN_500, COMPLETED, ended(500)], [0, 1, 2]],
  ["the answer and the body that was sent", [OWN_500, passedOn("no")], [0, 1]],
  ["the status received", [SEND_TO_HOST, RECEIVED_503], [1]],
])("the evidence is %s", (_, lines, evidence) => {
  expect(classify(traceOf(lines)).evidence).toEqual(evidence);
});

test("an error of the function that a mapping turned into 500 is a second defect", () => {
  const payload = '{"errorMessage":"Task timed out after 3.00 seconds"}';
  expect(classify(traceOf([answered(payload), COMPLETED, ended(500)])).verdict).toMatchObject({
    diagnosis: { cause: "backend_error", reason: "lambda_returned_5xx" },
    also: [{ cause: "lambda_function_error", reason: "function_timeout" }],
    payload: { text: payload },
  });
  expect(classify(traceOf([OWN_500, COMPLETED, ended(500)])).verdict).toMatchObject({ also: [] });
});
