import { REASONS, type Reason } from "../../domain/cause.ts";
import type { AuthorizerLint } from "../../domain/lint.ts";
import { authorizerFormatOf } from "../api-type.ts";
import { authorizerMarkers } from "../authorizer-marker.ts";
import { authorizerFailureIn } from "../function-failure.ts";
import { lintAuthorizerAnswer } from "../lint/authorizer-answer.ts";
import { authorizerAnswerIn, payloadOf, type Shown } from "../payload.ts";
import type { Reading } from "../reading.ts";
import { type CauseRule, firstSaid, type Match, type Wording } from "../rule.ts";

type Malformed = "authorizer_malformed_response";

/** The deserialiser's words for the payload that Lambda makes of an error. */
const ERROR_FIELD = /unrecognized field "(?:errortype|errormessage|trace|stacktrace)"/;

/** Wordings that name what is wrong. */
const PRECISE: readonly Wording<Malformed>[] = [
  { says: "invalid json in response: unrecognized field", reason: "invalid_policy" },
  { says: "invalid json in response: … deserialize … policy", reason: "invalid_policy" },
  { says: "invalid json in response: … deserialize", reason: "invalid_context" },
  { says: "invalid json in response", reason: "invalid_json" },
  { says: "lambda authorizer … does not match … invalid json", reason: "invalid_json" },
  { says: "lambda authorizer … does not match … isauthorized", reason: "missing_is_authorized" },
  { says: "lambda authorizer … does not match … principalid", reason: "missing_principal" },
  { says: "lambda authorizer … does not match … context", reason: "invalid_context" },
  { says: "lambda authorizer … does not match … policy", reason: "invalid_policy" },
  { says: "lambda authorizer … does not match", reason: "unknown" },
];

/** The wording for whatever keeps the answer from being a policy: its payload tells what. */
const BROAD: readonly Wording<Malformed>[] = [
  { says: "could not parse policy", reason: "invalid_policy" },
];

export const authorizerMalformedResponse: CauseRule<Malformed> = {
  cause: "authorizer_malformed_response",
  summary: "The authorizer answered, but not with a policy or decision that the gateway can read.",
  spec: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html",
  statuses: [500],
  looksFor: "a message that the authorizer's answer or policy could not be read",
  match(reading) {
    if (isFunctionError(reading)) return undefined;
    const precise = firstSaid(reading.statements, PRECISE);
    if (precise !== undefined) return withAnswer(precise, shownIn(reading));
    const broad = firstSaid(reading.statements, BROAD);
    const evidence = broad?.evidence ?? authorizerMarkers(reading);
    if (evidence.length === 0) return undefined;
    const shown = shownIn(reading);
    const reason = defectIn(shown) ?? broad?.reason;
    return reason && withAnswer({ reason, evidence }, shown);
  },
};

function isFunctionError(reading: Reading): boolean {
  const answer = authorizerAnswerIn(reading);
  if (answer !== undefined && authorizerFailureIn(answer.text) !== undefined) return true;
  return reading.statements.some(({ said }) => ERROR_FIELD.test(said));
}

type Linted = { readonly answer: Shown; readonly lint: AuthorizerLint };

function shownIn(reading: Reading): Linted | undefined {
  const answer = authorizerAnswerIn(reading);
  return answer && { answer, lint: lintAuthorizerAnswer(answer.text, authorizerFormatOf(reading)) };
}

/** What the payload itself shows to be wrong: unknown when it was cut before the defect. */
function defectIn(shown: Linted | undefined): Reason<Malformed> | undefined {
  if (shown === undefined) return undefined;
  const { reason, cut, shape } = shown.lint;
  if (reason === undefined && cut && shape === "json_object") return "unknown";
  return REASONS.authorizer_malformed_response.find((known) => known === reason);
}

function withAnswer(match: Match<Malformed>, shown: Linted | undefined): Match<Malformed> {
  if (shown === undefined) return match;
  const { answer, lint } = shown;
  const evidence = [answer.at, ...match.evidence];
  return { ...match, evidence, findings: lint.findings, payload: payloadOf(answer) };
}
