import type { Remedy, Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { namesOf } from "./names.ts";
import { PAGES } from "./pages.ts";
import { type Remedies, run, say } from "./remedies.ts";
import { patchOperations, shell } from "./shell.ts";
import { changeStage, showStage } from "./steps-api.ts";
import { showUsagePlans } from "./steps-usage-plan.ts";

const RATE = "<requests-a-second>";
const BURST = "<burst>";
const BACK_OFF = say("Have clients back off with jitter and honour 429; look for one that loops.");

/** The gateway let through no more than it was told to. */
export const gatewayThrottledRemedies: Remedies<"gateway_throttled"> = {
  throttle: (facts) =>
    facts.said?.keyThrottle === undefined ? throttled(facts) : throttledKey(facts),
  quota: (facts) => ({
    meaning:
      "The API key has used up the requests that its usage plan grants for the day, week or month.",
    confirm: [...showUsagePlans(facts), ...usage(facts)],
    fix: [
      say("If the client loops or polls, mend that first."),
      ...raisePlan(facts, "If the quota is too small, raise it.", ["/quota/limit", "<requests>"]),
      ...grantExtra(facts),
    ],
    caution: "A higher quota holds for every key of the plan, and what they use costs you.",
    page: PAGES.usagePlans,
  }),
};

function throttled(facts: RequestFacts): Remedy {
  return {
    meaning:
      "More requests a second came than the account, stage, method or usage plan lets through.",
    confirm: [...showLimits(facts), ...showUsagePlans(facts)],
    fix: [
      BACK_OFF,
      changeStage(
        facts,
        "If the stage's own limit is too low, raise it (no deployment is needed).",
        [
          { op: "replace", path: "/*/*/throttling/rateLimit", value: RATE },
          { op: "replace", path: "/*/*/throttling/burstLimit", value: BURST },
        ],
        ["--default-route-settings", `ThrottlingRateLimit=${RATE},ThrottlingBurstLimit=${BURST}`],
      ),
      ...raiseRate(facts),
      ...accountQuota(facts),
    ],
    caution:
      "The limit protects what is behind it: see first that function and database take more.",
    page: PAGES.throttling,
  };
}

/** Keys have limits in their usage plan only. */
function throttledKey(facts: RequestFacts): Remedy {
  return {
    meaning:
      "An API key came more often than its usage plan lets it, for the whole plan or for this method.",
    confirm: showUsagePlans(facts),
    fix: [...raiseRate(facts), BACK_OFF],
    caution:
      "A higher limit holds for every key of the plan: see first that function and database take more.",
    page: PAGES.usagePlans,
  };
}

function raiseRate(facts: RequestFacts): readonly Step[] {
  return raisePlan(
    facts,
    "If the usage plan is the limit, raise rate and burst there; a limit for the method among its apiStages wins over both, and is raised in its place.",
    ["/throttle/rateLimit", RATE],
    ["/throttle/burstLimit", BURST],
  );
}

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

function raisePlan(
  facts: RequestFacts,
  text: string,
  ...limits: readonly (readonly [path: string, value: string])[]
): readonly Step[] {
  const { apiType, inRegion } = namesOf(facts);
  if (apiType === "HTTP") return [];
  const patches = limits.map(([path, value]) => ({ op: "replace", path, value }) as const);
  return [
    run(
      text,
      shell`aws apigateway update-usage-plan --usage-plan-id ${"<usage-plan-id>"}${patchOperations(...patches)}${inRegion}`,
    ),
  ];
}

/** The first list has only quotas of which AWS keeps an applied value, in some accounts none. */
function accountQuota(facts: RequestFacts): readonly Step[] {
  const { inRegion } = namesOf(facts);
  const query = "Quotas[?contains(QuotaName, `hrottle`)].[QuotaName,QuotaCode,Value]";
  return [
    run(
      "If the account's limit is reached, find its code and ask for more with request-service-quota-increase.",
      shell`aws service-quotas list-service-quotas --service-code apigateway --query ${query}${inRegion}`,
    ),
    run(
      "If that prints nothing, the code is among the default quotas.",
      shell`aws service-quotas list-aws-default-service-quotas --service-code apigateway --query ${query}${inRegion}`,
    ),
  ];
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
