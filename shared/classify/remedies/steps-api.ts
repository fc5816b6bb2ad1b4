import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { invokeUrl } from "./arns.ts";
import { filledIn } from "./filled-in.ts";
import { namesOf } from "./names.ts";
import { run, say } from "./remedies.ts";
import { type Patch, patchOperations, shell } from "./shell.ts";

/** Finds the id of the failing route and keeps it in `$RESOURCE_ID` or `$ROUTE_ID`. */
function findRoute(facts: RequestFacts): Step {
  const { apiType, apiId, method, route, routeKey, inRegion } = namesOf(facts);
  if (apiType === "REST") {
    const query = `items[?path==${literal(route)}].id | [0]`;
    const hint =
      method === "ANY" ? "" : ` They name ${method}: where the resource has only ANY, write that.`;
    return run(
      `Find the resource by its path as the API has it, as in /orders/{id}; the next commands use its id.${hint}`,
      `RESOURCE_ID=$(${shell`aws apigateway get-resources --rest-api-id ${apiId} --limit 500 --query ${query} --output text${inRegion}`})`,
    );
  }
  const query = ofRoute(routeKey, "RouteId");
  return run(
    "Find the route; the next commands use its id.",
    `ROUTE_ID=$(${shell`aws apigatewayv2 get-routes --api-id ${apiId} --query ${query} --output text${inRegion}`})`,
  );
}

/** Shows who may call the route and how: authorization, scopes, API key. */
export function showRoute(facts: RequestFacts): readonly Step[] {
  const { apiType, apiId, method, inRegion } = namesOf(facts);
  const text =
    "See its settings: authorization, scopes, API key, and on a REST API its integration and responses.";
  const command =
    apiType === "REST"
      ? shell`aws apigateway get-method --rest-api-id ${apiId} --resource-id "$RESOURCE_ID" --http-method ${method}${inRegion}`
      : shell`aws apigatewayv2 get-route --api-id ${apiId} --route-id "$ROUTE_ID"${inRegion}`;
  return [findRoute(facts), run(text, command)];
}

/** Shows what the route calls, and keeps the id of its integration where later commands need it. */
export function showIntegration(facts: RequestFacts): readonly Step[] {
  const { apiType, apiId, method, inRegion } = namesOf(facts);
  if (apiType === "REST") {
    return [
      findRoute(facts),
      run(
        "See the integration.",
        shell`aws apigateway get-integration --rest-api-id ${apiId} --resource-id "$RESOURCE_ID" --http-method ${method}${inRegion}`,
      ),
    ];
  }
  return [
    findIntegration(facts),
    run(
      "See the integration.",
      shell`aws apigatewayv2 get-integration --api-id ${apiId} --integration-id "$INTEGRATION_ID"${inRegion}`,
    ),
  ];
}

/** Changes the integration: `patches` on a REST API, `options` on the others. Needs `showIntegration` before. */
export function changeIntegration(
  facts: RequestFacts,
  text: string,
  patches: readonly Patch[],
  options: readonly string[],
): Step {
  const { apiType, apiId, method, inRegion } = namesOf(facts);
  const command =
    apiType === "REST"
      ? shell`aws apigateway update-integration --rest-api-id ${apiId} --resource-id "$RESOURCE_ID" --http-method ${method}${patchOperations(...patches)}${inRegion}`
      : shell`aws apigatewayv2 update-integration --api-id ${apiId} --integration-id "$INTEGRATION_ID"${options}${inRegion}`;
  return run(text, command);
}

/** Brings a change to the stage; `when` says that it is needed, or in which case. */
export function redeploy(facts: RequestFacts, when = "Deploy"): Step {
  const { apiType, apiId, stage, inRegion } = namesOf(facts);
  if (apiType === "REST") {
    return run(
      `${when}: a REST API serves its last deployment, not what you just changed. Every other change not yet deployed goes live with it; the way back is update-stage with the deploymentId that get-stage shows before.`,
      shell`aws apigateway create-deployment --rest-api-id ${apiId} --stage-name ${stage}${inRegion}`,
    );
  }
  return run(
    `${when}, unless the stage has auto-deploy on.`,
    shell`aws apigatewayv2 create-deployment --api-id ${apiId} --stage-name ${stage}${inRegion}`,
  );
}

