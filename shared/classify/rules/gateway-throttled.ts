import type { Reason } from "../../domain/cause.ts";
import { type CauseRule, firstSaid, firstTyped, type Wording } from "../rule.ts";

type Throttled = "gateway_throttled";

const WORDINGS: readonly Wording<Throttled>[] = [
  { says: "throttle limit exceeded", reason: "throttle" },
  { says: "key quota exhausted", reason: "quota" },
  { says: "quota limit exceeded", reason: "quota" },
  { says: "quota exceeded", reason: "quota" },
  { says: "limit exceeded for api key", reason: "quota" },
  { says: '"limit exceeded"', reason: "quota" },
  { says: "too many requests", reason: "throttle" },
];

const TYPES: Readonly<Record<string, Reason<Throttled>>> = {
  THROTTLED: "throttle",
  QUOTA_EXCEEDED: "quota",
};

const QUOTA = "limit exceeded";

export const gatewayThrottled: CauseRule<Throttled> = {
  cause: "gateway_throttled",
  summary: "The gateway itself refused the request: a rate limit or a usage plan's quota is spent.",
  spec: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html",
  statuses: [429],
  looksFor: "a throttle or quota of a usage plan, a stage or the account",
  match(reading) {
    const spoken = reading.statements.filter(
      ({ field }) => field === undefined || field === "error.message",
    );
    const spent = spoken.find(({ said }) => said === QUOTA);
    if (spent !== undefined) return { reason: "quota", evidence: [spent.at] };
    return firstSaid(spoken, WORDINGS) ?? firstTyped(reading, TYPES);
  },
};
