import type { Explanation, Trial } from "../domain/explanation.ts";
import type { LogRecord } from "../domain/record.ts";
import type { Remedy } from "../domain/remedy.ts";
import type { Judgement, RequestFacts } from "../domain/verdict.ts";
import type { Display } from "./display.ts";
import { escapeJson, shortened, visible } from "./escape.ts";
import { gradeLines, payloadSection, remedyLines, type Setting } from "./fault-section.ts";
import { grouped } from "./figures.ts";
import { hanging, indented, wrapped } from "./layout.ts";
import { clockFor, dateTime, zoneLabel } from "./moment.ts";
import { type Paint, paintFor } from "./paint.ts";
import { routeWords, targetWords, verdictWords } from "./phrases.ts";
import { requestRecord } from "./request-record.ts";

const LINE_LIMIT = 200;
const EVIDENCE_LIMIT = 600;
const LINES_SHOWN = 60;

/**
 * What `explain` prints: the request, its timeline, the rules asked, the verdict and, for a request
 * that failed, the remedy.
 */
export function renderExplanation(
  explanation: Explanation,
  remedy: Remedy | undefined,
  display: Display,
): string {
  const { judgement, trials } = explanation;
  const paint = paintFor(display.colour);
  const clock = clockFor(judgement.facts.zone, display.time);
  const setting: Setting = { clock, display, paint };
  const tone = judgement.verdict.kind === "success" ? paint.good : paint.bad;
  const lines = [
    tone(verdictWords(judgement.verdict)),
    ...factLines(judgement.facts, setting),
    "",
    ...(remedy === undefined ? [] : [...wrapped(visible(remedy.meaning), display.width), ""]),
    paint.title("Timeline"),
    ...timelineLines(judgement, setting),
    "",
    paint.title("Rules asked"),
    ...trials.flatMap((trial) => trialLines(trial, display.width, paint)),
    ...payloadSection(judgement, setting),
    ...(remedy === undefined ? [] : remedyLines(remedy, setting)),
    ...gradeLines(judgement, setting),
  ];
  return `${lines.join("\n")}\n`;
}

/** The same for machines: `request` (a `RequestRecord`), `trials[]`, `remedy` (or null). */
export function renderExplanationJson(
  { judgement, trials }: Explanation,
  remedy: Remedy | undefined,
): string {
  const document = { schema: 1, request: requestRecord(judgement), trials, remedy: remedy ?? null };
  return `${escapeJson(JSON.stringify(document, null, 2))}\n`;
}

/** What is known of the request; no line at all for a sentence pasted by itself. */
function factLines(facts: RequestFacts, setting: Setting): readonly string[] {
  const words = factWords(facts, setting);
  return words === "" ? [] : wrapped(visible(words), setting.display.width);
}

function factWords(facts: RequestFacts, { clock }: Setting): string {
  const { time, status, target, route } = facts;
  const named: readonly (readonly [string, string | undefined])[] = [
    ["request", facts.requestId],
    ["at", time === undefined ? undefined : `${dateTime(time, clock)} ${zoneLabel(time, clock)}`],
    ["API", facts.apiId],
    ["stage", facts.stage],
    ["route", route === undefined ? facts.method : routeWords(facts.method, route)],
    ["status", status === undefined ? undefined : String(status)],
    ["target", target === undefined ? undefined : targetWords(target)],
    ["version", facts.executedVersion],
    ["integration latency", milliseconds(facts.integrationLatencyMs)],
    ["response latency", milliseconds(facts.responseLatencyMs)],
    ["Lambda request", facts.lambdaRequestId],
    ["X-Ray", facts.xrayTraceId],
    ["log group", facts.logGroup],
    ["log stream", facts.logStream],
  ];
  return named
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`]))
    .join(" · ");
}

function milliseconds(latency: number | undefined): string | undefined {
  return latency === undefined ? undefined : `${grouped(latency)} ms`;
}

function timelineLines(judgement: Judgement, setting: Setting): readonly string[] {
  const { records } = judgement;
  const start = records.find(({ time }) => time !== undefined)?.time;
  const rests = new Set(judgement.evidence);
  const others = records.length - LINES_SHOWN;
  return [
    ...records
      .slice(0, LINES_SHOWN)
      .flatMap((record, at) => recordLines(record, start, rests.has(at), setting)),
    ...(others > 0 ? [`  and ${grouped(others)} more`] : []),
  ];
}

function recordLines(
  { time, text }: LogRecord,
  start: number | undefined,
  isEvidence: boolean,
  { display, paint }: Setting,
): readonly string[] {
  const offset = time === undefined || start === undefined ? "" : `+${grouped(time - start)} ms`;
  const label = `${isEvidence ? "▶" : " "} ${offset.padStart(10)}  `;
  const lines = hanging(
    label,
    visible(shortened(text, isEvidence ? EVIDENCE_LIMIT : LINE_LIMIT)),
    display.width,
  );
  return isEvidence ? lines.map(paint.title) : lines;
}

function trialLines(
  { cause, matched, read }: Trial,
  width: number,
  paint: Paint,
): readonly string[] {
  const lines = indented(
    hanging(matched ? "✓ " : "· ", visible(`${cause}: ${read}`), width - 2),
    2,
  );
  return lines.map(matched ? paint.title : paint.faint);
}
