import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { namesOf } from "./names.ts";
import { run, say } from "./remedies.ts";
import { shell } from "./shell.ts";
import { functionLogs, invokeFunction } from "./steps-function.ts";

/** How the authorizer is set up: function, identity source, cache time, role. */
export function showAuthorizer(facts: RequestFacts): Step {
  const { apiType, apiId, authorizerId, inRegion } = namesOf(facts);
  const command =
    apiType === "REST"
      ? shell`aws apigateway get-authorizer --rest-api-id ${apiId} --authorizer-id ${authorizerId}${inRegion}`
      : shell`aws apigatewayv2 get-authorizer --api-id ${apiId} --authorizer-id ${authorizerId}${inRegion}`;
  return run(
    "See how the authorizer is set up: function, identity source, cache time (authorizerResultTtlInSeconds), credentials.",
    command,
  );
}

/** The authorizer's answer for one token, past its cache. */
export function testAuthorizer(facts: RequestFacts): readonly Step[] {
  const { apiType, apiId, authorizerId, inRegion } = namesOf(facts);
  if (apiType !== "REST") return [invokeFunction(facts)];
  return [
    run(
      "Ask the authorizer about one token and read its policy and log (for a REQUEST authorizer add its other identity sources).",
      shell`aws apigateway test-invoke-authorizer --rest-api-id ${apiId} --authorizer-id ${authorizerId} --headers ${"Authorization=<token>"}${inRegion}`,
    ),
  ];
}

/** Forgets every decision kept for the stage. */
export function forgetDecisions(facts: RequestFacts): readonly Step[] {
  const { apiType, apiId, stage, inRegion } = namesOf(facts);
  if (apiType === "WEBSOCKET") {
    return [say("Decisions hold for a connection: clients have to connect again.")];
  }
  const command =
    apiType === "REST"
      ? shell`aws apigateway flush-stage-authorizers-cache --rest-api-id ${apiId} --stage-name ${stage}${inRegion}`
      : shell`aws apigatewayv2 reset-authorizers-cache --api-id ${apiId} --stage-name ${stage}${inRegion}`;
  return [run("Forget the decisions that are cached.", command)];
}

/** How an HTTP API's authorizer answers: with `isAuthorized`, or with an IAM policy. */
export type ResponseKind = "simple" | "iam";

/** Saves the authorizer's answer and has it linted. */
export function lintAuthorizer(
  facts: RequestFacts,
  response: ResponseKind = "simple",
): readonly Step[] {
  const { apiType } = namesOf(facts);
  const rules = {
    REST: ["--api", "rest"],
    HTTP: ["--api", "http-2.0", "--response", response],
    WEBSOCKET: ["--api", "websocket"],
  }[apiType];
  return [
    invokeFunction(facts),
    run(
      "Have every defect of that answer named.",
      shell`apigw-triage check-authorizer answer.json${rules}`,
    ),
    functionLogs(facts),
  ];
}
