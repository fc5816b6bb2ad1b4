import type { Reason } from "../../domain/cause.ts";
import { isUnfinished, lambdaRefusal, serviceErrorIn } from "../lambda-answer.ts";
import { answerIn, payloadOf } from "../payload.ts";
import type { Reading } from "../reading.ts";
import { type CauseRule, firstSaid, type Match, type Wording } from "../rule.ts";
import { says } from "../sentence.ts";

type Failed = "lambda_invocation_failed";

/** What the Lambda service says, in a message of the gateway or in its own answer. */
const WORDINGS: readonly Wording<Failed>[] = [
  { says: "function not found:", reason: "function_not_found" },
  { says: "byte payload is too large", reason: "request_too_large" },
  { says: "request must be smaller than", reason: "request_too_large" },
  { says: "requesttoolargeexception", reason: "request_too_large" },
  { says: "request entity too large", reason: "request_too_large" },
];

const REASON_BY_STATUS: Readonly<Record<number, Reason<Failed>>> = {
  404: "function_not_found",
  413: "request_too_large",
};

export const lambdaInvocationFailed: CauseRule<Failed> = {
  cause: "lambda_invocation_failed",
  summary: "The Lambda service did not run the function.",
  spec: "https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html",
  statuses: [500, 502, 503],
  looksFor: "`Lambda invocation failed`, or an error of the Lambda service as answer",
  match(reading) {
    const said = spoken(reading);
    const refusal = lambdaRefusal(reading);
    const reason = said?.reason ?? (refusal && reasonOf(refusal.status)) ?? answered(reading);
    if (reason === undefined) return undefined;
    const answer = answerIn(reading);
    return {
      reason,
      evidence: [answer?.at, refusal?.at, ...(said?.evidence ?? [])].filter(
        (at) => at !== undefined,
      ),
      ...(answer === undefined ? {} : { payload: payloadOf(answer) }),
    };
  },
};

/** A client's own 413 carries the same words: only the integration's fields speak of Lambda. */
function spoken(reading: Reading): Match<Failed> | undefined {
  const statements = reading.integrationStatements.filter(({ field }) => field !== "error.message");
  return firstSaid(statements, WORDINGS);
}

function reasonOf(status: number): Reason<Failed> {
  return REASON_BY_STATUS[status] ?? (status >= 500 ? "service_error" : "other");
}

/** Before 2019 the gateway called such an answer malformed, and wrote no status. */
function answered(reading: Reading): Reason<Failed> | undefined {
  const error = isUnfinished(reading) ? serviceErrorIn(answerIn(reading)) : undefined;
  if (error === undefined) return undefined;
  return WORDINGS.find((wording) => says(error, wording.says))?.reason ?? "service_error";
}
