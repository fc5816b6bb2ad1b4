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

function invocationFailed(status: number): string {
  return `Lambda invocation failed with status: ${status}. Lambda request id: 7d0f3f1a-0000`;
}

test.each([
  [404, "function_not_found"],
  [413, "request_too_large"],
  [500, "service_error"],
  [502, "service_error"],
  [503, "service_error"],
  [400, "other"],
  [409, "other"],
])("an invocation that failed with %i is %s", (status, reason) => {
  expect(verdictOf([invocationFailed(status), misconfigured(""), ended(500)])).toBe(
    `lambda_invocation_failed/${reason}`,
  );
});

const MALFORMED = misconfigured("Malformed Lambda proxy response");
const ENI = '{"Message":"Lambda was not able to create an ENI in the VPC","Type":"User"}';

test.each<[string, readonly string[], string]>([
  [
    "a function that is not there",
    [
      misconfigured(
        "Function not found: arn:aws:lambda:eu-west-1:123456789012:function:orders:live",
      ),
    ],
    "lambda_invocation_failed/function_not_found",
  ],
  [
    "a request over Lambda's limit",
    [misconfigured("7000000 byte payload is too large for the invocation")],
    "lambda_invocation_failed/request_too_large",
  ],
  [
    "the same in other words",
    [misconfigured("Request must be smaller than 6291456 bytes")],
    "lambda_invocation_failed/request_too_large",
  ],
  [
    "the same by its exception",
    [misconfigured("RequestTooLargeException")],
    "lambda_invocation_failed/request_too_large",
  ],
  [
    "the same by the status text",
    [misconfigured("Request Entity Too Large")],
    "lambda_invocation_failed/request_too_large",
  ],
  [
    "the status received",
    [SEND_TO_FUNCTION, "Received response. Status: 503, Integration latency: 2 ms"],
    "lambda_invocation_failed/service_error",
  ],
  [
    "the status received from a host",
    [SEND_TO_HOST, "Received response. Status: 503, Integration latency: 2 ms"],
    "backend_error/http_backend_5xx",
  ],
  [
    "the service's error under the malformed message",
    [answered(ENI), MALFORMED, ended(502)],
    "lambda_invocation_failed/service_error",
  ],
  [
    "the service's error that names the function",
    [answered('{"Message":"Function not found: orders","Type":"User"}'), MALFORMED],
    "lambda_invocation_failed/function_not_found",
  ],
  ["the service's error that a mapping took", [answered(ENI), COMPLETED, ended(200)], "success"],
  [
    "a function's answer that has other keys",
    [answered('{"Message":"x","Type":"User","id":1}'), MALFORMED],
    "malformed_proxy_response/missing_status_code",
  ],
  [
    "a function's answer without a type",
    [answered('{"Message":"x"}'), MALFORMED],
    "malformed_proxy_response/missing_status_code",
  ],
  [
    "a list that holds the word",
    [answered('["Type"]'), MALFORMED],
    "malformed_proxy_response/not_an_object",
  ],
  [
    "an object that holds the word elsewhere",
    [answered('{"Message":"x","Reason":"Type"}'), MALFORMED],
    "malformed_proxy_response/missing_status_code",
  ],
  [
    "an answer that is no object",
    [answered('"Function not found: orders"'), MALFORMED],
    "malformed_proxy_response/plain_string",
  ],
])("%s", (_, lines, verdict) => {
  expect(verdictOf(lines)).toBe(verdict);
});

test.each<[string, AccessFields, string]>([
  [
    "the gateway's sentence",
    { status: "502", "integration.error": misconfigured("Function not found: orders") },
    "lambda_invocation_failed/function_not_found",
  ],
  [
    "the service's status under a configuration error",
    {
      status: "500",
      "error.responseType": "API_CONFIGURATION_ERROR",
      "integration.integrationStatus": "404",
    },
    "lambda_invocation_failed/function_not_found",
  ],
  [
    "a service's 5xx, which could be any backend's",
    {
      status: "500",
      "error.responseType": "INTEGRATION_FAILURE",
      "integration.integrationStatus": "503",
    },
    "unclassified",
  ],
  ["a client's own 413", { status: "413", "error.message": "Request Entity Too Large" }, "success"],
])("in an access log, %s", (_, fields, verdict) => {
  expect(verdictOf(fields)).toBe(verdict);
});

test("the evidence is the answer, the status and the message", () => {
  const lines = [
    SEND_TO_FUNCTION,
    answered('{"Message":"Function not found: orders","Type":"User"}'),
    invocationFailed(404),
    misconfigured("Function not found: orders"),
  ];
  expect(classify(traceOf(lines))).toMatchObject({
    evidence: [1, 2, 3],
    verdict: { payload: { shape: "json_object" } },
  });
});
