import type { Reason } from "../../domain/cause.ts";
import { entryIn, type Reading } from "../reading.ts";
import { type CauseRule, firstSaid, firstTyped, type Match, type Wording } from "../rule.ts";
import { says } from "../sentence.ts";
import { statusNumber } from "../status.ts";

type Blocked = "request_blocked";

const WORDINGS: readonly Wording<Blocked>[] = [
  { says: "execute-api: … with an explicit deny in an identity-based", reason: "iam_denied" },
  { says: "execute-api: … no identity-based policy allows", reason: "iam_denied" },
  { says: "execute-api: … resource-based policy", reason: "resource_policy" },
  { says: "execute-api: … endpoint policy", reason: "resource_policy" },
  { says: "user: anonymous is not authorized to perform: execute-api:", reason: "resource_policy" },
  { says: "is not authorized to perform: execute-api:", reason: "iam_denied" },
  { says: "not authorized because method … requires api key", reason: "invalid_api_key" },
  { says: "api key was required but not present", reason: "invalid_api_key" },
  { says: "no usage plan found for key", reason: "invalid_api_key" },
  { says: "invalid api key", reason: "invalid_api_key" },
  { says: "security token included in the request is expired", reason: "expired_token" },
  { says: "security token included in the request is invalid", reason: "invalid_signature" },
  { says: "request signature we calculated does not match", reason: "invalid_signature" },
  { says: "signature expired", reason: "invalid_signature" },
  { says: "signature not yet current", reason: "invalid_signature" },
  { says: "credential should be scoped to", reason: "invalid_signature" },
  { says: "date in credential scope does not match", reason: "invalid_signature" },
  { says: "authorization header requires", reason: "invalid_signature" },
  { says: "key=value pair … authorization header", reason: "invalid_signature" },
  { says: "missing authentication token", reason: "missing_authentication_token" },
  { says: "request for the iam authorizer does not match", reason: "missing_authentication_token" },
];

const TYPES: Readonly<Record<string, Reason<Blocked>>> = {
  EXPIRED_TOKEN: "expired_token",
  INVALID_API_KEY: "invalid_api_key",
  INVALID_SIGNATURE: "invalid_signature",
  MISSING_AUTHENTICATION_TOKEN: "missing_authentication_token",
  WAF_FILTERED: "waf",
};

const NOT_AUTHORIZED = "the client is not authorized to perform this operation";

export const requestBlocked: CauseRule<Blocked> = {
  cause: "request_blocked",
  summary: "A guard in front of the API turned the request away before any integration ran.",
  spec: "https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html",
  statuses: [403],
  looksFor: "a refusal by WAF, a resource policy, IAM, the signature, the API key or the path",
  match(reading) {
    const spoken = reading.statements.filter(({ field }) => !field?.startsWith("integration"));
    return (
      byFirewall(reading) ??
      firstSaid(spoken, WORDINGS) ??
      firstTyped(reading, TYPES) ??
      byResourcePolicy(reading)
    );
  },
};

/** A firewall's block keeps its own fields, whatever response type the owner gave it. */
function byFirewall({ access }: Reading): Match<Blocked> | undefined {
  const blocked = access.find(
    ({ fields }) =>
      fields.wafResponseCode?.toUpperCase().includes("BLOCK") === true ||
      statusNumber(fields["waf.status"]) === 403,
  );
  return blocked && { reason: "waf", evidence: [blocked.at] };
}

/** The refusal of a request that is seen from its start and met no authorizer. */
function byResourcePolicy(reading: Reading): Match<Blocked> | undefined {
  const start = entryIn(reading, "extended_id");
  if (start === undefined || reading.authorizer.seen) return undefined;
  const refusal = reading.statements.find(({ said }) => says(said, NOT_AUTHORIZED));
  return refusal && { reason: "resource_policy", evidence: [start.at, refusal.at] };
}
