import { API, type Call, functionUri } from "./call.ts";
import { admitting, completing, ID, type Line, lines, receiving } from "./phases.ts";
import { failing, type Scenario } from "./scenario.ts";
import { piece, type Template, template } from "./template.ts";

const CONFIGURATION = "Execution failed due to configuration error:";
const AUTHORIZER = "auth01";
const STAGE = `${API.apiId}/${API.stage}`;
const ARN = `arn:aws:execute-api:${API.region}:${API.accountId}:${STAGE}`;
/** Milliseconds from a request's start to its authorizer's answer. */
const JUDGED_AT = 48;

/** Requests that never reach their integration. */
export const REFUSALS: readonly Scenario[] = [
  failing({ cause: "authorizer_denied", reason: "policy_deny" }, 4, 403, (call) => [
    ...authorizing(
      call,
      piece`{"principalId":"user-17","policyDocument":{"Version":"2012-10-17","Statement":[{"Action":"execute-api:Invoke","Effect":"Deny","Resource":"${ARN}/*"}]}}`,
    ),
    ...lines(
      JUDGED_AT,
      template`Using valid authorizer policy for principal: *er-17`,
      template`Successfully completed authorizer execution`,
      template`The client is not authorized to perform this operation.`,
    ),
  ]),
  failing({ cause: "authorizer_malformed_response", reason: "invalid_policy" }, 1, 500, (call) => [
    ...authorizing(call, piece`null`),
    ...lines(JUDGED_AT, template`${CONFIGURATION} Could not parse policy`),
    ...broken(),
  ]),
  failing({ cause: "authorizer_malformed_response", reason: "invalid_context" }, 1, 500, (call) => [
    ...authorizing(
      call,
      piece`{"principalId":"user-17","policyDocument":{"Version":"2012-10-17","Statement":[{"Action":"execute-api:Invoke","Effect":"Allow","Resource":"${ARN}/*"}]},"context":{"roles":["reader"]}}`,
    ),
    ...lines(
      JUDGED_AT,
      template`${CONFIGURATION} Invalid JSON in response: Can not deserialize instance of java.lang.String out of START_ARRAY token`,
    ),
    ...broken(),
  ]),
  failing({ cause: "authorizer_failure", reason: "function_error" }, 2, 500, (call) => [
    ...authorizing(call, piece`{"errorMessage":"jwt malformed","errorType":"JsonWebTokenError"}`),
    ...lines(
      JUDGED_AT,
      template`${CONFIGURATION} Invalid JSON in response: Unrecognized field "errorType" , not marked as ignorable`,
    ),
    ...broken(),
  ]),
  failing({ cause: "authorizer_failure", reason: "permission" }, 2, 500, (call) => [
    ...asking(call),
    ...lines(
      JUDGED_AT,
      template`${CONFIGURATION} Invalid permissions on Lambda function`,
      template`${CONFIGURATION} Authorizer error`,
    ),
    ...broken(),
  ]),
  failing({ cause: "unauthorized", reason: "none" }, 6, 401, () => [
    ...receiving(),
    ...lines(
      1,
      template`Starting authorizer: ${AUTHORIZER} for request: ${ID}`,
      template`Unauthorized request: ${ID}`,
    ),
  ]),
  failing({ cause: "request_blocked", reason: "invalid_api_key" }, 3, 403, (call) => [
    ...receiving(),
    ...admitting(call).slice(0, 1),
    ...lines(
      0,
      template`API Key  not authorized because method '${call.method} ${call.resource}' requires API Key and API Key is not associated with a Usage Plan for API Stage ${STAGE}: API Key was required but not present`,
    ),
  ]),
  failing({ cause: "gateway_throttled", reason: "throttle" }, 5, 429, (call) => [
    ...receiving(),
    ...admitting(call).slice(0, 1),
    ...lines(
      0,
      template`Key throttle limit exceeded for RestApi ${API.apiId}, Stage ${API.stage}, Resource x1y2z3, HttpMethod ${call.method}. Limit: 100.00 Burst: 50`,
    ),
    ...completing({ ...call, latencyMs: 0 }, 429),
  ]),
];

function asking({ sessionToken }: Call): readonly Line[] {
  const uri = functionUri("orders-authorizer");
  return [
    ...receiving(),
    ...lines(
      1,
      template`Starting authorizer: ${AUTHORIZER} for request: ${ID}`,
      template`Incoming identity: ${"*".repeat(120)}3fD-Qb`,
      template`Endpoint request URI: ${uri}`,
      template`Endpoint request headers: {x-amzn-lambda-integration-tag=${ID}, X-Amz-Source-Arn=${`arn:aws:execute-api:${API.region}:${API.accountId}:${API.apiId}/authorizers/${AUTHORIZER}`}, Accept=application/json, X-Amz-Security-Token=${sessionToken}}`,
      template`Endpoint request body after transformations: {"type":"TOKEN","methodArn":"${ARN}/GET/orders","authorizationToken":"Bearer ${"*".repeat(80)}"}`,
      template`Sending request to ${uri}`,
    ),
  ];
}

function authorizing(call: Call, answer: Template): readonly Line[] {
  const result = template`Authorizer result body before parsing: ${answer}`;
  return [...asking(call), ...lines(JUDGED_AT, result)];
}

function broken(): readonly Line[] {
  return lines(
    JUDGED_AT,
    template`Gateway response type: AUTHORIZER_CONFIGURATION_ERROR with status code: 500`,
  );
}
