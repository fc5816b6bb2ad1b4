import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { orElse } from "./named.ts";
import { namesOf } from "./names.ts";
import { PAGES } from "./pages.ts";
import { type Remedies, type RemedyFacts, say } from "./remedies.ts";
import { changeIntegration, redeploy, showIntegration, showRoute, tryRoute } from "./steps-api.ts";
import {
  declareBinaryType,
  declareResponse,
  forgetMapping,
  mapResponse,
  type ResponseMapping,
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
      changeIntegration(
        facts,
        "Set the mended template for the content type that failed (~1 stands for the slash).",
        [
          {
            op: "replace",
            path: "/requestTemplates/application~1json",
            value: '{"statusCode": 200}',
          },
        ],
        ["--request-templates", '{"application/json":"{\\"statusCode\\": 200}"}'],
      ),
      redeploy(facts),
    ],
    caution: `The example replaces the whole template of that content type. ${DEPLOY}`,
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
      ...mapResponse(facts, "Set the mended template for that status.", {
        status: "200",
        key: "$default",
        options: ["--response-templates", '{"application/json":"$input.json(\'$\')"}'],
      }),
      redeploy(facts),
    ],
    caution: `The command replaces that integration response whole: repeat its other settings. ${DEPLOY}`,
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
      ...declareResponse(facts, "Declare the status on the method.", unmatched(facts) ?? "500"),
      ...mapResponse(
        facts,
        "Map the backend's errors to it: the pattern is matched against the status (HTTP, AWS) or the errorMessage (Lambda).",
        mappingOf(unmatched(facts)),
      ),
      ...mapResponse(facts, "Add a default, which has no pattern, so that nothing falls through.", {
        status: "200",
        key: "$default",
        options: [],
      }),
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
  unsupported_content: (facts) => ({
    meaning:
      "The body is binary, or is not the base64 it is treated as, and the content handling of the API or integration does not fit that.",
    confirm: [...showBinaryTypes(facts), ...showIntegration(facts)],
    fix: [
      ...declareBinaryType(facts),
      changeIntegration(
        facts,
        "Hand it on as base64 text where a template or function reads it; remove contentHandling to pass it through.",
        [{ op: "replace", path: "/contentHandling", value: "CONVERT_TO_TEXT" }],
        ["--content-handling-strategy", "CONVERT_TO_TEXT"],
      ),
      say(
        "With CONVERT_TO_BINARY the body must be base64: have the sender encode it, or take the setting away.",
      ),
      redeploy(facts),
    ],
    caution:
      "Binary media types hold for the whole API: */* makes every body binary, and mapping templates no longer read JSON.",
    page: PAGES.binary,
  }),
};

/** Integration responses and the answers the route declares; on a REST API one command shows both. */
function showMapping(facts: RequestFacts): readonly Step[] {
  const route = showRoute(facts);
  return namesOf(facts).apiType === "REST" ? route : [...route, ...showIntegration(facts)];
}

/** The status that no pattern takes. A function's patterns are matched against its errors instead. */
function unmatched({ said, target }: RemedyFacts): string | undefined {
  return target?.kind === "function" ? undefined : said?.mappedStatus;
}

function mappingOf(status: string | undefined): ResponseMapping {
  if (status === undefined) {
    return { status: "500", key: "/5\\d{2}/", options: ["--selection-pattern", "5\\d{2}"] };
  }
  return { status, key: `/${status}/`, options: ["--selection-pattern", status] };
}

function undeclared({ said }: RemedyFacts): string {
  return orElse("<status>", said?.mappedStatus);
}
