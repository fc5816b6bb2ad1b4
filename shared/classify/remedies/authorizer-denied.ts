import type { Step } from "../../domain/remedy.ts";
import type { ApiType, RequestFacts } from "../../domain/verdict.ts";
import { wholeApiArn } from "./arns.ts";
import { namesOf } from "./names.ts";
import { PAGES } from "./pages.ts";
import { type Remedies, run, say } from "./remedies.ts";
import { patchOperations, shell } from "./shell.ts";
import { showRoute } from "./steps-api.ts";
import { forgetDecisions, showAuthorizer, testAuthorizer } from "./steps-authorizer.ts";
import { raiseEvidence } from "./steps-evidence.ts";
import { functionLogs } from "./steps-function.ts";

const CACHED =
  "Flushing the cache sends every next request to the authorizer: mind its concurrency. A wider policy is remembered for the whole API.";
const CONNECTED = "A wider policy holds for as long as the client stays connected.";

/** Who may have refused a caller. */
const GUARDS = {
  REST: "the authorizer's policy, a resource policy or IAM",
  HTTP: "the authorizer's function, a scope of the route or IAM",
  WEBSOCKET: "the authorizer's policy or IAM",
} as const satisfies Record<ApiType, string>;

/** An authorizer decided, and it said no. */
export const authorizerDeniedRemedies: Remedies<"authorizer_denied"> = {
  policy_deny: (facts) => ({
    meaning:
      "The authorizer said Deny (or isAuthorized false) for this caller: it may be meant, or a bug in its checks.",
    confirm: [showAuthorizer(facts), ...testAuthorizer(facts), functionLogs(facts)],
    fix: [
      say(
        "If the caller should get in, find the check that failed in the authorizer's log: expired token, wrong issuer or audience, missing group.",
      ),
      say(
        namesOf(facts).apiType === "REST"
          ? "An explicit Deny wins over every Allow, also in the API's resource policy: look for Deny statements in both."
          : "An explicit Deny wins over every Allow of the same policy: look for Deny statements in it.",
      ),
      ...forgetDecisions(facts),
    ],
    caution: cautionFor(facts),
    page: pageFor(facts),
  }),
  policy_no_match: (facts) => ({
    meaning:
      "The authorizer's policy allows something, but not this method and path; often a cached policy made for another route.",
    confirm: [showAuthorizer(facts), ...testAuthorizer(facts)],
    fix: [
      say(
        namesOf(facts).apiType === "WEBSOCKET"
          ? `The policy is asked for $connect alone: its Resource must match event.methodArn; simplest ${wholeApiArn(facts)}.`
          : `With caching on, one policy answers for all routes of a token: allow everything the caller may do, not the ARN of this request alone; simplest ${wholeApiArn(facts)}.`,
      ),
      ...noCaching(facts),
      ...forgetDecisions(facts),
    ],
    caution:
      namesOf(facts).apiType === "WEBSOCKET"
        ? CONNECTED
        : `${CACHED} Without a cache every request waits for the authorizer.`,
    page: namesOf(facts).apiType === "HTTP" ? PAGES.httpAuthorizer : PAGES.authorizerOutput,
  }),
  cognito_scope: (facts) => ({
    meaning: "The token is valid but carries none of the scopes that the route asks for.",
    confirm: [
      ...showRoute(facts),
      say(
        "Decode the token (its middle part is base64url JSON) and compare: only access tokens carry scopes, ID tokens do not.",
      ),
    ],
    fix: [
      run(
        "See which scopes the app client may ask for.",
        shell`aws cognito-idp describe-user-pool-client --user-pool-id ${"<user-pool-id>"} --client-id ${"<client-id>"} --query UserPoolClient.AllowedOAuthScopes${namesOf(facts).inRegion}`,
      ),
      say(
        "Have the client ask for the scope (scope=... at the token endpoint) and send the access token.",
      ),
      ...dropScope(facts),
    ],
    caution: "A route without scopes lets every valid token in.",
    page: namesOf(facts).apiType === "HTTP" ? PAGES.jwtAuthorizer : PAGES.cognito,
  }),
  unknown: (facts) => ({
    meaning: `The caller was refused; the log does not show whether ${GUARDS[namesOf(facts).apiType]} said no.`,
    confirm: [
      ...showRoute(facts),
      showAuthorizer(facts),
      ...testAuthorizer(facts),
      ...raiseEvidence(facts),
    ],
    fix: [
      say(
        namesOf(facts).apiType === "REST"
          ? "If the authorizer answers Allow for this route, the API's resource policy is next: it must allow execute-api:Invoke as well."
          : "The route's AuthorizationType says who decides: with CUSTOM the authorizer's function, with JWT the scopes of token and route, with AWS_IAM the caller's own policies.",
      ),
      ...forgetDecisions(facts),
    ],
    caution: cautionFor(facts),
    page: pageFor(facts),
  }),
};

function noCaching(facts: RequestFacts): readonly Step[] {
  const { apiType, apiId, authorizerId, inRegion } = namesOf(facts);
  const text = "Or switch the cache off, if policies must stay narrow.";
  if (apiType === "WEBSOCKET") return [];
  if (apiType === "HTTP") {
    return [
      run(
        text,
        shell`aws apigatewayv2 update-authorizer --api-id ${apiId} --authorizer-id ${authorizerId} --authorizer-result-ttl-in-seconds 0${inRegion}`,
      ),
    ];
  }
  const patch = patchOperations({
    op: "replace",
    path: "/authorizerResultTtlInSeconds",
    value: "0",
  });
  return [
    run(
      `${text} Deploy afterwards.`,
      shell`aws apigateway update-authorizer --rest-api-id ${apiId} --authorizer-id ${authorizerId}${patch}${inRegion}`,
    ),
  ];
}

function dropScope(facts: RequestFacts): readonly Step[] {
  const { apiType, apiId, method, inRegion } = namesOf(facts);
  if (apiType !== "REST") {
    return [
      run(
        "Or take the scope off the route: give the scopes that stay.",
        shell`aws apigatewayv2 update-route --api-id ${apiId} --route-id "$ROUTE_ID" --authorization-scopes ${"<scopes-that-stay>"}${inRegion}`,
      ),
    ];
  }
  const patch = patchOperations({
    op: "remove",
    path: "/authorizationScopes",
    value: "<scope>",
  });
  return [
    run(
      "Or take the scope off the method, and deploy.",
      shell`aws apigateway update-method --rest-api-id ${apiId} --resource-id "$RESOURCE_ID" --http-method ${method}${patch}${inRegion}`,
    ),
  ];
}

/** A WebSocket API asks once, when a client connects, and keeps no decisions. */
function cautionFor(facts: RequestFacts): string {
  return namesOf(facts).apiType === "WEBSOCKET" ? CONNECTED : CACHED;
}

function pageFor(facts: RequestFacts): string {
  return namesOf(facts).apiType === "HTTP" ? PAGES.httpAuthorizer : PAGES.lambdaAuthorizer;
}
