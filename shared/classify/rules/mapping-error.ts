import type { Diagnosis } from "../../domain/cause.ts";
import { answerIn, payloadOf } from "../payload.ts";
import { entryIn, type Reading } from "../reading.ts";
import { type CauseRule, firstSaid, type Match, type Wording } from "../rule.ts";
import { functionErrorBeneath } from "../runtime-error.ts";
import { refusalBeneath } from "../service-answer.ts";

type Mapping = "mapping_error";

const WORDINGS: readonly Wording<Mapping>[] = [
  { says: "unable to transform request", reason: "request_template" },
  { says: "unable to transform response", reason: "response_template" },
  { says: "unable to base64 decode", reason: "unsupported_content" },
  { says: "unable to parse statuscode", reason: "request_template" },
  { says: "statuscode should be an integer", reason: "request_template" },
  {
    says: "output mapping refers to an invalid method response",
    reason: "invalid_method_response",
  },
  { says: "no match for output mapping", reason: "no_matching_integration_response" },
];

const BINARY = "[Binary Data]";

export const mappingError: CauseRule<Mapping> = {
  cause: "mapping_error",
  summary:
    "The gateway could not turn the request or the answer into the form that was configured.",
  spec: "https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-data-transformations.html",
  statuses: [500],
  looksFor: "a template that cannot be applied, or a response that no mapping takes",
  match(reading) {
    // An authorizer has no mappings: where the log leaves out what comes after it, they are still the integration's.
    const said = firstSaid(reading.statements, WORDINGS);
    if (said === undefined) return undefined;
    const { at: bytesAt } = bytesBehind(reading, said.reason) ?? {};
    if (bytesAt !== undefined) {
      return { reason: "unsupported_content", evidence: [bytesAt, ...said.evidence] };
    }
    return { ...said, ...answerShown(reading, said), also: beneath(reading) };
  },
};

/** A template works on text: the body that it could not take, when that body is bytes. */
function bytesBehind(reading: Reading, reason: Match<Mapping>["reason"]) {
  const body = reason === "request_template" ? entryIn(reading, "received_body") : undefined;
  const shown = reason === "response_template" ? entryIn(reading, "answer") : body;
  return shown?.value.trim() === BINARY ? shown : undefined;
}

function answerShown(reading: Reading, { evidence }: Match<Mapping>) {
  const answer = answerIn(reading);
  if (answer === undefined) return {};
  return { evidence: [answer.at, ...evidence], payload: payloadOf(answer) };
}

/** What the mapping hides. */
function beneath(reading: Reading): readonly Diagnosis[] {
  const answer = answerIn(reading);
  return [...refusalBeneath(reading), ...functionErrorBeneath(answer?.text ?? "")];
}
