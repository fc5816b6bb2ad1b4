import type { Remedy, Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { orElse } from "./named.ts";
import { namesOf } from "./names.ts";
import { PAGES } from "./pages.ts";
import { type Remedies, type RemedyFacts, say } from "./remedies.ts";
import { changeIntegration, redeploy, showIntegration, showRoute, tryRoute } from "./steps-api.ts";
import {
  answerAsText,
  changeResponseTemplate,
  declareBinaryType,
  declareResponse,
  forgetBinaryWildcard,
  forgetMapping,
  mapResponse,
  type ResponseMapping,
  saveMappings,
  showBinaryTypes,
} from "./steps-mapping.ts";

const DEPLOY =
  "The change is live only after a deployment, and then for every client of the stage.";

/** The gateway could not turn the request or the response into what the configuration asks for. */
export const mappingErrorRemedies: Remedies<"mapping_error"> = {
  request_template: (facts) => ({
    meaning:
      "The request mapping template could not be applied to this request, or gave something the integration cannot use.",
    confirm: [...showIntegration(facts), ...tryRoute(facts)],
    fix: [
      say(
        "Make the template survive every input: quote text with $util.escapeJavaScript(...), guard missing fields with #if, and close each directive.",
      ),
      say(
        'A MOCK integration needs a template that gives {"statusCode": 200} as a bare integer, for every content type clients send.',
      ),
      ...changeRequestTemplate(facts),
      redeploy(facts),
    ],
    caution: `The whole template is replaced: keep what get-integration shows. ${DEPLOY}`,
    page: PAGES.mappingReference,
  }),
  response_template: (facts) => ({
    meaning:
      "The backend answered, and the response mapping template could not be applied to that answer.",
    confirm: [...showIntegration(facts), ...tryRoute(facts)],
    fix: [
      say(
        "Compare the answer before transformations with what the template reads: a missing field, an empty or HTML body, or other content type breaks it.",
      ),
      ...changeResponseTemplate(facts),
      redeploy(facts),
    ],
    caution: `The whole template is replaced: keep what get-integration shows. ${DEPLOY}`,
    page: PAGES.mappingReference,
  }),
  no_matching_integration_response: (facts) => ({
    meaning:
      "The backend's status or error matches no integration response, and there is no default one; the backend's own error is the first thing to look at.",
    confirm: [...showMapping(facts), ...tryRoute(facts)],
    fix: [
      say(
        "If the endpoint's status is an error, mend that first: the mapping error only hides it.",
      ),
      ...saveMappings(facts),
      ...declareResponse(facts, "Declare the status on the method.", unmatched(facts) ?? "500"),
      ...mapResponse(
        facts,
        isFunction(facts)
          ? "Map the function's errors to it: the pattern has to match the whole errorMessage."
          : "Map the backend's errors to it: the pattern is matched against the status.",
        mappingOf(facts),
      ),
      ...mapResponse(
        facts,
        "Add a default, which has no pattern, so that nothing falls through, under a declared status that has no mapping yet.",
        { status: "<status-without-mapping>", key: "$default", options: [] },
      ),
      redeploy(facts),
    ],
    caution: `A default on 200 turns unmatched errors into successes: give errors patterns of their own. ${DEPLOY}`,
    page: PAGES.integrationResponse,
  }),
  invalid_method_response: (facts) => ({
    meaning:
      "An integration response maps to a status that the method does not declare among its method responses.",
    confirm: showMapping(facts),
    fix: [
      ...declareResponse(facts, "Declare the status that the log names.", undeclared(facts)),
      ...saveMappings(facts),
      ...forgetMapping(facts, undeclared(facts)),
      ...mapResponse(facts, "Map the same answers to a status that is declared instead.", {
        status: "<declared-status>",
        key: "$default",
        options: ["--selection-pattern", "<pattern>"],
      }),
      redeploy(facts),
    ],
    caution: DEPLOY,
    page: PAGES.methodResponse,
  }),
  unsupported_content: (facts) =>
    facts.said?.binaryBody === undefined ? unfitBody(facts) : bytesAsText(facts),
};

/** The body is binary for the gateway already, and a template or function is to read it. */
function bytesAsText(facts: RemedyFacts): Remedy {
  return {
    meaning:
      "The API takes the body for binary, and a template that reads text was to be applied to it.",
    confirm: [...showBinaryTypes(facts), ...showIntegration(facts)],
    fix: [
      ...(facts.said?.binaryBody === "response" ? answerAsText(facts) : [asText(facts)]),
      ...forgetBinaryWildcard(facts),
      redeploy(facts),
    ],
    caution: `Binary media types hold for the whole API: other routes may need what is taken away. ${DEPLOY}`,
    page: PAGES.binary,
  };
}

function unfitBody(facts: RequestFacts): Remedy {
  return {
    meaning:
      "The body is binary, or is not the base64 it is treated as, and the content handling of the API or integration does not fit that.",
    confirm: [...showBinaryTypes(facts), ...showIntegration(facts)],
    fix: [
      say(
        "With CONVERT_TO_BINARY the body must be base64: have the sender encode it, or take the setting away.",
      ),
      ...declareBinaryType(facts),
      asText(facts),
      redeploy(facts),
    ],
    caution:
      "Binary media types hold for the whole API: */* makes every body binary, and mapping templates no longer read JSON.",
    page: PAGES.binary,
  };
}

function asText(facts: RequestFacts): Step {
  return changeIntegration(
    facts,
    "Hand it on as base64 text where a template or function reads it; remove contentHandling to pass it through.",
    [{ op: "replace", path: "/contentHandling", value: "CONVERT_TO_TEXT" }],
    ["--content-handling-strategy", "CONVERT_TO_TEXT"],
  );
}

/** HTTP APIs have no templates. */
function changeRequestTemplate(facts: RequestFacts): readonly Step[] {
  const { apiType } = namesOf(facts);
  if (apiType === "HTTP")
    return [say("An HTTP API has no templates: look at its parameter mapping.")];
  const where = apiType === "REST" ? "content type that failed (~1 stands for the slash)" : "key";
  return [
    changeIntegration(
      facts,
      `Set the mended template for the ${where}.`,
      [
        {
          op: "replace",
          path: "/requestTemplates/<type>~1<subtype>",
          value: "<mended template>",
        },
      ],
      ["--request-templates", '{"<template-key>":"<mended template>"}'],
    ),
  ];
}

/** Integration responses and the answers the route declares; on a REST API one command shows both. */
function showMapping(facts: RequestFacts): readonly Step[] {
  const route = showRoute(facts);
  return namesOf(facts).apiType === "REST" ? route : [...route, ...showIntegration(facts)];
}

/** The status that no pattern takes. A function's patterns are matched against its errors instead. */
function unmatched(facts: RemedyFacts): string | undefined {
  return isFunction(facts) ? undefined : facts.said?.mappedStatus;
}

function isFunction({ target }: RemedyFacts): boolean {
  return target?.kind === "function";
}

function mappingOf(facts: RemedyFacts): ResponseMapping {
  const taken = isFunction(facts) ? ".*Error.*" : "5\\d{2}";
  const status = unmatched(facts);
  const pattern = status ?? taken;
  return {
    status: status ?? "500",
    key: `/${pattern}/`,
    options: ["--selection-pattern", pattern],
  };
}

function undeclared({ said }: RemedyFacts): string {
  return orElse("<status>", said?.mappedStatus);
}
