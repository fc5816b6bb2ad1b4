import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { namesOf } from "./names.ts";
import { run, say } from "./remedies.ts";
import { shell } from "./shell.ts";
import { redeploy } from "./steps-api.ts";

const ONLY_REST = say(
  "Only REST APIs have a resource policy: look at the authorizer and at what stands in front of this API.",
);

/** The policy on the API itself, and where the API can be reached from. */
export function showPolicy(facts: RequestFacts): readonly Step[] {
  const { apiType, apiId, inRegion } = namesOf(facts);
  if (apiType !== "REST") return [ONLY_REST];
  return [
    run(
      "See the API's resource policy, its kind of endpoint and its VPC endpoints.",
      shell`aws apigateway get-rest-api --rest-api-id ${apiId} --query ${"[policy,endpointConfiguration]"}${inRegion}`,
    ),
  ];
}

/** Puts a new policy in place and deploys it, without which it does nothing. */
export function replacePolicy(facts: RequestFacts): readonly Step[] {
  const { apiType, apiId, inRegion } = namesOf(facts);
  if (apiType !== "REST") return [];
  return [
    run(
      'Write policy-patch.json: [{"op":"replace","path":"/policy","value":"<the policy, as one JSON text>"}], and apply it.',
      shell`aws apigateway update-rest-api --rest-api-id ${apiId} --patch-operations file://policy-patch.json${inRegion}`,
    ),
    redeploy(facts),
  ];
}
