import type { RequestFacts } from "../../domain/verdict.ts";
import { filledIn } from "./filled-in.ts";
import { namesOf } from "./names.ts";

const PATH_PARAMETER = /\{[^{}]{1,256}\}/g;

/** Who may invoke: this API's route on every stage, path parameters widened to `*`. */
export function routeArn(facts: RequestFacts): string {
  const { apiType, method, route } = namesOf(facts);
  if (apiType === "WEBSOCKET" || route.startsWith("$")) return `${executeApiArn(facts)}/*/${route}`;
  const verb = method === "ANY" || method === "<method>" ? "*" : method;
  return `${executeApiArn(facts)}/*/${verb}${route.replaceAll(PATH_PARAMETER, "*")}`;
}

/** What this request invoked: one stage, one method, one path. */
export function invokedArn(facts: RequestFacts): string {
  const { apiType, stage, verb, route, routeKey } = namesOf(facts);
  const isKey = apiType === "WEBSOCKET" || route.startsWith("$");
  const called = isKey ? routeKey : `${verb}${route.replaceAll(PATH_PARAMETER, "<path-value>")}`;
  return `${executeApiArn(facts)}/${stage}/${called}`;
}

/** Every stage and method of the API. */
export function wholeApiArn(facts: RequestFacts): string {
  return `${executeApiArn(facts)}/*/*`;
}

export function authorizerArn(facts: RequestFacts): string {
  return `${executeApiArn(facts)}/authorizers/${namesOf(facts).authorizerId}`;
}

/** The stage, as WAF and the control plane name it. */
export function stageArn(facts: RequestFacts): string {
  const { partition, region, apiId, stage } = namesOf(facts);
  return `arn:${partition}:apigateway:${region}::/restapis/${apiId}/stages/${stage}`;
}

/** The path of the Lambda API by which an integration calls the function. */
export function invocationUri(facts: RequestFacts, streaming: boolean): string {
  const { partition, region, functionArn } = namesOf(facts);
  const [version, action] = streaming
    ? ["2021-11-15", "response-streaming-invocations"]
    : ["2015-03-31", "invocations"];
  return `arn:${partition}:apigateway:${region}:lambda:path/${version}/functions/${functionArn}/${action}`;
}

/** The address at which clients call the route, without a custom domain; path values are to be filled in. */
export function invokeUrl(facts: RequestFacts): string {
  const { path } = namesOf(facts);
  return `${stageUrl(facts)}${path.startsWith("/") ? filledIn(path) : "/"}`;
}

/** The address of the stage. */
export function stageUrl(facts: RequestFacts): string {
  const { apiId, region, partition, stage } = namesOf(facts);
  const domain = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  const base = `https://${apiId}.execute-api.${region}.${domain}`;
  return stage === "$default" ? base : `${base}/${stage}`;
}

function executeApiArn(facts: RequestFacts): string {
  const { partition, region, account, apiId } = namesOf(facts);
  return `arn:${partition}:execute-api:${region}:${account}:${apiId}`;
}
