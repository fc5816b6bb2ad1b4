import type { Remedy, Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { routeArn } from "./arns.ts";
import { namesOf } from "./names.ts";
import { PAGES } from "./pages.ts";
import { type Remedies, type RemedyFacts, run, say } from "./remedies.ts";
import { shell } from "./shell.ts";
import { redeploy, showDeployment, showRoute } from "./steps-api.ts";
import { allowCaller, checkCaller, findDeny, signedRequest } from "./steps-iam.ts";
import { replacePolicy, showPolicy } from "./steps-resource-policy.ts";
import { enableKey, joinPlan, showKeys, showUsagePlans } from "./steps-usage-plan.ts";
import { countInstead, sampledBlocks, showWebAcl } from "./steps-waf.ts";

/** The request was refused before any authorizer's code or backend saw it. */
export const requestBlockedRemedies: Remedies<"request_blocked"> = {
  waf: (facts) => ({
    meaning: "A rule of the AWS WAF web ACL in front of the API blocked the request.",
    confirm: [...showWebAcl(facts), sampledBlocks(facts)],
    fix: [
      say(
        "If it was an attack, the rule did its work. If not, narrow the rule: exclude this route or body field by a scope-down statement or a label match.",
      ),
      ...countInstead(facts),
    ],
    caution:
      "An update replaces the whole web ACL by what it is given: keep web-acl.json to go back. A rule that only counts no longer protects.",
    page: PAGES.waf,
  }),
  resource_policy: (facts) => ({
    meaning:
      "The API's resource policy does not allow this caller: its address, VPC endpoint, account or organization.",
    confirm: showPolicy(facts),
    fix: [
      say(
        facts.said?.deniedBy === undefined
          ? `Allow execute-api:Invoke on ${routeArn(facts)} for the caller, and look for a Deny whose condition (aws:SourceIp, aws:SourceVpce) catches it.`
          : "The refusal names an explicit deny, which no Allow outweighs: look for the Deny whose condition (aws:SourceIp, aws:SourceVpce) catches the caller, and narrow it.",
      ),
      ...replacePolicy(facts),
      say(
        "A private API is reached through an execute-api VPC endpoint only: that endpoint's policy and security group must allow the call too.",
      ),
    ],
    caution:
      "A policy edit works only after the API is deployed. One that is too wide opens the API; keep the old policy at hand.",
    page: PAGES.resourcePolicy,
  }),
  iam_denied: (facts) => ({
    meaning: `The caller is signed in, but no IAM ${isRest(facts) ? "or resource policy" : "policy"} allows it to invoke this route, or one denies it.`,
    confirm: [checkCaller(facts), ...(isRest(facts) ? showPolicy(facts) : []), ...showRoute(facts)],
    fix: facts.said?.deniedBy === undefined ? allowed(facts) : findDeny(facts.said.deniedBy),
    caution:
      facts.said?.deniedBy === undefined
        ? "Allow this route, not execute-api:Invoke on *, which opens every API of the account."
        : "A Deny is written on purpose, and often for many callers: ask whose it is before it is narrowed.",
    page: PAGES.iamAccess,
  }),
  invalid_signature: (facts) => ({
    meaning:
      "The Authorization header is not a signature the gateway can verify: wrong key, region, service, clock or changed request, or no AWS signature at all.",
    confirm: [
      ...showRoute(facts),
      run("Check the caller's clock: more than five minutes off is refused.", "date -u"),
      signedRequest(facts),
    ],
    fix: [
      say(
        "If the route should not use IAM, the client sends a bearer token to a path or method that does not exist, or that has AWS_IAM on: mend the path, or its authorization.",
      ),
      say(
        `If it should: sign with service execute-api, region ${namesOf(facts).region}, the Host header as sent, and the path as sent (encoded once); nothing may change it on the way.`,
      ),
      say("Let an SDK sign, and send the session token with temporary credentials."),
    ],
    caution: "Never log the canonical request with its security token to find the difference.",
    page: PAGES.signing,
  }),
  invalid_api_key: (facts) => ({
    meaning:
      "The route wants an API key, and the request has none, an unknown or disabled one, or one without a usage plan for this stage.",
    confirm: [...showRoute(facts), ...showKeys(facts), ...showUsagePlans(facts)],
    fix: [
      say(
        "Send the key's value (not its id) as x-api-key, or have the authorizer return it as usageIdentifierKey.",
      ),
      ...enableKey(facts),
      ...joinPlan(facts),
    ],
    caution:
      "A new key or plan can take a few minutes. include-values prints secrets: not in a shared terminal.",
    page: PAGES.usagePlans,
  }),
  missing_authentication_token: (facts) =>
    namesOf(facts).apiType === "HTTP" ? unsigned(facts) : missingToken(facts),
  expired_token: (facts) => ({
    meaning: "The caller's temporary credentials or token have expired.",
    confirm: [
      run(
        "On the caller, see whether its credentials still work, and whose they are.",
        "aws sts get-caller-identity",
      ),
      run("Check its clock.", "date -u"),
    ],
    fix: [
      say(
        "Renew before they end: let the SDK's default credential provider do it instead of copying keys into variables, and do not keep a signed request for later.",
      ),
      say(
        "For tokens of an identity provider, use the refresh token when a quarter of the lifetime is left.",
      ),
      signedRequest(facts),
    ],
    caution: "Longer lifetimes make stolen credentials useful for longer.",
    page: PAGES.gatewayResponses,
  }),
};

function allowed(facts: RemedyFacts): readonly Step[] {
  return [
    allowCaller(facts),
    say(
      isRest(facts)
        ? "A caller of another account needs both: this in its own IAM policies, and an Allow in the API's resource policy."
        : "A caller of another account has to take on a role of this one: only REST APIs have a resource policy that could let it in.",
    ),
    say(
      `A Deny outweighs every Allow: in an SCP, a permissions boundary${isRest(facts) ? ", a session policy or the resource policy" : " or a session policy"}.`,
    ),
  ];
}

function missingToken(facts: RequestFacts): Remedy {
  return {
    meaning:
      "Either the route needs an IAM signature and got none, or, more often, path or method do not exist on this stage.",
    confirm: [listRoutes(facts), ...showDeployment(facts), signedRequest(facts)],
    fix: [
      say(
        "Check the URL: the stage stands in front of the path (not with a custom domain, whose base path mapping stands there), and method, case and trailing slash count.",
      ),
      redeploy(facts, "If the API has the route and that deployment has not, deploy"),
      say("If the route does use AWS_IAM, sign the request with Signature Version 4."),
    ],
    caution:
      "Deploying what needs no deployment mends nothing, and can bring half-made changes of others to the stage.",
    page: PAGES.gatewayResponses,
  };
}

/** An HTTP API answers 404 where there is no route, so its route is there and asks for a signature. */
function unsigned(facts: RequestFacts): Remedy {
  return {
    meaning: "The route needs an IAM signature, and the request has none.",
    confirm: [...showRoute(facts), signedRequest(facts)],
    fix: [
      say("Sign the request with Signature Version 4, service execute-api; an SDK does it."),
      say("If the route should not use IAM, set its authorization to another type or NONE."),
    ],
    caution: "A route with authorization NONE is open to everybody.",
    page: PAGES.iamAccess,
  };
}

function isRest(facts: RequestFacts): boolean {
  return namesOf(facts).apiType === "REST";
}

function listRoutes(facts: RequestFacts): Step {
  const { apiId, inRegion } = namesOf(facts);
  const command = isRest(facts)
    ? shell`aws apigateway get-resources --rest-api-id ${apiId} --limit 500 --query ${"items[].[path,resourceMethods && keys(resourceMethods)]"}${inRegion}`
    : shell`aws apigatewayv2 get-routes --api-id ${apiId} --query ${"Items[].[RouteKey,AuthorizationType,Target]"}${inRegion}`;
  return run("See which paths and methods there are.", command);
}
