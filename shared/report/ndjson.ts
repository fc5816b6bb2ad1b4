import type { Judgement } from "../domain/verdict.ts";
import { escapeJson } from "./escape.ts";
import { requestRecord } from "./request-record.ts";

/** One line of JSON a request (`RequestRecord`), each ending in a line feed. */
export function renderNdjson(judgements: readonly Judgement[]): string {
  return judgements
    .map((judgement) => `${escapeJson(JSON.stringify(requestRecord(judgement)))}\n`)
    .join("");
}
