import type { Reading } from "../reading.ts";
import { type CauseRule, firstSaid, type Match, type Wording } from "../rule.ts";
import { says } from "../sentence.ts";

type Internal = "gateway_internal_error";

const WORDINGS: readonly Wording<Internal>[] = [
  { says: "error evaluating the aws waf rules", reason: "waf_evaluation_error" },
  { says: "waf call got timed out", reason: "waf_evaluation_error" },
  { says: "failed to call waf", reason: "waf_evaluation_error" },
  { says: "execution failed due to an internal error", reason: "internal_error" },
];

/** The words for a private integration that does not answer. A function has no VPC link. */
const WHILE_EXECUTING = "there was an internal error while executing your request";

export const gatewayInternalError: CauseRule<Internal> = {
  cause: "gateway_internal_error",
  summary: "API Gateway or its firewall failed by itself; neither the API nor the backend did.",
  spec: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html",
  statuses: [500],
  looksFor: "an internal error of the gateway, or of its call to WAF",
  match(reading) {
    return firstSaid(reading.statements, WORDINGS) ?? firewallError(reading) ?? calling(reading);
  },
};

function firewallError({ statements }: Reading): Match<Internal> | undefined {
  const error = statements.find(({ field }) => field === "waf.error");
  return error && { reason: "waf_evaluation_error", evidence: [error.at] };
}

function calling(reading: Reading): Match<Internal> | undefined {
  if (reading.target?.kind !== "function") return undefined;
  const error = reading.integrationStatements.find(({ said }) => says(said, WHILE_EXECUTING));
  return error && { reason: "internal_error", evidence: [error.at] };
}
