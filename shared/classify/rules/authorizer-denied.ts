import { authorizerFormatOf } from "../api-type.ts";
import { refusesClientCertificate } from "../client-certificate.ts";
import { lintAuthorizerAnswer } from "../lint/authorizer-answer.ts";
import { authorizerAnswerIn, payloadOf, type Shown } from "../payload.ts";
import { entryIn, type Reading } from "../reading.ts";
import { type CauseRule, firstSaid, type Match, type Wording } from "../rule.ts";
import { says } from "../sentence.ts";
import { statusNumber } from "../status.ts";

type Denied = "authorizer_denied";

const WORDINGS: readonly Wording<Denied>[] = [
  { says: "not authorized to access this resource with an explicit deny", reason: "policy_deny" },
  { says: "not authorized to access this resource", reason: "policy_no_match" },
  { says: "insufficient_scope", reason: "cognito_scope" },
  { says: "insufficient scope", reason: "cognito_scope" },
  { says: "scope claim", reason: "cognito_scope" },
  { says: "required scope", reason: "cognito_scope" },
];

/** The same sentence for a policy that denies, one that matches nothing, and a resource policy. */
const NOT_AUTHORIZED = "the client is not authorized to perform this operation";

const REASON_BY_DECISION = {
  deny: "policy_deny",
  allow: "policy_no_match",
  no_match: "policy_no_match",
  depends: "unknown",
  not_shown: "unknown",
} as const;

export const authorizerDenied: CauseRule<Denied> = {
  cause: "authorizer_denied",
  summary: "The authorizer ran and its answer does not let the caller in.",
  spec: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html",
  statuses: [403],
  looksFor: "a refusal that an authorizer's policy, decision or scope explains",
  match(reading) {
    return (
      firstSaid(reading.statements, WORDINGS) ??
      notAuthorized(reading) ??
      accessDenied(reading) ??
      deniedInTest(reading) ??
      refusedPhase(reading)
    );
  },
};

function notAuthorized(reading: Reading): Match<Denied> | undefined {
  const refusal = reading.statements.find(({ said }) => says(said, NOT_AUTHORIZED));
  if (refusal === undefined) return undefined;
  const answer = authorizerAnswerIn(reading);
  if (answer !== undefined) {
    const reason = REASON_BY_DECISION[decisionIn(answer, reading)];
    return { reason, evidence: [answer.at, refusal.at], payload: payloadOf(answer) };
  }
  // A refusal whose policy is not logged was seen for policies that match nothing.
  const reason = reading.authorizer.seen ? "policy_no_match" : "unknown";
  return { reason, evidence: [refusal.at] };
}

/** A policy that denies is logged like one that matches nothing; only the policy tells them apart. */
function decisionIn({ text }: Shown, reading: Reading): keyof typeof REASON_BY_DECISION {
  return lintAuthorizerAnswer(text, authorizerFormatOf(reading)).decision ?? "not_shown";
}

/** An HTTP API says `Forbidden` of a denial in the authorizer's own field; the type says only that one refused. */
function accessDenied({ statements, responseTypes }: Reading): Match<Denied> | undefined {
  const denial = statements.find(({ said, ofAuthorizer }) => ofAuthorizer && said === "forbidden");
  if (denial !== undefined) return { reason: "policy_deny", evidence: [denial.at] };
  const typed = responseTypes.find(({ type }) => type === "ACCESS_DENIED");
  if (typed === undefined || statements.some(refusesClientCertificate)) return undefined;
  return { reason: "unknown", evidence: [typed.at] };
}

/** The console's test of an authorizer ends with the policy: nobody is refused, but would be. */
function deniedInTest(reading: Reading): Match<Denied> | undefined {
  const answer = authorizerAnswerIn(reading);
  const accepted = entryIn(reading, "authorizer_end") ?? entryIn(reading, "authorizer_policy");
  const isOver = entryIn(reading, "start") === undefined && reading.target === undefined;
  if (answer === undefined || accepted === undefined || !isOver) return undefined;
  if (decisionIn(answer, reading) !== "deny") return undefined;
  return { reason: "policy_deny", evidence: [answer.at, accepted.at], payload: payloadOf(answer) };
}

/** An access log without messages may still have the status of the phase that refused. */
function refusedPhase({ access, status }: Reading): Match<Denied> | undefined {
  const refused = access.find(({ fields }) =>
    [fields["authorize.status"], fields["authorizer.status"]].map(statusNumber).includes(403),
  );
  return status === 403 && refused ? { reason: "unknown", evidence: [refused.at] } : undefined;
}
