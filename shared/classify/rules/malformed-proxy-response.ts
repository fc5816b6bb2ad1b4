import type { ProxyFormat } from "../../domain/lint.ts";
import { apiTypeOf } from "../api-type.ts";
import { lintProxyResponse } from "../lint/proxy-response.ts";
import { answerIn, payloadOf } from "../payload.ts";
import type { Reading } from "../reading.ts";
import { type CauseRule, firstSaid, type Match, type Wording } from "../rule.ts";

type Malformed = "malformed_proxy_response";

const MESSAGE: readonly Wording<Malformed>[] = [
  { says: "malformed lambda proxy response", reason: "unknown" },
];

/** An HTTP API shows no payload; its message may name the field. */
const HTTP_WORDINGS: readonly Wording<Malformed>[] = [
  { says: 'lambda function does not match … field "body"', reason: "body_not_string" },
  { says: 'lambda function does not match … field "isbase64', reason: "invalid_is_base64_encoded" },
  { says: 'lambda function does not match … field "headers', reason: "invalid_headers" },
  { says: 'lambda function does not match … field "multivalueheaders', reason: "invalid_headers" },
  { says: 'lambda function does not match … field "statuscode', reason: "invalid_status_code" },
  { says: "lambda function does not match … invalid json", reason: "invalid_json" },
  { says: "lambda function does not match the format", reason: "unknown" },
];

export const malformedProxyResponse: CauseRule<Malformed> = {
  cause: "malformed_proxy_response",
  summary: "The function answered, but not in the shape API Gateway requires.",
  spec: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html",
  statuses: [502, 500],
  looksFor: "`Malformed Lambda proxy response`, or a response in another format than expected",
  match(reading) {
    // An integration's also where it stands among the authorizer's entries: what was between is left out.
    const said = firstSaid(reading.statements, MESSAGE);
    if (said === undefined) return firstSaid(reading.integrationStatements, HTTP_WORDINGS);
    return withDefect(reading, said);
  },
};

/** The message never names the defect: the payload shows it, unless it was cut before. */
function withDefect(reading: Reading, said: Match<Malformed>): Match<Malformed> {
  const answer = answerIn(reading);
  if (answer === undefined) return said;
  const format: ProxyFormat = apiTypeOf(reading) === "WEBSOCKET" ? "websocket" : "rest";
  const { reason, findings } = lintProxyResponse(answer.text, format, { knownRefused: true });
  return {
    // Where the log calls it malformed, a function's error is an object without statusCode.
    reason: reason === "function_error" ? "missing_status_code" : (reason ?? "unknown"),
    evidence: [answer.at, ...said.evidence],
    findings,
    payload: payloadOf(answer),
  };
}
