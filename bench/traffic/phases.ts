import { API, type Call, functionUri } from "./call.ts";
import { piece, type Template, template } from "./template.ts";

/** A message, and how many milliseconds after the request's start it is written. */
export type Line = { readonly at: number; readonly message: Template };

export const ID = { slot: "requestId" } as const;
export const LAMBDA_ID = { slot: "lambdaId" } as const;
export const ORDER_ID = { slot: "orderId" } as const;
const EXTENDED_ID = { slot: "extendedId" } as const;
const TRACE_ID = { slot: "traceId" } as const;
const EDGE_ID = { slot: "edgeId" } as const;
const CLIENT_IP = { slot: "clientIp" } as const;
const HTTP_DATE = { slot: "httpDate" } as const;
const AMZ_DATE = { slot: "amzDate" } as const;

const STAGE = `${API.apiId}/${API.stage}`;
const HOST = `${API.apiId}.execute-api.${API.region}.amazonaws.com`;
const MASKED_SIGNATURE = `${"*".repeat(400)}5f0c1d`;
/** Milliseconds from a request's start to the call of its integration. */
const CALLED_AT = 3;

export function lines(at: number, ...messages: readonly Template[]): readonly Line[] {
  return messages.map((message) => ({ at, message }));
}

export function receiving(): readonly Line[] {
  return lines(0, template`Extended Request Id: ${EXTENDED_ID}`);
}

export function admitting({ method, resource }: Call): readonly Line[] {
  return lines(
    0,
    template`Verifying Usage Plan for request: ${ID}. API Key:  API Stage: ${STAGE}`,
    template`API Key  authorized because method '${method} ${resource}' does not require API Key. Request will not contribute to throttle or quota limits`,
    template`Usage Plan check succeeded for API Key  and API Stage ${STAGE}`,
  );
}

export function starting(call: Call): readonly Line[] {
  const { method, resource, userAgent } = call;
  return lines(
    1,
    template`Starting execution for request: ${ID}`,
    template`HTTP Method: ${method}, Resource Path: ${resource}`,
    template`Method request path: ${resource.includes("{") ? piece`{id=${ORDER_ID}}` : "{}"}`,
    template`Method request query string: {trace=${ORDER_ID}}`,
    template`Method request headers: {Accept=application/json, text/plain, */*, CloudFront-Viewer-Country=DE, CloudFront-Forwarded-Proto=https, CloudFront-Is-Tablet-Viewer=false, CloudFront-Is-Mobile-Viewer=false, User-Agent=${userAgent}, X-Forwarded-Proto=https, CloudFront-Is-SmartTV-Viewer=false, Host=${HOST}, Accept-Encoding=gzip, deflate, br, X-Forwarded-Port=443, X-Amzn-Trace-Id=Root=${TRACE_ID}, Via=2.0 d7031571b9f5aed4453570923a7da191.cloudfront.net (CloudFront), Authorization=${MASKED_SIGNATURE}, X-Amz-Cf-Id=${EDGE_ID}, X-Forwarded-For=${CLIENT_IP}, 192.0.2.17, CloudFront-Viewer-ASN=64496, CloudFront-Is-Desktop-Viewer=true, Content-Type=application/json}`,
    template`Method request body before transformations: ${requestBody(call)}`,
  );
}

export function callingFunction(call: Call): readonly Line[] {
  const { method, resource, functionName, sessionToken } = call;
  const uri = functionUri(functionName);
  return lines(
    CALLED_AT,
    template`Endpoint request URI: ${uri}`,
    template`Endpoint request headers: {x-amzn-lambda-integration-tag=${ID}, Authorization=${MASKED_SIGNATURE}, X-Amz-Date=${AMZ_DATE}, x-amzn-apigateway-api-id=${API.apiId}, X-Amz-Source-Arn=${`arn:aws:execute-api:${API.region}:${API.accountId}:${STAGE}/${method}${resource}`}, Accept=application/json, User-Agent=AmazonAPIGateway_${API.apiId}, X-Amz-Security-Token=${sessionToken}, X-Amzn-Trace-Id=Root=${TRACE_ID}}`,
    template`Endpoint request body after transformations: ${proxyEvent(call)}`,
    template`Sending request to ${uri}`,
  );
}

