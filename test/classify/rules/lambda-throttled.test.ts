import { expect, test } from "vitest";
import { classify } from "../../../shared/classify/classify.ts";
import type { AccessFields } from "../../../shared/domain/record.ts";
import {
  answered,
  COMPLETED,
  ended,
  misconfigured,
  SEND_TO_FUNCTION,
  SEND_TO_HOST,
  traceOf,
  verdictOf,
} from "../trace-of.ts";

const THROTTLED = "lambda_throttled/concurrency_limit";
const ANSWER =
  '{"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."}';
const HEADERS = "Endpoint response headers: {x-amzn-ErrorType=TooManyRequestsException, Date=Sun}";
const MALFORMED = misconfigured("Malformed Lambda proxy response");
const RECEIVED_429 = "Received response. Status: 429, Integration latency: 5 ms";

test.each<[string, readonly string[], string]>([
  [
    "the status of the invocation",
    ["Lambda invocation failed with status: 429. Lambda request id: 1"],
    THROTTLED,
  ],
  ["the message", [misconfigured("Rate Exceeded.")], THROTTLED],
  ["the exception's name", [misconfigured("TooManyRequestsException")], THROTTLED],
  ["the limit's name", [misconfigured("ConcurrentInvocationLimitExceeded")], THROTTLED],
  ["the status received from a function", [SEND_TO_FUNCTION, RECEIVED_429], THROTTLED],
  ["the answer under the malformed message", [answered(ANSWER), MALFORMED, ended(502)], THROTTLED],
  [
    "the answer by the rate of calls",
    [answered('{"Reason":"CallerRateLimitExceeded","Type":"User"}')],
    THROTTLED,
  ],
  ["the headers under the malformed message", [HEADERS, MALFORMED, ended(502)], THROTTLED],
  ["the answer alone", [answered(ANSWER)], THROTTLED],
  [
    "another error of the Lambda service",
    [answered('{"Message":"Service error","Type":"Service"}')],
    "lambda_invocation_failed/service_error",
  ],
  ["the status received from a host", [SEND_TO_HOST, RECEIVED_429, ended(429)], "success"],
  ["the headers of another API", [SEND_TO_HOST, HEADERS], "unclassified"],
  ["an answer that a mapping took", [answered(ANSWER), COMPLETED, ended(429)], "success"],
  [
    "an answer that went to the client",
    [answered(ANSWER), `Method response body after transformations: ${ANSWER}`],
    "success",
  ],
  [
    "an answer of the function in the same words",
    [answered('{"Type":"User","message":"Rate Exceeded.","id":1}')],
    "unclassified",
  ],
  [
    "a throttle that the function met in its own call",
    [
      "Lambda execution failed with status 200 due to customer function error: Rate exceeded. Lambda request id: 1",
    ],
    "lambda_function_error/unhandled_exception",
  ],
])("%s", (_, lines, verdict) => {
  expect(verdictOf(lines)).toBe(verdict);
});

test("the evidence is the answer, the status and the message", () => {
  const lines = [
    SEND_TO_FUNCTION,
    RECEIVED_429,
    answered(ANSWER),
    "Lambda invocation failed with status: 429. Lambda request id: 1",
    misconfigured("Rate Exceeded."),
    ended(500),
  ];
  expect(classify(traceOf(lines))).toMatchObject({
    evidence: [2, 3, 4],
    verdict: { payload: { text: ANSWER, shape: "json_object", cut: false } },
  });
});

test.each<[string, AccessFields, string]>([
  [
    "the service's status under a failed integration",
    {
      status: "500",
      "error.responseType": "INTEGRATION_FAILURE",
      "integration.integrationStatus": "429",
    },
    THROTTLED,
  ],
  [
    "a 429 of the function's own",
    {
      status: "502",
      "error.responseType": "INTEGRATION_FAILURE",
      "integration.integrationStatus": "429",
      "integration.status": "429",
    },
    "unclassified",
  ],
  [
    "a status under the name that may be of the function",
    {
      status: "500",
      "error.responseType": "INTEGRATION_FAILURE",
      integrationStatus: "429",
    },
    "unclassified",
  ],
  [
    "the service's status without a type",
    { status: "500", "integration.integrationStatus": "429" },
    "unclassified",
  ],
])("in an access log, %s", (_, fields, verdict) => {
  expect(verdictOf(fields)).toBe(verdict);
});
