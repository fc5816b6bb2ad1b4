import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { namesOf } from "./names.ts";
import { run } from "./remedies.ts";
import { type Patch, patchOperations, shell } from "./shell.ts";

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

/** Saves the mappings, of which `mapResponse` replaces one whole; only REST APIs replace any. */
export function saveMappings(facts: RequestFacts): readonly Step[] {
  const { apiType, apiId, method, inRegion } = namesOf(facts);
  if (apiType !== "REST") return [];
  return [
    run(
      "Save the integration responses: put-integration-response replaces that of its status whole, with pattern, templates, parameters and contentHandling.",
      shell`aws apigateway get-integration --rest-api-id ${apiId} --resource-id "$RESOURCE_ID" --http-method ${method} --query integrationResponses --output json${inRegion} > integration-responses.json`,
    ),
  ];
}

/** Changes the template of one mapping and nothing else of it. HTTP APIs have none. */
export function changeResponseTemplate(facts: RequestFacts): readonly Step[] {
  const path = "/responseTemplates/<type>~1<subtype>";
  const slash =
    namesOf(facts).apiType === "REST" ? " for its content type (~1 stands for the slash)" : "";
  return changeMapping(
    facts,
    `Set the mended template of that answer${slash}.`,
    { op: "replace", path, value: "<mended template>" },
    ["--response-templates", '{"<template-key>":"<mended template>"}'],
  );
}

/** Makes text of an answer that is bytes, for the template of its mapping. HTTP APIs have none. */
export function answerAsText(facts: RequestFacts): readonly Step[] {
  const patch = { op: "replace", path: "/contentHandling", value: "CONVERT_TO_TEXT" } as const;
  return changeMapping(
    facts,
    "Have the mapping of that answer make base64 text of it, which its template can read.",
    patch,
    ["--content-handling-strategy", "CONVERT_TO_TEXT"],
  );
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

function changeMapping(
  facts: RequestFacts,
  text: string,
  patch: Patch,
  options: readonly string[],
): readonly Step[] {
  const { apiType, apiId, method, inRegion } = namesOf(facts);
  if (apiType === "HTTP") return [];
  const command =
    apiType === "REST"
      ? shell`aws apigateway update-integration-response --rest-api-id ${apiId} --resource-id "$RESOURCE_ID" --http-method ${method} --status-code ${"<status>"}${patchOperations(patch)}${inRegion}`
      : shell`aws apigatewayv2 update-integration-response --api-id ${apiId} --integration-id "$INTEGRATION_ID" --integration-response-id ${"<integration-response-id>"}${options}${inRegion}`;
  return [run(text, command)];
}

/** Makes one more content type binary. */
export function declareBinaryType(facts: RequestFacts): readonly Step[] {
  return changeBinaryTypes(facts, "Declare the content type as binary (~1 stands for the slash).", {
    op: "add",
    path: "/binaryMediaTypes/<type>~1<subtype>",
  });
}

/** Lets bodies be text again that a wildcard made binary. */
export function forgetBinaryWildcard(facts: RequestFacts): readonly Step[] {
  return changeBinaryTypes(
    facts,
    "Or, if */* makes every body binary, take it away and name the types that are binary instead.",
    { op: "remove", path: "/binaryMediaTypes/*~1*" },
  );
}

function changeBinaryTypes(facts: RequestFacts, text: string, patch: Patch): readonly Step[] {
  const { apiType, apiId, inRegion } = namesOf(facts);
  if (apiType !== "REST") return [];
  return [
    run(
      text,
      shell`aws apigateway update-rest-api --rest-api-id ${apiId}${patchOperations(patch)}${inRegion}`,
    ),
  ];
}
