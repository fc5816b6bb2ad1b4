import { stringify } from "csv-stringify/sync";
import type { Judgement } from "../domain/verdict.ts";
import { visibleLines } from "./escape.ts";
import { targetWords } from "./phrases.ts";
import { requestRecord } from "./request-record.ts";

/** The columns of `analyze --format csv`: columns may be added at the end, never renamed. */
export const CSV_COLUMNS = [
  "requestId",
  "time",
  "apiId",
  "stage",
  "method",
  "route",
  "status",
  "cause",
  "reason",
  "target",
  "latencyMs",
  "grade",
  "findingPath",
  "found",
  "wanted",
  "fix",
  "payload",
  "also",
  "evidence",
  "count",
] as const;

/** The line of titles. */
export function renderCsvHeader(): string {
  return lines([CSV_COLUMNS]);
}

/** One line a request; no cell can be taken for a formula by a spreadsheet. */
export function renderCsv(judgements: readonly Judgement[]): string {
  return lines(judgements.map(cellsOf));
}

function lines(rows: readonly (readonly string[])[]): string {
  // escape_formulas puts an apostrophe before = + - @, tab and carriage return.
  return stringify([...rows.map((row) => [...row])], { escape_formulas: true });
}

function cellsOf(judgement: Judgement): readonly string[] {
  const record = requestRecord(judgement);
  const { finding } = record;
  return [
    record.requestId,
    record.time,
    record.apiId,
    record.stage,
    record.method,
    record.route,
    record.status,
    record.cause,
    record.reason,
    record.target === null ? null : targetWords(record.target),
    record.latencyMs,
    record.grade,
    finding?.path,
    finding?.found,
    finding?.wanted,
    finding?.fix,
    record.payload,
    record.also.map(({ cause, reason }) => `${cause}/${reason}`).join(" "),
    record.evidence.map(({ text }) => text).join("\n"),
    record.count,
  ].map((cell) =>
    cell === null || cell === undefined ? "" : visibleLines(String(cell)).join("\n"),
  );
}
