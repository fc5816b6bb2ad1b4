import type { Remedy, Step } from "../domain/remedy.ts";
import type { FaultSummary } from "../domain/summary.ts";
import type { Finding, Judgement, Payload } from "../domain/verdict.ts";
import type { Display } from "./display.ts";
import { visible, visibleLines } from "./escape.ts";
import { evidenceLines } from "./evidence.ts";
import { apiWords, faultTitle, placeWords, requestWords, statusesWords } from "./fault-phrases.ts";
import { counted } from "./figures.ts";
import { hanging, indented, wrapped } from "./layout.ts";
import type { Clock } from "./moment.ts";
import type { Paint } from "./paint.ts";
import { type PayloadLine, payloadLines, shapeWords } from "./payload-lines.ts";
import { gradeWords, raisedBy } from "./phrases.ts";

/** What every part of a text report needs to know. */
export type Setting = { readonly clock: Clock; readonly display: Display; readonly paint: Paint };

const FINDINGS_SHOWN = 8;
const ROUTES_SHOWN = 5;

/** Everything about one fault: meaning, offending payload, log lines, fix. */
export function faultSection(
  fault: FaultSummary,
  rank: number,
  setting: Setting,
): readonly string[] {
  const { paint, display } = setting;
  const width = display.width - 2;
  const title = `${rank}. ${faultTitle(fault)}`;
  const rule = "─".repeat(Math.max(0, display.width - title.length - 1));
  return [
    `${paint.title(title)} ${paint.faint(rule)}`,
    ...indented(wrapped(visible(whatFailed(fault)), width), 2),
    "",
    ...indented(wrapped(visible(fault.remedy.meaning), width), 2),
    ...payloadSection(fault.sample, setting),
    ...evidenceSection(fault.sample, setting),
    ...remedyLines(fault.remedy, setting),
    ...gradeLines(fault.sample, setting),
  ];
}

/** How to confirm a cause, how to mend it, what that may cost, and the page to read. */
export function remedyLines(remedy: Remedy, setting: Setting): readonly string[] {
  return [
    ...stepsSection("Confirm", remedy.confirm, setting),
    ...stepsSection("Fix", remedy.fix, setting),
    ...labelled("Caution", remedy.caution, setting),
    // An address stays whole, so that a terminal makes it a link.
    "",
    `  ${setting.paint.label("AWS page")}  ${visible(remedy.page)}`,
  ];
}

/** What the verdict rests on, and the setting that would show more. */
export function gradeLines({ grade, facts }: Judgement, setting: Setting): readonly string[] {
  const more = raisedBy(grade, facts.apiType);
  const text = `${gradeWords(grade)}.${more === undefined ? "" : ` ${more}`}`;
  return labelled("Evidence", text, setting);
}

function whatFailed(fault: FaultSummary): string {
  const api = fault.target === undefined ? undefined : apiWords(fault);
  const [place = "", ...others] = placeWords(fault, ROUTES_SHOWN);
  return [
    `${counted(fault.count, "request")} failed: ${place}`,
    ...others,
    ...[statusesWords(fault), api].filter((words) => words !== undefined),
  ].join(" · ");
}

/** What was answered, as far as the log has it, and each thing that is wrong with it. */
export function payloadSection(judgement: Judgement, setting: Setting): readonly string[] {
  const { clock, display, paint } = setting;
  const { verdict } = judgement;
  if (verdict.kind !== "failed") return [];
  const { payload, findings } = verdict;
  if (payload === undefined && findings.length === 0) return [];
  const title = paint.label(payload === undefined ? "What is wrong" : "What was answered");
  const which = visible(requestWords(judgement, clock));
  const width = display.width - 4;
  return [
    "",
    ...indented(wrapped(`${title} (${which})`, display.width - 2), 2),
    ...indented(payload === undefined ? [] : paintedLines(payload, findings, width, paint), 4),
    ...indented(
      findings.slice(0, FINDINGS_SHOWN).flatMap((finding) => findingLines(finding, width, paint)),
      4,
    ),
  ];
}

/** A payload's lines with what findings mean marked, and what it is when it is no JSON. */
export function paintedLines(
  payload: Payload,
  findings: readonly Finding[],
  width: number,
  paint: Paint,
): readonly string[] {
  const shape = shapeWords(payload.shape);
  return [
    ...payloadLines(payload, findings, width).map((line) => painted(line, paint)),
    ...(shape === undefined ? [] : [shape]),
  ];
}

function painted({ kind, text }: PayloadLine, paint: Paint): string {
  if (kind === "payload") return text;
  return kind === "marks" ? paint.mark(text) : paint.faint(text);
}

/** `$.body: found object, wanted string`, and the change that mends it. */
export function findingLines(finding: Finding, width: number, paint: Paint): readonly string[] {
  const { level, path, found, wanted, fix } = finding;
  const sign = level === "error" ? "✗" : "!";
  const [first = "", ...more] = hanging(
    `${sign} `,
    visible(`${path}: found ${found}, wanted ${wanted}`),
    width,
  );
  return [paint.mark(first), ...more.map(paint.mark), ...hanging("  → ", visible(fix), width)];
}

function evidenceSection(judgement: Judgement, setting: Setting): readonly string[] {
  const { clock, display, paint } = setting;
  const evidence = evidenceLines(judgement, clock);
  if (evidence === undefined) return [];
  const title = `${paint.label("Log lines")} (${visible(evidence.place)})`;
  const lines = evidence.lines.flatMap(({ time, text }) =>
    hanging(time === "" ? "" : `${time}  `, visible(text), display.width - 4),
  );
  return ["", ...indented(wrapped(title, display.width - 2), 2), ...indented(lines, 4)];
}

function stepsSection(label: string, steps: readonly Step[], setting: Setting): readonly string[] {
  if (steps.length === 0) return [];
  const { display, paint } = setting;
  const lines = steps.flatMap(({ text, command }, at) => [
    ...hanging(`${at + 1}. `, visible(text), display.width - 4),
    // A command stays whole: a terminal wraps it, and what is copied runs.
    ...(command === undefined ? [] : indented(visibleLines(command), 5)),
  ]);
  return ["", `  ${paint.label(label)}`, ...indented(lines, 4)];
}

function labelled(label: string, text: string, { display, paint }: Setting): readonly string[] {
  const [first = "", ...more] = hanging(`${label}  `, visible(text), display.width - 2);
  return ["", ...indented([paint.label(label) + first.slice(label.length), ...more], 2)];
}
