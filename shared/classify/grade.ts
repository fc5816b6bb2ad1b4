import type { Grade, Judgement } from "../domain/verdict.ts";
import type { EntryKind } from "./entry.ts";
import type { Reading } from "./reading.ts";

/** Entries that only a stage with data tracing writes. */
const DATA_TRACE: ReadonlySet<EntryKind> = new Set([
  "answer",
  "answer_headers",
  "authorizer_answer",
  "method_response",
  "received_body",
  "received_headers",
  "sent_body",
  "sent_headers",
]);

/** Entries that are also written at level ERROR. */
const AT_ERROR_LEVEL: ReadonlySet<EntryKind> = new Set([
  "end",
  "extended_id",
  "gateway_response",
  "lambda_request_id",
  "statement",
  "xray",
]);

/** How much the log shows of a request. */
export function gradeOf({ byKind }: Reading): Grade {
  const kinds = [...byKind.keys()];
  if (kinds.length === 0) return "D";
  if (kinds.some((kind) => DATA_TRACE.has(kind))) return "A";
  return kinds.every((kind) => AT_ERROR_LEVEL.has(kind)) ? "C" : "B";
}

const INFO_WITH_DATA = "Set the stage's execution logging to INFO with data tracing.";

/** The setting under which the log would show more of requests like this one, if there is one. */
export function raiseGrade({ grade, facts, verdict }: Judgement): string | undefined {
  if (facts.apiType === "HTTP") {
    return "Log $context.integrationErrorMessage, $context.error.responseType, $context.authorizer.error and $context.integration.status: an HTTP API has no execution log.";
  }
  if (grade === "D") return `Turn on the execution log. ${INFO_WITH_DATA}`;
  if (grade === "C") return INFO_WITH_DATA;
  if (grade === "B") return "Turn on data tracing for the stage: it adds the payloads.";
  if (verdict.kind === "failed" && verdict.payload?.cut === true) {
    return "Deliver the execution log (EXECUTION_LOGS): its events hold 1 MB, not 1,024 bytes.";
  }
  return undefined;
}
