import { ACCOUNT, type Backend, type Outcome, REGION, type Route, type Stage } from "./story.ts";

/** A line of an execution log, so many milliseconds after its request began. */
export type Line = { readonly after: number; readonly text: string };

/** One request, before it is played. */
export type Request = {
  readonly id: string;
  readonly stage: Stage;
  readonly route: Route;
  readonly outcome: Outcome;
  /** Ten hexadecimal digits and a latency that differ from one request to the next. */
  readonly digits: string;
  readonly latencyMs: number;
};

const CONFIGURATION = "Execution failed due to configuration error:";
const CALLED_AFTER = 4;
const TIMEOUT_MS = 29_000;
const AUTHORIZER_ID = "jdk4l2";

/** The lines that the gateway writes about it, at level INFO with data trace. */
export function linesOf(request: Request): readonly Line[] {
  const { outcome, stage } = request;
  if (outcome === "authorizer_forbidden") {
    return [...at(0, ...receiving(request)), ...at(2, ...askingInVain(request))];
  }
  return [
    ...at(0, ...receiving(request)),
    ...(stage.authorizer === undefined ? [] : at(1, ...admittedBy(stage.authorizer, request))),
    ...at(2, ...beginning(request)),
    ...at(CALLED_AFTER, ...calling(request)),
    ...endOf(request),
  ];
}

function endOf(request: Request): readonly Line[] {
  const { outcome, latencyMs } = request;
  const answered = CALLED_AFTER + latencyMs;
  switch (outcome) {
    case "object_body":
      return at(
        answered,
        ...answering(request, 200, orderAsObject(request)),
        `${CONFIGURATION} Malformed Lambda proxy response`,
        "Method completed with status: 502",
        ...trailing(request),
      );
    case "timeout":
      return at(
        CALLED_AFTER + TIMEOUT_MS,
        "Execution failed due to a timeout error",
        "Method completed with status: 504",
      );
    case "throttled":
      return at(
        answered,
        ...answering(
          request,
          429,
          '{"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."}',
        ),
        `Lambda invocation failed with status: 429. Lambda request id: ${lambdaId(request)}`,
        `${CONFIGURATION} Rate Exceeded.`,
        "Method completed with status: 500",
      );
    default:
      return at(answered, ...goodEnd(request));
  }
}

function goodEnd(request: Request): readonly string[] {
  const status = request.outcome === "not_found" ? 404 : 200;
  const isProxy = request.route.backend.kind === "function";
  const body = status === 404 ? '{"message":"no such order"}' : goodBody(request);
  const answer = isProxy ? JSON.stringify({ statusCode: status, headers: JSON_TYPE, body }) : body;
  return [
    ...answering(request, isProxy ? 200 : status, answer),
    `Method response body after transformations: ${body}`,
    `Method response headers: {Content-Type=application/json, X-Amzn-Trace-Id=${traceOf(request)}}`,
    "Successfully completed execution",
    `Method completed with status: ${status}`,
    ...trailing(request),
  ];
}

const JSON_TYPE = { "Content-Type": "application/json" };

function receiving({ id, stage, route, digits }: Request): readonly string[] {
  const key = `${stage.apiId}/${stage.name}`;
  return [
    `Extended Request Id: ${digits}Fz=`,
    `Verifying Usage Plan for request: ${id}. API Key:  API Stage: ${key}`,
    `API Key  authorized because method '${route.method} ${route.resource}' does not require API Key. Request will not contribute to throttle or quota limits`,
    `Usage Plan check succeeded for API Key  and API Stage ${key}`,
  ];
}

function beginning({ id, route, digits }: Request): readonly string[] {
  const { method, resource } = route;
  const body = method === "POST" ? bodyOf(digits) : "";
  return [
    `Starting execution for request: ${id}`,
    `HTTP Method: ${method}, Resource Path: ${resource}`,
    "Method request path: {}",
    "Method request query string: {}",
    "Method request headers: {Accept=application/json, Content-Type=application/json, User-Agent=shop-app/4.2, X-Forwarded-For=192.0.2.17}",
    `Method request body before transformations: ${body}`,
  ];
}

