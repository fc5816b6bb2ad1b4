import type { Reason } from "../../shared/domain/cause.ts";
import type { Call } from "./call.ts";
import {
  admitting,
  answeredAt,
  answering,
  callingFunction,
  completing,
  LAMBDA_ID,
  type Line,
  lines,
  receiving,
  starting,
  trailing,
} from "./phases.ts";
import { failing, type Scenario } from "./scenario.ts";
import { served } from "./successes.ts";
import { piece, type Template, template } from "./template.ts";

const CONFIGURATION = "Execution failed due to configuration error:";
/** Long enough that what is wrong with the answer lies behind the cut. */
const LONG_BODY = "word ".repeat(300);

/** Failures of a Lambda proxy integration. */
export const FUNCTION_FAILURES: readonly Scenario[] = [
  malformed(
    "body_not_string",
    6,
    piece`{"statusCode":200,"body":{"order":"A-17","state":"packed"}}`,
  ),
  malformed("missing_status_code", 4, piece`{"message":"stored","items":[1,2,3]}`),
  malformed("unexpected_field", 3, piece`{"statusCode":200,"cookies":["theme=dark"],"body":"{}"}`),
  malformed("plain_string", 3, piece`"done"`),
  malformed("null_response", 2, piece`null`),
  malformed("not_an_object", 1, piece`[{"sku":"A-17"}]`),
  malformed("invalid_status_code", 2, piece`{"statusCode":"created","body":"{}"}`),
  malformed(
    "invalid_headers",
    1,
    piece`{"statusCode":200,"multiValueHeaders":{"Vary":"Accept"},"body":""}`,
  ),
  malformed("unknown", 1, piece`{"body":"${LONG_BODY}"}`),
  crashed(
    "unhandled_exception",
    8,
    "TypeError",
    piece`Cannot read properties of undefined (reading 'id')`,
  ),
  crashed(
    "function_timeout",
    6,
    "Sandbox.Timedout",
    piece`2026-11-22T10:00:00.000Z ${LAMBDA_ID} Task timed out after 3.00 seconds`,
  ),
  crashed(
    "runtime_exit",
    2,
    "Runtime.ExitError",
    piece`RequestId: ${LAMBDA_ID} Error: Runtime exited with error: signal: killed`,
  ),
  crashed("init_error", 2, "Runtime.ImportModuleError", piece`Error: Cannot find module 'pg'`),
  crashed(
    "response_too_large",
    1,
    "Function.ResponseSizeTooLarge",
    piece`Response payload size exceeded maximum allowed payload size (6291556 bytes).`,
  ),
  failing({ cause: "lambda_throttled", reason: "concurrency_limit" }, 6, 500, (call) => [
    ...called(call),
    ...answering(
      call,
      429,
      "x-amzn-ErrorType=TooManyRequestsException, ",
      piece`{"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."}`,
    ),
    ...refused(call, 429, 500, "Rate Exceeded."),
  ]),
  failing({ cause: "lambda_invocation_failed", reason: "service_error" }, 1, 503, (call) => [
    ...called(call),
    ...answering(
      call,
      503,
      "x-amzn-ErrorType=ServiceException, ",
      piece`{"Message":"Service is unavailable.","Type":"Service"}`,
    ),
    ...refused(call, 503, 503, ""),
  ]),
  failing({ cause: "lambda_permission_denied", reason: "invalid_permissions" }, 3, 500, (call) => [
    ...called(call),
    ...lines(answeredAt(call), template`${CONFIGURATION} Invalid permissions on Lambda function`),
    ...completing(call, 500),
  ]),
  failing({ cause: "integration_timeout", reason: "deadline_exceeded" }, 6, 504, (call) => [
    ...called(call),
    ...lines(29_003, template`Execution failed due to a timeout error`),
    ...completing({ ...call, latencyMs: 29_000 }, 504),
  ]),
  failing({ cause: "backend_error", reason: "lambda_returned_5xx" }, 4, 503, (call) =>
    served(call, 503, piece`{"message":"the stock service is down"}`),
  ),
];

function called(call: Call): readonly Line[] {
  return [...receiving(), ...admitting(call), ...starting(call), ...callingFunction(call)];
}

function malformed(
  reason: Reason<"malformed_proxy_response">,
  weight: number,
  payload: Template,
): Scenario {
  return failing({ cause: "malformed_proxy_response", reason }, weight, 502, (call) => [
    ...called(call),
    ...answering(call, 200, "X-Amz-Executed-Version=$LATEST, ", payload),
    ...lines(answeredAt(call), template`${CONFIGURATION} Malformed Lambda proxy response`),
    ...completing(call, 502),
    ...trailing(call),
  ]);
}

function crashed(
  reason: Reason<"lambda_function_error">,
  weight: number,
  type: string,
  message: Template,
): Scenario {
  const error = template`Lambda execution failed with status 200 due to customer function error: ${message}. Lambda request id: ${LAMBDA_ID}`;
  const payload = piece`{"errorMessage":"${message}","errorType":"${type}"}`;
  return failing({ cause: "lambda_function_error", reason }, weight, 502, (call) => [
    ...called(call),
    ...answering(call, 200, "X-Amz-Function-Error=Unhandled, ", payload),
    ...lines(answeredAt(call), error),
    ...completing(call, 502),
    ...trailing(call),
  ]);
}

function refused(call: Call, byLambda: number, status: number, why: string): readonly Line[] {
  return [
    ...lines(
      answeredAt(call),
      template`Lambda invocation failed with status: ${byLambda}. Lambda request id: ${LAMBDA_ID}`,
      template`${CONFIGURATION} ${why}`,
    ),
    ...completing(call, status),
  ];
}
