import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { namesOf } from "./names.ts";
import { run, say } from "./remedies.ts";
import { shell } from "./shell.ts";
import { functionLogs, invokeFunction } from "./steps-function.ts";
import type { PayloadFormat } from "./test-event.ts";

/** What an HTTP API's authorizers are set to. None of its logs tells the authorizer's id. */
const SETTINGS =
  "Items[].[AuthorizerId,Name,AuthorizerType,IdentitySource,JwtConfiguration,AuthorizerUri,AuthorizerPayloadFormatVersion,EnableSimpleResponses,AuthorizerResultTtlInSeconds,AuthorizerCredentialsArn]";

const IN_ITS_FORMAT = say(
  "Call its function, if it has one (AuthorizerType REQUEST), in the format that its AuthorizerPayloadFormatVersion names.",
);

/** How the authorizer is set up: function, identity source, cache time, role. */
export function showAuthorizer(facts: RequestFacts): Step {
  const { apiType, apiId, authorizerId, inRegion } = namesOf(facts);
  if (apiType === "HTTP") {
    return run(
      "See how the API's authorizers are set up: kind, identity source, issuer and audience, function, payload format (AuthorizerPayloadFormatVersion), whether simple responses are on, cache time, credentials.",
      shell`aws apigatewayv2 get-authorizers --api-id ${apiId} --query ${SETTINGS}${inRegion}`,
    );
  }
  const text =
    apiType === "REST"
      ? "See how the authorizer is set up: kind, function, identity source, validation expression, cache time (authorizerResultTtlInSeconds), credentials."
      : "See how the authorizer is set up: function, identity source, credentials.";
  const [tool, api] =
    apiType === "REST" ? ["apigateway", "--rest-api-id"] : ["apigatewayv2", "--api-id"];
  return isNamed(facts)
    ? run(
        text,
        shell`aws ${tool} get-authorizer ${api} ${apiId} --authorizer-id ${authorizerId}${inRegion}`,
      )
    : run(
        `${text} These are all that the API has.`,
        shell`aws ${tool} get-authorizers ${api} ${apiId}${inRegion}`,
      );
}

function isNamed({ authorizerId, target }: RequestFacts): boolean {
  const { id } = target?.kind === "authorizer" ? target : {};
  return (authorizerId ?? id) !== undefined;
}

/** The authorizer's answer for one token, past its cache; `formats` are those an HTTP API may use. */
export function testAuthorizer(
  facts: RequestFacts,
  formats: readonly PayloadFormat[] = ["2.0", "1.0"],
): readonly Step[] {
  const { apiType, apiId, authorizerId, inRegion } = namesOf(facts);
  if (apiType === "HTTP") {
    const calls = formats.map((format) => invokeFunction(ofAuthorizer(facts), format));
    return [IN_ITS_FORMAT, ...calls];
  }
  if (apiType === "WEBSOCKET") return [invokeFunction(ofAuthorizer(facts))];
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

/** Saves the authorizer's answer and has it linted; `kinds` are those an HTTP API may have refused. */
export function lintAuthorizer(
  facts: RequestFacts,
  kinds: readonly ResponseKind[] = ["simple", "iam"],
): readonly Step[] {
  const { apiType } = namesOf(facts);
  const logs = functionLogs(facts);
  if (apiType === "HTTP") {
    const calls = kinds.includes("iam") ? testAuthorizer(facts) : testAuthorizer(facts, ["2.0"]);
    return [showAuthorizer(facts), ...calls, ...kinds.map(checkOf), logs];
  }
  if (apiType === "WEBSOCKET") {
    return [...testAuthorizer(facts), check("of that answer", ["--api", "websocket"]), logs];
  }
  return [
    ...testAuthorizer(facts),
    check(
      "of what that log shows after `Authorizer result body before parsing`, once you saved it as answer.json",
      ["--api", "rest"],
    ),
    logs,
  ];
}

/** The same request to its authorizer: the function of the route takes another event. */
function ofAuthorizer(facts: RequestFacts): RequestFacts {
  return facts.target?.kind === "authorizer" ? facts : { ...facts, target: { kind: "authorizer" } };
}

function checkOf(kind: ResponseKind): Step {
  return kind === "simple"
    ? check("of that answer, if EnableSimpleResponses is true", [
        "--api",
        "http-2.0",
        "--response",
        "simple",
      ])
    : check(
        "of that answer, if EnableSimpleResponses is not true (payload format 1.0: --api http-1.0 and no --response)",
        ["--api", "http-2.0", "--response", "iam"],
      );
}

function check(which: string, rules: readonly string[]): Step {
  return run(
    `Have every defect named ${which}.`,
    shell`apigw-triage check-authorizer answer.json${rules}`,
  );
}