/** Runs one request through the gateway and shows what it logs. Needs `showIntegration` before. */
export function tryRoute(facts: RequestFacts): readonly Step[] {
  const { apiType, apiId, method, verb, route, inRegion } = namesOf(facts);
  if (apiType === "REST") {
    return [
      run(
        "Send a test request and read the whole execution log of it; this calls the backend for real and skips authorizers, WAF and throttling.",
        shell`aws apigateway test-invoke-method --rest-api-id ${apiId} --resource-id "$RESOURCE_ID" --http-method ${method} --path-with-query-string ${filledIn(route)} --query log --output text${inRegion}`,
      ),
    ];
  }
  if (apiType === "WEBSOCKET")
    return [say("Connect with a WebSocket client and send one message.")];
  return [
    run(
      "Send a test request; this calls the backend for real.",
      shell`curl -i -X ${verb} ${invokeUrl(facts)}`,
    ),
  ];
}

/** Changes the stage itself, which needs no deployment. */
export function changeStage(
  facts: RequestFacts,
  text: string,
  patches: readonly Patch[],
  options: readonly string[],
): Step {
  const { apiType, apiId, stage, inRegion } = namesOf(facts);
  const command =
    apiType === "REST"
      ? shell`aws apigateway update-stage --rest-api-id ${apiId} --stage-name ${stage}${patchOperations(...patches)}${inRegion}`
      : shell`aws apigatewayv2 update-stage --api-id ${apiId} --stage-name ${stage}${options}${inRegion}`;
  return run(text, command);
}

/** What the stage serves: its deployment's age, and on a REST API its paths and methods. */
export function showDeployment(facts: RequestFacts): readonly Step[] {
  const { apiType, apiId, stage, inRegion } = namesOf(facts);
  const isRest = apiType === "REST";
  const stageId = isRest
    ? shell`aws apigateway get-stage --rest-api-id ${apiId} --stage-name ${stage} --query deploymentId --output text${inRegion}`
    : shell`aws apigatewayv2 get-stage --api-id ${apiId} --stage-name ${stage} --query DeploymentId --output text${inRegion}`;
  const command = isRest
    ? shell`aws apigateway get-deployment --rest-api-id ${apiId} --deployment-id "$DEPLOYMENT_ID" --embed apisummary --query ${"[createdDate,apiSummary]"}${inRegion}`
    : shell`aws apigatewayv2 get-deployment --api-id ${apiId} --deployment-id "$DEPLOYMENT_ID" --query CreatedDate${inRegion}`;
  return [
    run("Take the deployment that the stage serves.", `DEPLOYMENT_ID=$(${stageId})`),
    run("See when it was made, and on a REST API which paths and methods it has.", command),
  ];
}

/** Shows settings of the stage. */
export function showStage(facts: RequestFacts, text: string, query: string): Step {
  const { apiType, apiId, stage, inRegion } = namesOf(facts);
  const command =
    apiType === "REST"
      ? shell`aws apigateway get-stage --rest-api-id ${apiId} --stage-name ${stage} --query ${query}${inRegion}`
      : shell`aws apigatewayv2 get-stage --api-id ${apiId} --stage-name ${stage} --query ${query}${inRegion}`;
  return run(text, command);
}

function findIntegration(facts: RequestFacts): Step {
  const { apiId, routeKey, inRegion } = namesOf(facts);
  const query = ofRoute(routeKey, "Target");
  return run(
    "Find the route's integration; the next commands use its id.",
    `INTEGRATION_ID=$(${shell`aws apigatewayv2 get-routes --api-id ${apiId} --query ${query} --output text${inRegion}`} | cut -d/ -f2)`,
  );
}

/** A list, of which pages without the route print nothing: taking its first would print None for each. */
function ofRoute(routeKey: string, field: "RouteId" | "Target"): string {
  return `Items[?RouteKey==${literal(routeKey)}].${field}`;
}

/** `text` as a JMESPath literal, which a backtick inside would end. */
function literal(text: string): string {
  return `\`${JSON.stringify(text).replaceAll("`", "\\u0060")}\``;
}
