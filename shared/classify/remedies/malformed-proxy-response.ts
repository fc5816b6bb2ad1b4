import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { namesOf } from "./names.ts";
import { PAGES } from "./pages.ts";
import { changesOr, type Remedies, type RemedyFor, run, say } from "./remedies.ts";
import { showIntegration } from "./steps-api.ts";
import { raiseEvidence } from "./steps-evidence.ts";
import { functionLogs, invokeFunction, releaseSteps, rollBack } from "./steps-function.ts";
import type { PayloadFormat } from "./test-event.ts";

const WHOLE_ANSWER =
  'Return one object with statusCode and body. Node.js: return { statusCode: 200, body: JSON.stringify(value) }; Python: return {"statusCode": 200, "body": json.dumps(value)}.';

/** Of an HTTP API's formats 2.0 stands first: it is what the console sets. */
const BOTH_FORMATS: readonly PayloadFormat[] = ["2.0", "1.0"];

/** The function ran and answered; the gateway refused the answer. */
export const malformedProxyResponseRemedies: Remedies<"malformed_proxy_response"> = {
  plain_string: mendAnswer(
    "The function returned plain text where API Gateway requires a JSON object with statusCode and body.",
    "Wrap the text: { statusCode: 200, body: text }, not the text alone.",
  ),
  null_response: mendAnswer(
    "The function returned nothing (null), so API Gateway had no status and no body to answer with.",
    "Make every path of the handler return the object: a forgotten `return` or `await`, or a callback handler that is also async, gives null.",
  ),
  not_an_object: mendAnswer(
    "The function returned an array, number or boolean where API Gateway requires a JSON object with statusCode and body.",
    "Put the value into the body: { statusCode: 200, body: JSON.stringify(value) }.",
  ),
  missing_status_code: mendAnswer(
    "The function returned an object without statusCode, so API Gateway took it for something else than a proxy response.",
    "Add statusCode and move what the client should get into body, as text.",
    ["1.0"],
  ),
  invalid_status_code: mendAnswer(
    "The statusCode that the function returned is not an integer HTTP status.",
    "Return statusCode as an integer from 200 to 599.",
  ),
  body_not_string: mendAnswer(
    "The function returned a body that is an object, array or number, and API Gateway takes only text.",
    "Serialise it: body: JSON.stringify(value), in Python json.dumps(value).",
  ),
  invalid_headers: mendAnswer(
    "The headers that the function returned are not a map of names to text (multiValueHeaders: to lists of text).",
    "Return headers as an object of text values and multiValueHeaders as an object of lists; several values of one header belong in multiValueHeaders (HTTP API format 2.0: joined by commas, cookies in cookies).",
  ),
  invalid_is_base64_encoded: mendAnswer(
    "The function returned an isBase64Encoded that is not a boolean, or a body that is not base64 although it says so.",
    "Return isBase64Encoded as true or false, not as text, and true only with a base64 body.",
  ),
  unexpected_field: mendAnswer(
    "The object that the function returned has a field API Gateway does not know, and for that it refuses the whole answer.",
    "Return only statusCode, headers, multiValueHeaders, body and isBase64Encoded; cookies go into multiValueHeaders as Set-Cookie (HTTP API format 2.0 alone has cookies), a redirect into headers as Location.",
  ),
  invalid_json: mendAnswer(
    "What the function returned looks like JSON and is not, so API Gateway could not read it.",
    "Return the object itself and let the runtime serialise it; a custom runtime must write exactly one valid JSON document.",
  ),
  unknown: (facts, findings) => ({
    meaning:
      "The function answered, but not in the shape API Gateway requires; the log does not show which part is wrong.",
    confirm: [...lintAnswer(facts, BOTH_FORMATS), functionLogs(facts), ...raiseEvidence(facts)],
    fix: [...changesOr(findings, WHOLE_ANSWER), ...rollBack(facts), ...releaseSteps(facts)],
    caution: CAUTION,
    page: pageFor(facts),
  }),
};

const CAUTION =
  "The call runs the function with all its side effects. A changed answer reaches every client of the route at once.";

function mendAnswer(
  meaning: string,
  change: string,
  formats: readonly PayloadFormat[] = BOTH_FORMATS,
): RemedyFor {
  return (facts, findings) => ({
    meaning,
    confirm: lintAnswer(facts, formats),
    fix: [...changesOr(findings, change, WHOLE_ANSWER), ...rollBack(facts), ...releaseSteps(facts)],
    caution: CAUTION,
    page: pageFor(facts),
  });
}

/** `formats` are those in which an HTTP API may have refused the answer. */
function lintAnswer(facts: RequestFacts, formats: readonly PayloadFormat[]): readonly Step[] {
  const { apiType } = namesOf(facts);
  if (apiType !== "HTTP") {
    return [invokeFunction(facts), checkResponse(apiType === "REST" ? "rest" : "websocket")];
  }
  return [
    ...showIntegration(facts),
    say("Its PayloadFormatVersion decides what the function is sent and may answer."),
    ...formats.flatMap((format) => [
      invokeFunction(facts, format),
      checkResponse(`http-${format}`),
    ]),
  ];
}

function checkResponse(api: string): Step {
  return run(
    "Have every defect of that answer named.",
    `apigw-triage check-response answer.json --api ${api}`,
  );
}

function pageFor(facts: RequestFacts): string {
  const pages = {
    REST: PAGES.restProxyResponse,
    HTTP: PAGES.httpProxyResponse,
    WEBSOCKET: PAGES.websocketResponse,
  };
  return pages[namesOf(facts).apiType];
}
