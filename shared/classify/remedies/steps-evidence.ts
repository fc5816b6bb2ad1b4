import type { Step } from "../../domain/remedy.ts";
import { type Names, namesOf } from "./names.ts";
import { type RemedyFacts, run, say } from "./remedies.ts";
import { patchOperations, shell } from "./shell.ts";
import { showStage } from "./steps-api.ts";

const LOGGING_ROLE = "apigateway-cloudwatch-logs";
const TRUST = policy([
  {
    Effect: "Allow",
    Principal: { Service: "apigateway.amazonaws.com" },
    Action: "sts:AssumeRole",
  },
]);

/** What an HTTP API can be made to say: it has no execution log. */
const HTTP_ACCESS_LOG = JSON.stringify({
  requestId: "$context.requestId",
  time: "$context.requestTimeEpoch",
  routeKey: "$context.routeKey",
  status: "$context.status",
  errorMessage: "$context.error.message",
  errorType: "$context.error.responseType",
  integrationErrorMessage: "$context.integrationErrorMessage",
  integrationServiceStatus: "$context.integration.integrationStatus",
  functionStatus: "$context.integration.status",
  lambdaRequestId: "$context.integration.requestId",
  integrationLatency: "$context.integrationLatency",
  authorizerError: "$context.authorizer.error",
});

/** How to make the next failing request say more than this one did; nothing where it said all there is. */
export function raiseEvidence(facts: RemedyFacts): readonly Step[] {
  const grade = facts.said?.grade;
  if (grade === "A") return [];
  const names = namesOf(facts);
  if (names.apiType === "HTTP") return accessLog(facts);
  // Who writes an execution log has a role for it.
  const role = grade === "B" || grade === "C" ? [] : loggingRole(names);
  return [...role, recordLogging(facts), fullLogging(names), formerLogging(names)];
}

/** An IAM policy document of these statements. */
export function policy(statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** The trust policy that lets API Gateway take a role on. */
export function gatewayTrust(): string {
  return TRUST;
}

function loggingRole({ partition, account, inRegion }: Names): readonly Step[] {
  const pushPolicy = `arn:${partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs`;
  const role = `arn:${partition}:iam::${account}:role/${LOGGING_ROLE}`;
  return [
    run(
      "See whether API Gateway has a role to write logs with, once per account and region; go on to the stage if it has.",
      shell`aws apigateway get-account --query cloudwatchRoleArn --output text${inRegion}`,
    ),
    run(
      "If it says None, create the role.",
      shell`aws iam create-role --role-name ${LOGGING_ROLE} --assume-role-policy-document ${TRUST}`,
    ),
    run(
      "Allow the role to write logs.",
      shell`aws iam attach-role-policy --role-name ${LOGGING_ROLE} --policy-arn ${pushPolicy}`,
    ),
    run(
      "Give the role to API Gateway (repeat after some seconds if IAM does not know it yet).",
      shell`aws apigateway update-account${patchOperations({ op: "replace", path: "/cloudwatchRoleArn", value: role })}${inRegion}`,
    ),
  ];
}

function recordLogging(facts: RemedyFacts): Step {
  const isRest = namesOf(facts).apiType === "REST";
  const hint = isRest
    ? " A method with settings of its own keeps to them, whatever `*/*` says."
    : "";
  return showStage(
    facts,
    `Note how the stage logs now, to put it back afterwards.${hint}`,
    isRest ? "methodSettings" : "[DefaultRouteSettings,RouteSettings]",
  );
}

function fullLogging(names: Names): Step {
  const where =
    names.apiType === "REST"
      ? " For a method with settings of its own write its path in place of `*/*`, as in ~1orders~1{id}/GET."
      : "";
  return run(
    `Log every step with payloads, then let a request fail again. Bodies hold passwords, tokens and personal data: AWS advises against it in production, so do it on a test stage, or for some minutes. It costs log ingestion; no redeploy is needed.${where}`,
    stageLogging(names, "INFO", "true"),
  );
}

function formerLogging(names: Names): Step {
  return run(
    "Afterwards put back what you noted (OFF and false where nothing was set), and delete the logged payloads if they must not stay.",
    stageLogging(names, "<former-level>", "<former-tracing>"),
  );
}

function stageLogging(names: Names, level: string, trace: string): string {
  const { apiType, apiId, stage, inRegion } = names;
  if (apiType === "WEBSOCKET") {
    return shell`aws apigatewayv2 update-stage --api-id ${apiId} --stage-name ${stage} --default-route-settings ${`LoggingLevel=${level},DataTraceEnabled=${trace}`}${inRegion}`;
  }
  const patches = patchOperations(
    { op: "replace", path: "/*/*/logging/loglevel", value: level },
    { op: "replace", path: "/*/*/logging/dataTrace", value: trace },
  );
  return shell`aws apigateway update-stage --rest-api-id ${apiId} --stage-name ${stage}${patches}${inRegion}`;
}

function accessLog(facts: RemedyFacts): readonly Step[] {
  const { apiId, stage, region, account, partition, inRegion } = namesOf(facts);
  const group = `/aws/apigateway/${apiId}-access`;
  const settings = JSON.stringify({
    DestinationArn: `arn:${partition}:logs:${region}:${account}:log-group:${group}`,
    Format: HTTP_ACCESS_LOG,
  });
  return [
    say("An HTTP API writes no execution log: its access log has to carry the error fields."),
    run(
      "Create a log group for it.",
      shell`aws logs create-log-group --log-group-name ${group}${inRegion}`,
    ),
    run(
      "Keep it for two weeks, not for ever.",
      shell`aws logs put-retention-policy --log-group-name ${group} --retention-in-days 14${inRegion}`,
    ),
    showStage(
      facts,
      "Note the stage's access-log settings, to put them back afterwards.",
      "AccessLogSettings",
    ),
    run(
      "Write the error fields, then let a request fail again. It costs log ingestion and replaces the stage's access-log settings.",
      shell`aws apigatewayv2 update-stage --api-id ${apiId} --stage-name ${stage} --access-log-settings ${settings}${inRegion}`,
    ),
  ];
}
