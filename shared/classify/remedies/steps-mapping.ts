import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { namesOf } from "./names.ts";
import { run } from "./remedies.ts";
import { patchOperations, shell } from "./shell.ts";

/** Which answers of the backend become which answer to the client. */
export type ResponseMapping = {
  /** The client's status, on a REST API. */
  readonly status: string;
  /** `$default` or `/regex/`, on a WebSocket API. */
  readonly key: string;
  readonly options: readonly string[];
};

/** Declares an answer the route may give. Needs `$RESOURCE_ID` or `$ROUTE_ID`; HTTP APIs declare none. */
export function declareResponse(
  facts: RequestFacts,
  text: string,
  status: string,
): readonly Step[] {
  const { apiType, apiId, method, inRegion } = namesOf(facts);
  if (apiType === "HTTP") return [];
  const command =
    apiType === "REST"
      ? shell`aws apigateway put-method-response --rest-api-id ${apiId} --resource-id "$RESOURCE_ID" --http-method ${method} --status-code ${status}${inRegion}`
      : shell`aws apigatewayv2 create-route-response --api-id ${apiId} --route-id "$ROUTE_ID" --route-response-key ${"$default"}${inRegion}`;
  return [run(text, command)];
}

/** Maps an answer of the backend. Needs `$RESOURCE_ID` or `$INTEGRATION_ID`; HTTP APIs map none. */
export function mapResponse(
  facts: RequestFacts,
  text: string,
  { status, key, options }: ResponseMapping,
): readonly Step[] {
  const { apiType, apiId, method, inRegion } = namesOf(facts);
  if (apiType === "HTTP") return [];
  const command =
    apiType === "REST"
      ? shell`aws apigateway put-integration-response --rest-api-id ${apiId} --resource-id "$RESOURCE_ID" --http-method ${method} --status-code ${status}${options}${inRegion}`
      : shell`aws apigatewayv2 create-integration-response --api-id ${apiId} --integration-id "$INTEGRATION_ID" --integration-response-key ${key}${inRegion}`;
  return [run(text, command)];
}

/** Takes the mapping to a status away; only REST APIs know mappings by their status. */
export function forgetMapping(facts: RequestFacts, status: string): readonly Step[] {
  const { apiType, apiId, method, inRegion } = namesOf(facts);
  if (apiType !== "REST") return [];
  return [
    run(
      "Or take the mapping to that status away.",
      shell`aws apigateway delete-integration-response --rest-api-id ${apiId} --resource-id "$RESOURCE_ID" --http-method ${method} --status-code ${status}${inRegion}`,
    ),
  ];
}

/** What the API treats as binary: a setting of REST APIs only. */
export function showBinaryTypes(facts: RequestFacts): readonly Step[] {
  const { apiType, apiId, inRegion } = namesOf(facts);
  if (apiType !== "REST") return [];
  return [
    run(
      "See which content types the API treats as binary.",
      shell`aws apigateway get-rest-api --rest-api-id ${apiId} --query binaryMediaTypes${inRegion}`,
    ),
  ];
}

/** Makes one more content type binary. */
export function declareBinaryType(facts: RequestFacts): readonly Step[] {
  const { apiType, apiId, inRegion } = namesOf(facts);
  if (apiType !== "REST") return [];
  const patch = patchOperations({
    op: "add",
    path: "/binaryMediaTypes/application~1octet-stream",
  });
  return [
    run(
      "Declare the content type as binary (~1 stands for the slash).",
      shell`aws apigateway update-rest-api --rest-api-id ${apiId}${patch}${inRegion}`,
    ),
  ];
}
