import { expect, test } from "vitest";
import { classify } from "../../../shared/classify/classify.ts";
import {
  answered,
  COMPLETED,
  ended,
  invocationOf,
  misconfigured,
  SEND_TO_FUNCTION,
  traceOf,
  verdictOf,
} from "../trace-of.ts";

const DENIED = "lambda_permission_denied/invalid_permissions";
const INVALID = misconfigured("Invalid permissions on Lambda function");
const ANSWER =
  '{"__type":"AccessDeniedException","Message":"User: arn:aws:sts::123456789012:assumed-role/gateway is not authorized to perform: lambda:InvokeFunction on resource: orders"}';

test.each<[string, readonly string[], string]>([
  ["the message", [SEND_TO_FUNCTION, INVALID, ended(500)], DENIED],
  ["the message with a full stop and a blank", [`${INVALID}. `], DENIED],
  [
    "the sentence of an HTTP API",
    [
      "The IAM role configured on the integration or API Gateway doesn't have permissions to call the integration. Check the permissions and try again.",
    ],
    DENIED,
  ],
  [
    "the sentence with a curly apostrophe",
    ["API Gateway doesn’t have permissions to call the integration"],
    DENIED,
  ],
  ["Lambda's refusal of the role", [SEND_TO_FUNCTION, answered(ANSWER), ended(500)], DENIED],
  [
    "Lambda's refusal without the exception's name",
    [
      answered('{"Message":"x is not authorized to perform: lambda:InvokeFunction"}'),
      "Lambda invocation failed with status: 403. Lambda request id: 1",
    ],
    DENIED,
  ],
  [
    "the function's own answer in the same words",
    [answered('{"Message":"x is not authorized to perform: lambda:InvokeFunction"}')],
    "unclassified",
  ],
  [
    "Lambda's refusal of something else",
    [answered('{"Message":"AccessDenied"}'), "Lambda invocation failed with status: 403"],
    "integration_misconfigured/other",
  ],
  [
    "Lambda's refusal as a message",
    [misconfigured("User is not authorized to perform: lambda:InvokeFunction")],
    DENIED,
  ],
  ["Lambda's refusal that a mapping took", [answered(ANSWER), COMPLETED, ended(400)], "success"],
  [
    "the message before an authorizer error",
    [INVALID, misconfigured("Authorizer error")],
    "authorizer_failure/permission",
  ],
  [
    "the message inside the function's own error",
    [`Lambda execution failed with status 200 due to customer function error: ${INVALID}`],
    "lambda_function_error/unhandled_exception",
  ],
])("%s", (_, lines, verdict) => {
  expect(verdictOf(lines)).toBe(verdict);
});

test.each([
  ["ends in an empty qualifier", invocationOf("orders:"), 1],
  ["has no name", invocationOf(":"), 1],
  ["holds a stage variable by name", `https://lambda.example.com/\${stageVariables.fn}/x`, 1],
  ["is whole", invocationOf("orders:live"), 0],
])("a function's ARN that %s", (_, url, count) => {
  const { verdict } = classify(traceOf([`Endpoint request URI: ${url}`, INVALID]));
  const also = [{ cause: "integration_misconfigured", reason: "stage_variable" }].slice(0, count);
  expect(verdict).toMatchObject({ also });
});

test("Lambda's refusal is shown as the payload", () => {
  expect(classify(traceOf([SEND_TO_FUNCTION, answered(ANSWER)]))).toMatchObject({
    evidence: [1],
    verdict: { payload: { text: ANSWER } },
  });
});
