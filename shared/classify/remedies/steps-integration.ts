import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { invocationUri } from "./arns.ts";
import { namesOf } from "./names.ts";
import { run } from "./remedies.ts";
import { shell } from "./shell.ts";

/** Connects the route, found before, to its function by a proxy integration. */
export function createIntegration(facts: RequestFacts): readonly Step[] {
  const { apiType, apiId, method, functionArn, inRegion } = namesOf(facts);
  if (apiType === "REST") {
    return [
      run(
        "Connect it to its function.",
        shell`aws apigateway put-integration --rest-api-id ${apiId} --resource-id "$RESOURCE_ID" --http-method ${method} --type AWS_PROXY --integration-http-method POST --uri ${invocationUri(facts, false)}${inRegion}`,
      ),
    ];
  }
  const how =
    apiType === "HTTP"
      ? ["--integration-uri", functionArn, "--payload-format-version", "2.0"]
      : ["--integration-uri", invocationUri(facts, false)];
  return [
    run(
      "Create an integration with its function; the next command uses its id.",
      `INTEGRATION_ID=$(${shell`aws apigatewayv2 create-integration --api-id ${apiId} --integration-type AWS_PROXY --integration-method POST${how} --query IntegrationId --output text${inRegion}`})`,
    ),
    run(
      "Connect the route to it.",
      shell`aws apigatewayv2 update-route --api-id ${apiId} --route-id "$ROUTE_ID" --target "integrations/$INTEGRATION_ID"${inRegion}`,
    ),
  ];
}
