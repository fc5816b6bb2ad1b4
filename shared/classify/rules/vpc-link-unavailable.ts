import { type CauseRule, firstSaid, type Wording } from "../rule.ts";

const WORDINGS: readonly Wording<"vpc_link_unavailable">[] = [
  { says: "vpc link error", reason: "network_error" },
  { says: "vpclink … not … available", reason: "link_not_available" },
  { says: "vpc link … not … available", reason: "link_not_available" },
  { says: "no healthy target", reason: "target_unhealthy" },
  { says: "no registered target", reason: "target_unhealthy" },
  { says: "there was an internal error while executing your request", reason: "unknown" },
];

export const vpcLinkUnavailable: CauseRule<"vpc_link_unavailable"> = {
  cause: "vpc_link_unavailable",
  summary: "The private integration behind the VPC link could not be reached.",
  spec: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-private-integration.html",
  statuses: [500, 503],
  looksFor: "a VPC link error, or an internal error while the request was executed",
  match(reading) {
    return firstSaid(reading.integrationStatements, WORDINGS);
  },
};
