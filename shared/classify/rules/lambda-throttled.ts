import { isUnfinished, lambdaRefusal, serviceErrorIn } from "../lambda-answer.ts";
import { answerIn, payloadOf } from "../payload.ts";
import { entryIn, type Reading } from "../reading.ts";
import { type CauseRule, firstSaid, type Match, type Wording } from "../rule.ts";

type Throttled = "lambda_throttled";

const WORDINGS: readonly Wording<Throttled>[] = [
  { says: "rate exceeded", reason: "concurrency_limit" },
  { says: "toomanyrequestsexception", reason: "concurrency_limit" },
  { says: "invocationlimitexceeded", reason: "concurrency_limit" },
];

/** What Lambda answers to an invocation that it throttles. */
const THROTTLE_ANSWER = /rate exceeded|limitexceeded/;
const THROTTLE_HEADER = /x-amzn-errortype=toomanyrequestsexception/i;

export const lambdaThrottled: CauseRule<Throttled> = {
  cause: "lambda_throttled",
  summary: "Lambda refused the invocation: no concurrency was left for the function.",
  spec: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html",
  statuses: [500, 502, 503],
  looksFor: "a 429 of the Lambda service, or `Rate Exceeded`",
  match(reading) {
    const refusal = lambdaRefusal(reading);
    const said = firstSaid(reading.integrationStatements, WORDINGS)?.evidence ?? [];
    const refused = refusal?.status === 429 ? [refusal.at] : [];
    const evidence = [...answered(reading), ...refused, ...said];
    return evidence.length === 0
      ? undefined
      : { reason: "concurrency_limit", ...shown(reading, evidence) };
  },
};

/** Before 2019 a throttle was called malformed: only the answer and its headers tell. */
function answered(reading: Reading): readonly number[] {
  if (!isUnfinished(reading) || !mayBeLambda(reading)) return [];
  const headers = entryIn(reading, "answer_headers");
  if (headers !== undefined && THROTTLE_HEADER.test(headers.value)) return [headers.at];
  const answer = answerIn(reading);
  const error = serviceErrorIn(answer);
  return answer !== undefined && error !== undefined && THROTTLE_ANSWER.test(error)
    ? [answer.at]
    : [];
}

/** Another API behind this one throttles with the same header. */
function mayBeLambda({ target }: Reading): boolean {
  return target === undefined || target.kind === "function";
}

function shown(
  reading: Reading,
  evidence: readonly number[],
): Pick<Match<Throttled>, "evidence" | "payload"> {
  const answer = answerIn(reading);
  return answer === undefined ? { evidence } : { evidence, payload: payloadOf(answer) };
}
