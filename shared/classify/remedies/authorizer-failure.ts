import type { Remedy, Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { invocationUri } from "./arns.ts";
import { namesOf } from "./names.ts";
import { PAGES } from "./pages.ts";
import { type Remedies, type RemedyFacts, run, say } from "./remedies.ts";
import { patchOperations, shell } from "./shell.ts";
import { redeploy, showStage } from "./steps-api.ts";
import { showAuthorizer, testAuthorizer } from "./steps-authorizer.ts";
import { limitMet, raiseConcurrency, showConcurrency } from "./steps-concurrency.ts";
import {
  configureFunction,
  functionLogs,
  functionMetric,
  functionSettings,
  releaseSteps,
} from "./steps-function.ts";
import { lookForOutage } from "./steps-outage.ts";
import { permitAuthorizer, showPermission } from "./steps-permission.ts";
import { allowRole, showRole, trustGateway } from "./steps-role.ts";

const STATE = "[FunctionArn,State,StateReason]";
const WHICH_IT_WAS = say(
  "The function's log tells which it was: a stack trace is mended as below; `Task timed out` wants more time or memory; no run at all, a permission or concurrency; with Cognito there is no function, so try again later.",
);
const ALL_REFUSED = "While it fails, every caller of the protected routes is refused.";

/** The authorizer could not be asked, or gave up. */
export const authorizerFailureRemedies: Remedies<"authorizer_failure"> = {
  function_error: (facts) => ({
    meaning: isShown(facts)
      ? "The authorizer's function threw an error, so there was no decision and the caller got 500 instead of 401 or 403."
      : "The authorizer failed and there was no decision; this row alone does not tell whether its function threw an error, ran out of time or could not be called, or Cognito failed.",
    confirm: isShown(facts)
      ? [functionLogs(facts), ...testAuthorizer(facts)]
      : [showAuthorizer(facts), functionLogs(facts), ...slowness(facts), ...testAuthorizer(facts)],
    fix: [
      ...(isShown(facts) ? [] : [WHICH_IT_WAS]),
      say(
        "Mend what the stack trace names; a bad or missing token is no exception: throw exactly Unauthorized for 401, or return Deny for 403.",
      ),
      say(
        "Check every field before you read it: headers may be missing and their case may differ.",
      ),
      ...releaseSteps(facts),
    ],
    caution: `${ALL_REFUSED} Never answer an error with Allow.`,
    page: pageFor(facts),
  }),
  timeout: (facts) => ({
    meaning: "The authorizer's function did not decide in time.",
    confirm: [...slowness(facts), functionLogs(facts)],
    fix: [
      say(
        "Keep key sets and connections outside the handler, give every call in it a short timeout, and see that it has a way out of its VPC.",
      ),
      configureFunction(
        facts,
        "Give it more memory (and so CPU); an HTTP API waits 10 s for an authorizer at most, whatever the function's timeout.",
        ["--timeout", "<seconds>", "--memory-size", "<megabytes>"],
      ),
      ...releaseSteps(facts),
    ],
    caution: `${ALL_REFUSED} More memory costs more for each call; caching decisions saves most of them.`,
    page: pageFor(facts),
  }),
  permission: (facts) => ({
    meaning:
      "API Gateway may not invoke the authorizer's function, or cannot take on the role that the authorizer names for it.",
    confirm: [showAuthorizer(facts), showPermission(facts)],
    fix: [
      permitAuthorizer(facts),
      say("If the authorizer has credentials (a role), the role must be mended instead:"),
      ...showRole(facts),
      trustGateway(facts),
      allowRole(facts, "Allow the role to invoke the function.", {
        action: "lambda:InvokeFunction",
        resource: namesOf(facts).functionArn,
      }),
    ],
    caution: `${ALL_REFUSED} Replacing a role's trust policy locks out whoever else uses it.`,
    page: PAGES.lambdaPermissions,
  }),
  throttled: (facts) => ({
    meaning: `Lambda refused to run the authorizer's function because ${limitMet(facts)}.`,
    confirm: showConcurrency(facts),
    fix: [
      ...raiseConcurrency(facts),
      say(
        "Cache decisions (up to 3,600 s), so that a caller costs one invocation, not one for each request.",
      ),
    ],
    caution: `${ALL_REFUSED} Cached decisions outlive a revoked token; reserved concurrency is taken from all other functions.`,
    page: PAGES.lambdaConcurrency,
  }),
  unreachable: (facts) =>
    namesOf(facts).apiType === "HTTP" ? unreachableIssuer(facts) : unreachableFunction(facts),
};

/** An access row without the authorizer's words shows that it failed, not how. */
function isShown({ said }: RemedyFacts): boolean {
  return said?.grade !== "D" || said.functionError !== undefined;
}

function slowness(facts: RequestFacts): readonly Step[] {
  return [
    functionSettings(
      facts,
      "See its timeout, memory and network.",
      "[Timeout,MemorySize,VpcConfig.SubnetIds]",
    ),
    functionMetric(facts, "See how long it takes.", "Duration"),
  ];
}

/** Only HTTP APIs have JWT authorizers. */
function unreachableIssuer(facts: RequestFacts): Remedy {
  const { apiId, authorizerId, inRegion } = namesOf(facts);
  return {
    meaning:
      "API Gateway could not fetch the issuer's OpenID configuration or keys, so it could not check any token.",
    confirm: [
      showAuthorizer(facts),
      run(
        "Fetch the configuration as the gateway does, and the jwks_uri it names.",
        shell`curl -sS -w ${"\\n%{http_code} %{time_total}s\\n"} ${"<issuer>/.well-known/openid-configuration"}`,
      ),
    ],
    fix: [
      say(
        "The issuer must answer from the public internet over https with a public certificate, each document within 1.5 s and below 150,000 bytes.",
      ),
      run(
        "If the issuer is wrong, set it exactly as the token's iss has it.",
        shell`aws apigatewayv2 update-authorizer --api-id ${apiId} --authorizer-id ${authorizerId} --jwt-configuration ${"Issuer=<issuer>,Audience=<audience>"}${inRegion}`,
      ),
      say("If the issuer was down for a while, nothing is to be changed here: ask its operator."),
    ],
    caution: `${ALL_REFUSED} A changed issuer or audience refuses tokens of the old one.`,
    page: PAGES.jwtAuthorizer,
  };
}

function unreachableFunction(facts: RequestFacts): Remedy {
  return {
    meaning:
      "API Gateway could not call the authorizer's function: the authorizer's URI, or a stage variable in it, leads nowhere, or Lambda did not take the call.",
    confirm: [
      showAuthorizer(facts),
      showStage(
        facts,
        "If its URI has a stage variable in it, see which value that has on this stage.",
        namesOf(facts).apiType === "REST" ? "variables" : "StageVariables",
      ),
      functionSettings(facts, "See whether the function exists and is Active.", STATE),
      lookForOutage(facts, "LAMBDA"),
    ],
    fix: [
      setAuthorizerUri(facts),
      redeploy(facts),
      say(
        "If the URI is right and the function Active, Lambda failed for a while: let clients retry.",
      ),
    ],
    caution: `${ALL_REFUSED} A function that is new to the authorizer needs a permission for it.`,
    page: PAGES.lambdaAuthorizer,
  };
}

function setAuthorizerUri(facts: RequestFacts): Step {
  const { apiType, apiId, authorizerId, inRegion } = namesOf(facts);
  const value = invocationUri(facts, false);
  const text =
    "If the URI is wrong, set it; a stage variable in it must have a value on every stage.";
  if (apiType === "WEBSOCKET") {
    return run(
      text,
      shell`aws apigatewayv2 update-authorizer --api-id ${apiId} --authorizer-id ${authorizerId} --authorizer-uri ${value}${inRegion}`,
    );
  }
  const patch = patchOperations({ op: "replace", path: "/authorizerUri", value });
  return run(
    text,
    shell`aws apigateway update-authorizer --rest-api-id ${apiId} --authorizer-id ${authorizerId}${patch}${inRegion}`,
  );
}

function pageFor(facts: RequestFacts): string {
  return namesOf(facts).apiType === "HTTP" ? PAGES.httpAuthorizer : PAGES.lambdaAuthorizer;
}
