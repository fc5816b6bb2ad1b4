import { expect, test } from "vitest";
import { classify } from "../../../shared/classify/classify.ts";
import {
  answered,
  COMPLETED,
  ended,
  misconfigured,
  SEND_TO_FUNCTION,
  SEND_TO_HOST,
  SEND_TO_QUEUE,
  traceOf,
  verdictOf,
} from "../trace-of.ts";

test.each([
  [
    "API Gateway does not have permission to assume the provided role arn:aws:iam::123456789012:role/x",
    "execution_role",
  ],
  [
    "API Gateway doesn't have permissions to assume the IAM role configured on the integration.",
    "execution_role",
  ],
  [
    "Invalid stage variable value: null.  Please use values with alphanumeric characters",
    "stage_variable",
  ],
  [
    "1 validation error detected: Value 'orders:' at 'functionName' failed to satisfy constraint",
    "stage_variable",
  ],
  ["Host header already present", "illegal_header_mapping"],
  ["No integration defined for method", "no_integration"],
])("'%s' is %s", (message, reason) => {
  expect(verdictOf([misconfigured(message), ended(500)])).toBe(
    `integration_misconfigured/${reason}`,
  );
});

const WRONG_METHOD =
  "<AccessDeniedException>\n<Message>Unable to determine service/operation name to be authorized</Message>\n</AccessDeniedException>";
const FAILED_403 = "Lambda invocation failed with status: 403. Lambda request id: 7d0f3f1a-0000";
const DENIED =
  '{"__type":"AccessDeniedException","Message":"not authorized to perform: sqs:SendMessage"}';
const INVALID = '{"__type":"com.amazon.coral.service#SerializationException"}';

function received(status: number): string {
  return `Received response. Status: ${status}, Integration latency: 2 ms`;
}

function sent(body: string): string {
  return `Endpoint request body after transformations: ${body}`;
}

test.each<[string, readonly string[], string]>([
  [
    "a function called by another method than POST",
    [SEND_TO_FUNCTION, answered(WRONG_METHOD), FAILED_403],
    "wrong_integration_method",
  ],
  ["the same by the answer alone", [answered(WRONG_METHOD)], "wrong_integration_method"],
  [
    "Lambda's own word for a broken name",
    [answered("{\"Message\":\"Value 'orders:' at 'functionName' failed to satisfy constraint\"}")],
    "stage_variable",
  ],
  ["a 403 of Lambda that nothing explains", [FAILED_403], "other"],
  [
    "a service that denies",
    [SEND_TO_QUEUE, received(403), answered(DENIED), ended(500)],
    "aws_service_access_denied",
  ],
  [
    "a service that denies, mapped to 500",
    [SEND_TO_QUEUE, received(400), answered(DENIED), COMPLETED, ended(500)],
    "aws_service_access_denied",
  ],
  [
    "a service's 403 without its words",
    [SEND_TO_QUEUE, received(403)],
    "aws_service_access_denied",
  ],
  [
    "a service's 400 without its words",
    [SEND_TO_QUEUE, received(400)],
    "invalid_request_to_aws_service",
  ],
  [
    "a service that cannot read the request",
    [SEND_TO_QUEUE, received(400), answered(INVALID)],
    "invalid_request_to_aws_service",
  ],
  [
    "a query that begins with blank lines",
    [SEND_TO_QUEUE, sent("\n  \n Action=SendMessage"), received(403)],
    "invalid_request_to_aws_service",
  ],
  [
    "a query after the console's one line feed",
    [SEND_TO_QUEUE, sent("\nAction=SendMessage"), received(403)],
    "aws_service_access_denied",
  ],
  [
    "another body after blank lines",
    [SEND_TO_QUEUE, sent("\n\n\n{}"), received(403)],
    "aws_service_access_denied",
  ],
  [
    "a denial before statuses were logged",
    [SEND_TO_QUEUE, "Received response. Integration latency: 2 ms", answered(DENIED)],
    "aws_service_access_denied",
  ],
  [
    "a call that was not signed",
    [SEND_TO_QUEUE, received(403), answered("<MissingAuthenticationTokenException/>")],
    "aws_service_access_denied",
  ],
  [
    "the same in words",
    [SEND_TO_QUEUE, received(403), answered('{"message":"Missing Authentication Token"}')],
    "aws_service_access_denied",
  ],
  ["a denial without its endpoint", [answered(DENIED)], "aws_service_access_denied"],
  [
    "an unreadable request without its endpoint",
    [answered("<UnknownOperationException/>")],
    "invalid_request_to_aws_service",
  ],
])("%s is seen", (_, lines, reason) => {
  expect(verdictOf(lines)).toBe(`integration_misconfigured/${reason}`);
});

test.each<[string, readonly string[], string]>([
  [
    "a denial that the client got as it was",
    [SEND_TO_QUEUE, received(403), answered(DENIED), COMPLETED, ended(403)],
    "success",
  ],
  ["a refusal below 500", [SEND_TO_QUEUE, received(400), answered(DENIED), ended(400)], "success"],
  [
    "an answer that speaks of denials",
    [SEND_TO_QUEUE, received(200), answered('{"note":"access denied"}')],
    "unclassified",
  ],
  [
    "a 403 of a host",
    [SEND_TO_HOST, received(403), answered('{"message":"access denied"}')],
    "unclassified",
  ],
  [
    "an answer without an endpoint that is no service's error",
    [answered('{"note":"access denied"}')],
    "unclassified",
  ],
  ["an answer of a service that is no error", [SEND_TO_QUEUE, answered("{}")], "unclassified"],
  [
    "a wrong method that a mapping took",
    [answered(WRONG_METHOD), COMPLETED, ended(200)],
    "success",
  ],
  [
    "a role before an authorizer error",
    [
      misconfigured("API Gateway does not have permission to assume the provided role x"),
      misconfigured("Authorizer error"),
    ],
    "authorizer_failure/permission",
  ],
])("%s is no misconfiguration", (_, lines, verdict) => {
  expect(verdictOf(lines)).toBe(verdict);
});

test.each([
  [
    "without words",
    { "error.message": "Internal server error" },
    "integration_misconfigured/other",
  ],
  ["with words nobody knows", { "integration.error": "Flux not aligned" }, "unclassified"],
])("the type of all configuration errors, %s", (_, fields, verdict) => {
  const row = { status: "500", "error.responseType": "API_CONFIGURATION_ERROR", ...fields };
  expect(verdictOf(row)).toBe(verdict);
});

test.each<[string, readonly string[], readonly number[]]>([
  ["the answer and the refusal", [SEND_TO_FUNCTION, answered(WRONG_METHOD), FAILED_403], [1, 2]],
  ["the status and the answer", [SEND_TO_QUEUE, received(403), answered(DENIED)], [1, 2]],
  ["the broken URI", [SEND_TO_QUEUE, "Illegal character in query at index 9"], [1]],
])("the evidence is %s", (_, lines, evidence) => {
  expect(classify(traceOf(lines)).evidence).toEqual(evidence);
});

test("what the service said is kept", () => {
  const { verdict } = classify(traceOf([SEND_TO_QUEUE, received(403), answered(DENIED)]));
  expect(verdict).toMatchObject({ payload: { text: DENIED, shape: "json_object" } });
});