function calling({ id, stage, route }: Request): readonly string[] {
  const address = addressOf(route.backend);
  return [
    `Endpoint request URI: ${address}`,
    `Endpoint request headers: {x-amzn-lambda-integration-tag=${id}, X-Amz-Source-Arn=${sourceArn(stage, route)}, Accept=application/json}`,
    `Sending request to ${address}`,
  ];
}

/** An authorizer that lets the request pass. */
function admittedBy(name: string, request: Request): readonly string[] {
  return [
    ...asking(name, request),
    `Authorizer result body before parsing: {"principalId":"customer-${request.digits}","policyDocument":{"Version":"2012-10-17","Statement":[{"Action":"execute-api:Invoke","Effect":"Allow","Resource":"${sourceArn(request.stage, request.route)}"}]}}`,
    `Using valid authorizer policy for principal: *****${request.digits.slice(-5)}`,
    "Successfully completed authorizer execution",
  ];
}

/** An authorizer that may not be called. */
function askingInVain(request: Request): readonly string[] {
  return [
    ...asking(request.stage.authorizer ?? "authorizer", request),
    `${CONFIGURATION} Invalid permissions on Lambda function`,
    `${CONFIGURATION} Authorizer error`,
    "Gateway response type: AUTHORIZER_CONFIGURATION_ERROR with status code: 500",
  ];
}

function asking(name: string, { id, stage, route }: Request): readonly string[] {
  const address = addressOf({ kind: "function", name });
  return [
    `Starting authorizer: ${AUTHORIZER_ID} for request: ${id}`,
    `Incoming identity: ${"*".repeat(40)}3fD-Qb`,
    `Endpoint request URI: ${address}`,
    `Endpoint request body after transformations: {"type":"TOKEN","methodArn":"${sourceArn(stage, route)}","authorizationToken":"Bearer ${"*".repeat(40)}"}`,
    `Sending request to ${address}`,
  ];
}

function answering(request: Request, status: number, body: string): readonly string[] {
  const { latencyMs, route } = request;
  const ofLambda =
    route.backend.kind === "function"
      ? `x-amzn-RequestId=${lambdaId(request)}, X-Amz-Executed-Version=41, `
      : "";
  return [
    `Received response. Status: ${status}, Integration latency: ${latencyMs} ms`,
    `Endpoint response headers: {Content-Type=application/json, ${ofLambda}X-Amzn-Trace-Id=${traceOf(request)}}`,
    `Endpoint response body before transformations: ${body}`,
  ];
}

function trailing(request: Request): readonly string[] {
  if (request.route.backend.kind !== "function") return [];
  return [
    `AWS Integration Endpoint RequestId : ${lambdaId(request)}`,
    `X-ray Tracing ID : ${traceOf(request)}`,
  ];
}

/** With something in it that is not to be seen: alerts show it masked. */
function bodyOf(digits: string): string {
  return `{"customer":"jane.roe.${digits.slice(0, 4)}@example.com","sku":"A-17","quantity":2}`;
}

function orderAsObject({ digits }: Request): string {
  return `{"statusCode":201,"headers":{"Content-Type":"application/json"},"body":{"order":"o-${digits.slice(0, 6)}","customer":"jane.roe.${digits.slice(0, 4)}@example.com","state":"accepted"}}`;
}

function goodBody({ digits }: Request): string {
  return `{"id":"o-${digits.slice(0, 6)}","state":"packed","items":[{"sku":"A-17","quantity":2}]}`;
}

function addressOf(backend: Backend): string {
  if (backend.kind === "host") return backend.url;
  const { name, qualifier } = backend;
  const arn = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}${qualifier === undefined ? "" : `:${qualifier}`}`;
  return `https://lambda.${REGION}.amazonaws.com/2015-03-31/functions/${arn}/invocations`;
}

function sourceArn({ apiId, name }: Stage, { method, resource }: Route): string {
  return `arn:aws:execute-api:${REGION}:${ACCOUNT}:${apiId}/${name}/${method}${resource}`;
}

function lambdaId({ id }: Request): string {
  return `${id.slice(24, 32)}-0000-4000-8000-${id.slice(24)}`;
}

function traceOf({ digits, id }: Request): string {
  return `Root=1-${digits.slice(0, 8)}-${id.slice(24)}${id.slice(24)}`;
}

function at(after: number, ...texts: readonly string[]): readonly Line[] {
  return texts.map((text) => ({ after, text }));
}