export function callingBackend(url: string): readonly Line[] {
  return lines(
    CALLED_AT,
    template`Endpoint request URI: ${url}`,
    template`Endpoint request headers: {x-amzn-apigateway-api-id=${API.apiId}, Accept=application/json, User-Agent=AmazonAPIGateway_${API.apiId}, X-Amzn-Trace-Id=Root=${TRACE_ID}, Content-Type=application/json}`,
    template`Endpoint request body after transformations: `,
    template`Sending request to ${url}`,
  );
}

/** When what comes back from the integration is logged. */
export function answeredAt({ latencyMs }: Call): number {
  return CALLED_AT + latencyMs;
}

export function answering(call: Call, status: number, headers: string, body: Template) {
  return lines(
    answeredAt(call),
    template`Received response. Status: ${status}, Integration latency: ${call.latencyMs} ms`,
    template`Endpoint response headers: {Date=${HTTP_DATE}, Content-Type=application/json, Content-Length=${body.text.length}, Connection=keep-alive, x-amzn-RequestId=${LAMBDA_ID}, ${headers}X-Amzn-Trace-Id=root=${TRACE_ID};sampled=0}`,
    template`Endpoint response body before transformations: ${body}`,
  );
}

export function responding(call: Call, body: Template): readonly Line[] {
  return lines(
    answeredAt(call),
    template`Method response body after transformations: ${body}`,
    template`Method response headers: {X-Amzn-Trace-Id=Root=${TRACE_ID};Parent=5f3a2b1c4d5e6f70;Sampled=0;Lineage=1:0a1b2c3d:0, Content-Type=application/json, Cache-Control=no-store, Access-Control-Allow-Origin=*, Access-Control-Allow-Headers=Content-Type,Authorization,X-Amz-Date,X-Api-Key,X-Amz-Security-Token, Access-Control-Allow-Methods=GET,POST,PUT,DELETE,OPTIONS, Strict-Transport-Security=max-age=31536000; includeSubDomains, X-Content-Type-Options=nosniff, Referrer-Policy=no-referrer, Content-Security-Policy=default-src 'none'}`,
    template`Successfully completed execution`,
  );
}

export function completing(call: Call, status: number): readonly Line[] {
  return lines(answeredAt(call), template`Method completed with status: ${status}`);
}

/** What follows the end of a request that reached a function. */
export function trailing(call: Call): readonly Line[] {
  return lines(
    answeredAt(call),
    template`AWS Integration Endpoint RequestId : ${LAMBDA_ID}`,
    template`X-ray Tracing ID : ${TRACE_ID}`,
  );
}

function requestBody({ method }: Call): Template {
  if (method === "GET" || method === "DELETE") return piece``;
  return piece`{"order":"${ORDER_ID}","lines":[{"sku":"A-17","quantity":2},{"sku":"B-04","quantity":1}],"note":"leave at the door"}`;
}

function proxyEvent({ method, resource, userAgent }: Call): Template {
  return piece`{"resource":"${resource}","path":"${resource}","httpMethod":"${method}","headers":{"Accept":"application/json, text/plain, */*","Accept-Encoding":"gzip, deflate, br","CloudFront-Forwarded-Proto":"https","CloudFront-Is-Desktop-Viewer":"true","CloudFront-Is-Mobile-Viewer":"false","CloudFront-Is-SmartTV-Viewer":"false","CloudFront-Is-Tablet-Viewer":"false","CloudFront-Viewer-ASN":"64496","CloudFront-Viewer-Country":"DE","Content-Type":"application/json","Host":"${HOST}","User-Agent":"${userAgent}","Via":"2.0 d7031571b9f5aed4453570923a7da191.cloudfront.net (CloudFront)","X-Amz-Cf-Id":"${EDGE_ID}","X-Amzn-Trace-Id":"Root=${TRACE_ID}","X-Forwarded-For":"${CLIENT_IP}, 192.0.2.17","X-Forwarded-Port":"443","X-Forwarded-Proto":"https"},"multiValueHeaders":{"Accept":["application/json, text/plain, */*"],"Accept-Encoding":["gzip, deflate, br"],"CloudFront-Forwarded-Proto":["https"],"CloudFront-Is-Desktop-Viewer":["true"],"CloudFront-Is-Mobile-Viewer":["false"]},"queryStringParameters":null}`;
}
