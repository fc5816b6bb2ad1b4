import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { namesOf } from "./names.ts";
import { PAGES } from "./pages.ts";
import { type Remedies, run, say } from "./remedies.ts";
import { patchOperations, shell } from "./shell.ts";
import { changeStage, showStage } from "./steps-api.ts";
import { showUsagePlans } from "./steps-usage-plan.ts";

/** The gateway let through no more than it was told to. */
export const gatewayThrottledRemedies: Remedies<"gateway_throttled"> = {
  throttle: (facts) => ({
    meaning:
      "More requests a second came than the account, stage, method or usage plan lets through.",
    confirm: [...showLimits(facts), ...showUsagePlans(facts)],
    fix: [
      say("Have clients back off with jitter and honour 429; look for one that loops."),
      changeStage(
        facts,
        "If the stage's own limit is too low, raise it (no deployment is needed).",
        [
          { op: "replace", path: "/*/*/throttling/rateLimit", value: "<requests-a-second>" },
          { op: "replace", path: "/*/*/throttling/burstLimit", value: "<burst>" },
        ],
        [
          "--default-route-settings",
          "ThrottlingRateLimit=<requests-a-second>,ThrottlingBurstLimit=<burst>",
        ],
      ),
      ...raisePlan(facts, "throttle/rateLimit", "<requests-a-second>"),
      accountQuota(facts),
    ],
    caution:
      "The limit protects what is behind it: see first that function and database take more.",
    page: PAGES.throttling,
  }),
  quota: (facts) => ({
    meaning:
      "The API key has used up the requests that its usage plan grants for the day, week or month.",
    confirm: [...showUsagePlans(facts), ...usage(facts)],
    fix: [
      say("If the client loops or polls, mend that first."),
      ...raisePlan(facts, "quota/limit", "<requests>"),
      ...grantExtra(facts),
    ],
    caution: "A higher quota holds for every key of the plan, and what they use costs you.",
    page: PAGES.usagePlans,
  }),
};

function showLimits(facts: RequestFacts): readonly Step[] {
  const { apiType, inRegion } = namesOf(facts);
  return [
    showStage(
      facts,
      "See the stage's limits.",
      apiType === "REST" ? "methodSettings" : "[DefaultRouteSettings,RouteSettings]",
    ),
    run(
      "See the account's limits in this region.",
      shell`aws apigateway get-account --query throttleSettings${inRegion}`,
    ),
  ];
}

function raisePlan(facts: RequestFacts, path: string, value: string): readonly Step[] {
  const { apiType, inRegion } = namesOf(facts);
  if (apiType === "HTTP") return [];
  const patch = patchOperations({ op: "replace", path: `/${path}`, value });
  return [
    run(
      "If the usage plan is the limit, raise it there.",
      shell`aws apigateway update-usage-plan --usage-plan-id ${"<usage-plan-id>"}${patch}${inRegion}`,
    ),
  ];
}

function accountQuota(facts: RequestFacts): Step {
  const { inRegion } = namesOf(facts);
  const query = "Quotas[?contains(QuotaName, `Throttle`)].[QuotaName,QuotaCode,Value]";
  return run(
    "If the account's limit is reached, find its code and ask for more with request-service-quota-increase.",
    shell`aws service-quotas list-service-quotas --service-code apigateway --query ${query}${inRegion}`,
  );
}

function usage(facts: RequestFacts): readonly Step[] {
  const { apiType, inRegion } = namesOf(facts);
  if (apiType === "HTTP") return [];
  return [
    run(
      "See what the key used, day by day.",
      shell`aws apigateway get-usage --usage-plan-id ${"<usage-plan-id>"} --key-id ${"<key-id>"} --start-date ${"<yyyy-mm-dd>"} --end-date ${"<yyyy-mm-dd>"}${inRegion}`,
    ),
  ];
}

function grantExtra(facts: RequestFacts): readonly Step[] {
  const { apiType, inRegion } = namesOf(facts);
  if (apiType === "HTTP") return [];
  const patch = patchOperations({ op: "replace", path: "/remaining", value: "<requests>" });
  return [
    run(
      "Or grant this key an extension for the current period only.",
      shell`aws apigateway update-usage --usage-plan-id ${"<usage-plan-id>"} --key-id ${"<key-id>"}${patch}${inRegion}`,
    ),
  ];
}
