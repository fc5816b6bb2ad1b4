import type { RequestFacts } from "../../domain/verdict.ts";
import { namesOf } from "./names.ts";
import { PAGES } from "./pages.ts";
import { type Remedies, say } from "./remedies.ts";
import { raiseEvidence } from "./steps-evidence.ts";
import { lookForOutage } from "./steps-outage.ts";
import { showWebAcl } from "./steps-waf.ts";

/** The gateway itself failed. */
export const gatewayInternalErrorRemedies: Remedies<"gateway_internal_error"> = {
  internal_error: (facts) => ({
    meaning:
      "API Gateway failed inside, and nothing in the log points to your configuration or backend.",
    confirm: [lookForOutage(facts, "APIGATEWAY"), ...raiseEvidence(facts)],
    fix: [
      say(
        "If it was short, nothing is to be mended: have clients retry what is safe to repeat, with backoff and jitter.",
      ),
      say(supportCase(facts)),
    ],
    caution:
      "Retries multiply load: cap them. A request that got 500 may still have reached the backend.",
    page: PAGES.health,
  }),
  waf_evaluation_error: (facts) => ({
    meaning: "API Gateway could not get a decision from AWS WAF in time, and failed the request.",
    confirm: [...showWebAcl(facts), lookForOutage(facts, "WAF")],
    fix: [
      say("If it was short, nothing is to be mended: have clients retry, with backoff."),
      say(
        "If it lasts, make the web ACL cheaper: fewer body inspections and regex sets, label rules instead of repeated matches.",
      ),
      say(supportCase(facts)),
    ],
    caution: "Taking the web ACL off the stage ends the errors and the protection with them.",
    page: PAGES.waf,
  }),
};

function supportCase(facts: RequestFacts): string {
  const { apiId, stage, region, requestId, extendedRequestId } = namesOf(facts);
  return `Else open a support case with API ${apiId}, stage ${stage}, region ${region}, request id ${requestId}, extended request id ${extendedRequestId} and the time in UTC.`;
}
