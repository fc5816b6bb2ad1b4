import { orElse } from "./named.ts";
import { namesOf } from "./names.ts";
import { PAGES } from "./pages.ts";
import { type Remedies, type RemedyFacts, say } from "./remedies.ts";
import {
  changeIntegration,
  changeStage,
  redeploy,
  showIntegration,
  showRoute,
  showStage,
  tryRoute,
} from "./steps-api.ts";
import { raiseEvidence } from "./steps-evidence.ts";
import { createIntegration } from "./steps-integration.ts";
import { permitRoute } from "./steps-permission.ts";
import { allowRole, refusedTo, showRole, simulateRole, trustGateway } from "./steps-role.ts";
import { serviceRequestForms } from "./steps-service-request.ts";

const DEPLOY =
  "The change is live only after a deployment, and then for every client of the stage.";

/** What the integration is told to do cannot be done. */
export const integrationMisconfiguredRemedies: Remedies<"integration_misconfigured"> = {
  execution_role: (facts) => ({
    meaning:
      "API Gateway cannot take on the role in the integration's credentials: wrong trust policy, wrong ARN, or the role is gone.",
    confirm: [...showIntegration(facts), ...showRole(facts)],
    fix: [
      trustGateway(facts),
      allowRole(facts, "Allow the role what the integration calls.", called(facts)),
      say(
        "If the role is deleted, create it again and set its ARN as the integration's credentials.",
      ),
    ],
    caution:
      "Whoever uses the role for something else is locked out when its trust policy is replaced. IAM needs some seconds.",
    page: PAGES.apiPermissions,
  }),
  stage_variable: (facts) => ({
    meaning:
      "A stage variable that the integration uses has no value, or one that is not allowed, on this stage.",
    confirm: [
      showStage(
        facts,
        "See the variables the stage has.",
        namesOf(facts).apiType === "REST" ? "variables" : "StageVariables",
      ),
      ...showIntegration(facts),
    ],
    fix: [
      changeStage(
        facts,
        "Set it (no deployment is needed).",
        [{ op: "replace", path: "/variables/<name>", value: "<value>" }],
        ["--stage-variables", "<name>=<value>"],
      ),
      permitRoute(facts),
      say(
        "A variable that names a function needs that invoke permission on every function it can stand for.",
      ),
    ],
    caution:
      "The stage sends requests to the new target at once; other stages keep their own values.",
    page: PAGES.stageVariables,
  }),
  invalid_request_to_aws_service: (facts) => ({
    meaning:
      "The request that the integration makes of the client's is not one the AWS service understands: action, content type, path or body.",
    confirm: [...showIntegration(facts), ...tryRoute(facts)],
    fix: [...serviceRequestForms(facts), redeploy(facts)],
    caution: `SQS answers AccessDenied also for a broken body, so look at the body before the role. ${DEPLOY}`,
    page: PAGES.integrationRequest,
  }),
  wrong_integration_method: (facts) => ({
    meaning:
      "The integration calls Lambda with another HTTP method than POST, and Lambda takes only POST, whatever the client's method is.",
    confirm: showIntegration(facts),
    fix: [
      changeIntegration(
        facts,
        "Set the integration's method to POST; the method clients use stays as it is.",
        [{ op: "replace", path: "/httpMethod", value: "POST" }],
        ["--integration-method", "POST"],
      ),
      redeploy(facts),
    ],
    caution: DEPLOY,
    page: PAGES.restProxyResponse,
  }),
  aws_service_access_denied: (facts) => ({
    meaning:
      "The AWS service refused the call: the integration's role may not do this on that resource.",
    confirm: [...showIntegration(facts), ...showRole(facts), simulateRole(facts)],
    fix: [
      allowRole(facts, "Allow exactly this action on this resource.", refusedTo(facts)),
      say(
        "Then look at what else can refuse: the resource's own policy, its KMS key (kms:GenerateDataKey, kms:Decrypt), a service control policy.",
      ),
      say("For SQS also look at the body: a broken or oversized message gets AccessDenied too."),
    ],
    caution:
      "Allow one action on one resource: whoever may call the route may do it through this role.",
    page: PAGES.apiPermissions,
  }),
  no_integration: (facts) => ({
    meaning:
      "The route exists, but nothing is connected to it, so the gateway has nowhere to send the request.",
    confirm: showRoute(facts),
    fix: [...createIntegration(facts), permitRoute(facts), redeploy(facts)],
    caution: "Once connected, the route is as public as its authorization says: check that first.",
    page: PAGES.integrationTypes,
  }),
  illegal_header_mapping: (facts) => ({
    meaning:
      "A mapping sets a header that the gateway sets itself, or one it does not let you set.",
    confirm: showIntegration(facts),
    fix: [
      changeIntegration(
        facts,
        "Take the mapping of that header away; a client's value belongs into a header of another name (X-...).",
        [{ op: "remove", path: `/requestParameters/${mappedHeader(facts)}` }],
        ["--request-parameters", JSON.stringify({ [mappedHeader(facts)]: "" })],
      ),
      redeploy(facts),
    ],
    caution: `A backend that reads the header must read the new name. ${DEPLOY}`,
    page: PAGES.knownIssues,
  }),
  other: (facts) => ({
    meaning:
      "The gateway says the integration is configured wrongly, in a way the log does not explain further.",
    confirm: [...showIntegration(facts), ...tryRoute(facts), ...raiseEvidence(facts)],
    fix: [
      say(
        "Compare the integration with one that works: type, uri, httpMethod, credentials, connection, parameters and templates.",
      ),
      redeploy(facts),
    ],
    caution: DEPLOY,
    page: PAGES.integrationTypes,
  }),
};

/** What the role must be allowed: to call the function, or what only the integration's settings tell. */
function called(facts: RemedyFacts) {
  if (facts.target?.kind !== "function") return refusedTo(facts);
  return { action: "lambda:InvokeFunction", resource: namesOf(facts).functionArn };
}

/** What the mapping of the header is called in the integration's request parameters. */
function mappedHeader(facts: RemedyFacts): string {
  const kind =
    namesOf(facts).apiType === "HTTP" ? "overwrite:header" : "integration.request.header";
  return `${kind}.${orElse("<name>", facts.said?.header)}`;
}
