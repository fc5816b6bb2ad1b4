import { authorizerFailureIn } from "../function-failure.ts";
import { authorizerAnswerIn } from "../payload.ts";
import type { Reading } from "../reading.ts";
import { type CauseRule, firstSaid, firstTyped, type Match, type Wording } from "../rule.ts";
import { unsaidRefusal } from "../unsaid-refusal.ts";

const WORDINGS: readonly Wording<"unauthorized">[] = [
  { says: "unauthorized", reason: "none" },
  { says: "the incoming token has expired", reason: "none" },
  { says: "invalid_token", reason: "none" },
];

export const unauthorized: CauseRule<"unauthorized"> = {
  cause: "unauthorized",
  summary: "The request came without valid credentials: no token, or one that was refused.",
  spec: "https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html",
  statuses: [401],
  looksFor: "`Unauthorized`, a token that was refused, or a 401 before any integration ran",
  match(reading) {
    const spoken = reading.statements.filter(({ field }) => !field?.startsWith("integration"));
    return (
      firstSaid(spoken, WORDINGS) ??
      firstTyped(reading, { UNAUTHORIZED: "none" }) ??
      thrown(reading) ??
      tokenRefused(reading) ??
      refusedUnsaid(reading)
    );
  },
};

/** An authorizer function that throws exactly `Unauthorized` makes the gateway answer 401. */
function thrown(reading: Reading): Match<"unauthorized"> | undefined {
  const answer = authorizerAnswerIn(reading);
  if (answer === undefined) return undefined;
  const isRefusal = authorizerFailureIn(answer.text)?.message === "Unauthorized";
  return isRefusal ? { reason: "none", evidence: [answer.at] } : undefined;
}

/** A JWT authorizer has many words for a token that it does not take. */
function tokenRefused({ statements, status }: Reading): Match<"unauthorized"> | undefined {
  const refusal = status === 401 ? statements.find(({ ofAuthorizer }) => ofAuthorizer) : undefined;
  return refusal && { reason: "none", evidence: [refusal.at] };
}

/** The gateway's own 401 has this cause, also where the access log has no place for its words. */
function refusedUnsaid(reading: Reading): Match<"unauthorized"> | undefined {
  const refusal = unsaidRefusal(reading);
  return refusal?.status === 401 ? { reason: "none", evidence: [refusal.at] } : undefined;
}
