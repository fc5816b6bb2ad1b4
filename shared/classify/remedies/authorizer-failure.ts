import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { namesOf } from "./names.ts";
import { PAGES } from "./pages.ts";
import { type Remedies, run, say } from "./remedies.ts";
import { shell } from "./shell.ts";
import { showAuthorizer, testAuthorizer } from "./steps-authorizer.ts";
import { raiseConcurrency, showConcurrency } from "./steps-concurrency.ts";
import {
  configureFunction,
  functionLogs,
  functionMetric,
  functionSettings,
  releaseSteps,
} from "./steps-function.ts";
import { permitAuthorizer, showPermission } from "./steps-permission.ts";
import { allowRole, showRole, trustGateway } from "./steps-role.ts";

const ALL_REFUSED = "While it fails, every caller of the protected routes is refused.";

/** The authorizer could not be asked, or gave up. */
export const authorizerFailureRemedies: Remedies<"authorizer_failure"> = {
  function_error: (facts) => ({
    meaning:
      "The authorizer's function threw an error, so there was no decision and the caller got 500 instead of 401 or 403.",
    confirm: [functionLogs(facts), ...testAuthorizer(facts)],
    fix: [
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
    confirm: [
      functionSettings(
        facts,
        "See its timeout, memory and network.",
        "[Timeout,MemorySize,VpcConfig.SubnetIds]",
      ),
      functionMetric(facts, "See how long it takes.", "Duration"),
      functionLogs(facts),
    ],
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
    meaning:
      "Lambda refused to run the authorizer's function because its concurrency, or the account's, was used up.",
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
  unreachable: (facts) => ({
    meaning:
      "API Gateway could not fetch the issuer's OpenID configuration or keys, so it could not check any token.",
    confirm: [showAuthorizer(facts), ...issuerAnswers()],
    fix: [
      say(
        "The issuer must answer from the public internet over https with a public certificate, each document within 1.5 s and below 150,000 bytes.",
      ),
      setIssuer(facts),
      say("If the issuer was down for a while, nothing is to be changed here: ask its operator."),
    ],
    caution: `${ALL_REFUSED} A changed issuer or audience refuses tokens of the old one.`,
    page: namesOf(facts).apiType === "HTTP" ? PAGES.jwtAuthorizer : PAGES.lambdaAuthorizer,
  }),
};

function issuerAnswers(): readonly Step[] {
  return [
    run(
      "Fetch the configuration as the gateway does, and the jwks_uri it names.",
      shell`curl -sS -w ${"\\n%{http_code} %{time_total}s\\n"} ${"<issuer>/.well-known/openid-configuration"}`,
    ),
  ];
}

function setIssuer(facts: RequestFacts): Step {
  const { apiType, apiId, authorizerId, inRegion } = namesOf(facts);
  if (apiType !== "HTTP")
    return say("The address the authorizer calls must be right: see its settings.");
  return run(
    "If the issuer is wrong, set it exactly as the token's iss has it.",
    shell`aws apigatewayv2 update-authorizer --api-id ${apiId} --authorizer-id ${authorizerId} --jwt-configuration ${"Issuer=<issuer>,Audience=<audience>"}${inRegion}`,
  );
}

function pageFor(facts: RequestFacts): string {
  return namesOf(facts).apiType === "HTTP" ? PAGES.httpAuthorizer : PAGES.lambdaAuthorizer;
}
