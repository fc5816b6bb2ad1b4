import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { namesOf } from "./names.ts";
import { run, say } from "./remedies.ts";
import { patchOperations, shell } from "./shell.ts";

/** The usage plans of the account; HTTP APIs have none. */
export function showUsagePlans(facts: RequestFacts): readonly Step[] {
  const { apiType, inRegion } = namesOf(facts);
  if (apiType === "HTTP") return [say("An HTTP API has no usage plans: its stage has the limits.")];
  return [
    run(
      "See which usage plans there are, for which stages and with which limits.",
      shell`aws apigateway get-usage-plans --query ${"items[].[id,name,apiStages,throttle,quota]"}${inRegion}`,
    ),
  ];
}

/** Which keys there are, whether they are enabled, and which the plan holds. */
export function showKeys(facts: RequestFacts): readonly Step[] {
  const { apiType, inRegion } = namesOf(facts);
  if (apiType === "HTTP") {
    return [say("An HTTP API has no API keys: something in front of it asked for one.")];
  }
  return [
    run(
      "See whether the key exists and is enabled (the log shows the last characters of its value).",
      shell`aws apigateway get-api-keys --include-values --query ${"items[].[id,name,enabled,value,stageKeys]"}${inRegion}`,
    ),
    run(
      "See which keys the plan holds.",
      shell`aws apigateway get-usage-plan-keys --usage-plan-id ${"<usage-plan-id>"}${inRegion}`,
    ),
  ];
}

/** Lets a key in that was switched off. */
export function enableKey(facts: RequestFacts): readonly Step[] {
  const { apiType, inRegion } = namesOf(facts);
  if (apiType === "HTTP") return [];
  const patch = patchOperations({ op: "replace", path: "/enabled", value: "true" });
  return [
    run(
      "If the key is disabled, enable it.",
      shell`aws apigateway update-api-key --api-key ${"<key-id>"}${patch}${inRegion}`,
    ),
  ];
}

/** Puts stage and key into one plan. */
export function joinPlan(facts: RequestFacts): readonly Step[] {
  const { apiType, apiId, stage, inRegion } = namesOf(facts);
  if (apiType === "HTTP") return [];
  const patch = patchOperations({ op: "add", path: "/apiStages", value: `${apiId}:${stage}` });
  return [
    run(
      "Put the stage into the usage plan.",
      shell`aws apigateway update-usage-plan --usage-plan-id ${"<usage-plan-id>"}${patch}${inRegion}`,
    ),
    run(
      "Put the key into the usage plan.",
      shell`aws apigateway create-usage-plan-key --usage-plan-id ${"<usage-plan-id>"} --key-id ${"<key-id>"} --key-type API_KEY${inRegion}`,
    ),
  ];
}
