import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { invocationUri } from "./arns.ts";
import { namesOf } from "./names.ts";
import { PAGES } from "./pages.ts";
import { type Remedies, run, say } from "./remedies.ts";
import { shell } from "./shell.ts";
import { changeIntegration, redeploy, showIntegration } from "./steps-api.ts";
import { raiseEvidence } from "./steps-evidence.ts";
import { functionSettings } from "./steps-function.ts";
import { lookForOutage } from "./steps-outage.ts";
import { windowAround } from "./time-window.ts";

const STATE = "[State,StateReason,LastUpdateStatus,LastUpdateStatusReason,KMSKeyArn]";

/** Lambda answered the gateway's call with an error of its own; the function did not run. */
export const lambdaInvocationFailedRemedies: Remedies<"lambda_invocation_failed"> = {
  function_not_found: (facts) => ({
    meaning:
      "The function, alias or version that the integration calls does not exist in that account and region.",
    confirm: [
      functionSettings(facts, "See whether it exists under exactly this name.", "FunctionArn"),
      listAliases(facts),
      ...showIntegration(facts),
    ],
    fix: [
      say(
        "If it was deleted or renamed by accident, deploy it, or its alias, again under this name.",
      ),
      changeIntegration(
        facts,
        "Or point the integration at the function that exists.",
        [{ op: "replace", path: "/uri", value: invocationUri(another(facts), false) }],
        ["--integration-uri", integrationUri(another(facts))],
      ),
      redeploy(facts),
    ],
    caution:
      "The new target needs its own invoke permission. A REST API keeps calling the old one until it is deployed.",
    page: PAGES.lambdaInvocationErrors,
  }),
  request_too_large: (facts) => ({
    meaning:
      "The request, as the event the gateway makes of it, is larger than the 6 MB that Lambda takes.",
    confirm: [
      say(
        "Compare the client's Content-Length with 6 MB; binary bodies are passed on as base64, a third larger, so about 4.5 MB is the end.",
      ),
      ...showIntegration(facts),
    ],
    fix: [
      say(
        "Let clients upload to S3 with a presigned PUT or POST, and send the function the object's key.",
      ),
      say("Or split the upload, or have clients compress it (Content-Encoding: gzip)."),
      say(
        "Refuse what is too large early: check Content-Length in the client or in a WAF size rule.",
      ),
    ],
    caution:
      "Lambda's 6 MB cannot be raised. A presigned URL works for whoever holds it until it expires.",
    page: PAGES.lambdaQuotas,
  }),
  service_error: (facts) => ({
    meaning:
      "The Lambda service itself failed or could not prepare the function (network interface, key, state), so it never ran.",
    confirm: [
      functionSettings(
        facts,
        "See whether the function is Active and its key and state are sound.",
        STATE,
      ),
      ...apiErrors(facts),
      lookForOutage(facts, "LAMBDA"),
    ],
    fix: [
      say(
        "If the state names a reason, mend that: free addresses in its subnets, its role's ec2:CreateNetworkInterface, access to its KMS key.",
      ),
      say(
        "Else it passes: let clients retry with backoff and jitter, and make the operation idempotent.",
      ),
    ],
    caution: "Retries multiply load during an outage: cap them, and keep a budget.",
    page: PAGES.lambdaInvocationErrors,
  }),
  other: (facts) => ({
    meaning:
      "Lambda refused the gateway's call with an error the log does not explain, so the function did not run.",
    confirm: [
      functionSettings(facts, "See whether the function is Active.", STATE),
      ...showIntegration(facts),
      ...raiseEvidence(facts),
    ],
    fix: [
      say(
        "Read the response body and x-amzn-ErrorType above the failure: 403 is permission or method (it must be POST), 404 the name, 413 the size, 429 concurrency, 5xx the service.",
      ),
      changeIntegration(
        facts,
        "If the integration's method is not POST, make it POST: Lambda takes no other.",
        [{ op: "replace", path: "/httpMethod", value: "POST" }],
        ["--integration-method", "POST"],
      ),
      redeploy(facts),
    ],
    caution: "Full logging costs ingestion and writes payloads: switch it off afterwards.",
    page: PAGES.lambdaInvocationErrors,
  }),
};

/** The same request to a function still to be named: the one it went to does not exist. */
function another(facts: RequestFacts): RequestFacts {
  const called = facts.target?.kind === "function" ? facts.target : { kind: "function" as const };
  return { ...facts, target: { ...called, name: "<existing-function>", qualifier: "" } };
}

/** An HTTP API takes the function's own ARN. */
function integrationUri(facts: RequestFacts): string {
  const { apiType, functionArn } = namesOf(facts);
  return apiType === "HTTP" ? functionArn : invocationUri(facts, false);
}

/** How the API fared: Lambda counts no error for a call that it did not take. */
function apiErrors(facts: RequestFacts): readonly Step[] {
  const { apiType, apiId, stage, inRegion } = namesOf(facts);
  const { start, end } = windowAround(facts);
  const metric = { REST: "5XXError", HTTP: "5xx", WEBSOCKET: "ExecutionError" }[apiType];
  const api = apiType === "REST" ? "Name=ApiName,Value=<api-name>" : `Name=ApiId,Value=${apiId}`;
  const read = run(
    `See whether all calls fail or some, by the API's ${metric}: Lambda's own Errors does not count calls that it did not take.`,
    shell`aws cloudwatch get-metric-statistics --namespace AWS/ApiGateway --metric-name ${metric} --dimensions ${api} ${`Name=Stage,Value=${stage}`} --start-time ${start} --end-time ${end} --period 60 --statistics Sum SampleCount${inRegion}`,
  );
  if (apiType !== "REST") return [read];
  return [
    run(
      "Look up the API's name, by which its metrics are kept.",
      shell`aws apigateway get-rest-api --rest-api-id ${apiId} --query name --output text${inRegion}`,
    ),
    read,
  ];
}

function listAliases(facts: RequestFacts): Step {
  const { function: name, inFunctionRegion } = namesOf(facts);
  return run(
    "List its aliases.",
    shell`aws lambda list-aliases --function-name ${name} --query ${"Aliases[].[Name,FunctionVersion]"} --output table${inFunctionRegion}`,
  );
}
