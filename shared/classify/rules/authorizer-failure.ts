import type { Reason } from "../../domain/cause.ts";
import { authorizerErrorAt } from "../authorizer-marker.ts";
import { authorizerFailureIn, type FunctionFailure } from "../function-failure.ts";
import { authorizerAnswerIn, payloadOf } from "../payload.ts";
import type { Reading } from "../reading.ts";
import { type CauseRule, firstSaid, type Match, type Wording } from "../rule.ts";
import { functionErrorReason } from "../runtime-error.ts";
import { statusNumber } from "../status.ts";

type Failure = "authorizer_failure";

/** Wordings that can only be about an authorizer. */
const ITS_OWN: readonly Wording<Failure>[] = [
  { says: 'invalid json in response: unrecognized field "error', reason: "function_error" },
  { says: 'invalid json in response: unrecognized field "trace"', reason: "function_error" },
  { says: 'invalid json in response: unrecognized field "stacktrace"', reason: "function_error" },
  { says: "permissions to call the authorizer", reason: "permission" },
  { says: "permissions to assume the iam role configured on the authorizer", reason: "permission" },
  { says: "oidc discovery endpoint communication error", reason: "unreachable" },
  { says: "jwks communication error", reason: "unreachable" },
];

/** Wordings that the integration's call has too. */
const SHARED: readonly Wording<Failure>[] = [
  { says: "invalid permissions on lambda function", reason: "permission" },
  { says: "permission to assume the provided role", reason: "permission" },
  { says: "lambda invocation failed with status: 403", reason: "permission" },
  { says: "rate exceeded", reason: "throttled" },
  { says: "lambda invocation failed with status: 429", reason: "throttled" },
  { says: "too many requests", reason: "throttled" },
  { says: "timeout error", reason: "timeout" },
  { says: "timed out", reason: "timeout" },
  { says: "customer function error:", reason: "function_error" },
  { says: "returned the following error:", reason: "function_error" },
  { says: "lambda invocation failed with status", reason: "unreachable" },
  { says: "function not found", reason: "unreachable" },
  { says: "invalid endpoint address", reason: "unreachable" },
  { says: "network error", reason: "unreachable" },
  { says: "communication error", reason: "unreachable" },
];

/** By the status with which Lambda answered the call. */
const REASON_BY_SERVICE_STATUS: Readonly<Record<number, Reason<Failure>>> = {
  403: "permission",
  429: "throttled",
};

/** No authorizer decides with this status: it is Lambda's own. */
const THROTTLED = 429;

export const authorizerFailure: CauseRule<Failure> = {
  cause: "authorizer_failure",
  summary: "The authorizer could not be asked, or failed before it answered.",
  spec: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html",
  statuses: [500, 401],
  looksFor:
    "`Authorizer error` with what came before it, or the error of the authorizer's function",
  match(reading) {
    return (
      ownError(reading) ??
      firstSaid(reading.statements, ITS_OWN) ??
      beforeAuthorizerError(reading) ??
      failedPhase(reading)
    );
  },
};

/** The payload that Lambda made of the function's error. */
function ownError(reading: Reading): Match<Failure> | undefined {
  const answer = authorizerAnswerIn(reading);
  const failure = answer && authorizerFailureIn(answer.text);
  if (failure === undefined || answer === undefined || isRefusal(failure)) return undefined;
  const said = firstSaid(reading.statements, ITS_OWN);
  const evidence = [answer.at, ...(said?.evidence ?? [])];
  return { reason: reasonOf(failure), evidence, payload: payloadOf(answer) };
}

/** Throwing exactly this is how a function tells the gateway to answer 401. */
function isRefusal({ message }: FunctionFailure): boolean {
  return message === "Unauthorized";
}

function reasonOf(failure: FunctionFailure): Reason<Failure> {
  return functionErrorReason(failure) === "function_timeout" ? "timeout" : "function_error";
}

/**
 * `Authorizer error` never says why: what was said before it does. The same words are the
 * integration's own failure when they stand neither in the authorizer's call nor before that line.
 */
function beforeAuthorizerError(reading: Reading): Match<Failure> | undefined {
  const errorAt = authorizerErrorAt(reading);
  const marked = errorAt === undefined ? [] : [errorAt];
  const statements = reading.statements.filter(
    ({ ofAuthorizer }) => ofAuthorizer || errorAt !== undefined,
  );
  const said = firstSaid(statements, SHARED);
  if (said !== undefined) return { ...said, evidence: [...said.evidence, ...marked] };
  return errorAt === undefined ? undefined : { reason: "permission", evidence: marked };
}

/**
 * An access log without the error may still have the response type, or the statuses of the
 * authorizer's phase. What failed in it is a function's error unless a status says otherwise.
 */
function failedPhase(reading: Reading): Match<Failure> | undefined {
  const typed = reading.responseTypes.find(({ type }) => type === "AUTHORIZER_FAILURE");
  const at = typed?.at ?? rowOfFailedPhase(reading);
  return at === undefined ? undefined : { reason: reasonByStatus(reading), evidence: [at] };
}

function rowOfFailedPhase({ access, status = 0 }: Reading): number | undefined {
  if (status < 500) return undefined;
  return access.find(({ fields }) => {
    const ended = statusNumber(fields["authorizer.status"]) ?? 0;
    return ended >= 500 || ended === THROTTLED;
  })?.at;
}

function reasonByStatus({ fields }: Reading): Reason<Failure> {
  if (statusNumber(fields["authorizer.status"]) === THROTTLED) return "throttled";
  const service = statusNumber(fields["authorizer.integrationStatus"]);
  return REASON_BY_SERVICE_STATUS[service ?? 0] ?? "function_error";
}
