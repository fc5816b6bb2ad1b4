import type { Remedy, Step } from "../domain/remedy.ts";
import type { FaultSummary, Summary } from "../domain/summary.ts";
import type { Finding, Judgement, Payload } from "../domain/verdict.ts";
import { type Display, rankedFaults, shownFaults } from "./display.ts";
import { codeBlock, codeSpan, escapeMarkdown, shortened } from "./escape.ts";
import { evidenceLines, placeOf } from "./evidence.ts";
import { faultTitle, placeWords, requestWords, seenTimes, statusesWords } from "./fault-phrases.ts";
import { counted, grouped, span } from "./figures.ts";
import { headline, reservations, scope, shareOf } from "./headline.ts";
import { type Clock, clockFor, dateTime, zoneLabel } from "./moment.ts";
import { payloadLines, shapeWords } from "./payload-lines.ts";
import { gradeWords, raisedBy } from "./phrases.ts";
import { proseMarkdown } from "./prose.ts";
import { sparkline, timelineOf } from "./timeline.ts";

const PAYLOAD_WIDTH = 100;
const TIME_COLUMNS = 48;
const LINE_LIMIT = 400;
const EXAMPLES_SHOWN = 3;

/** A report for an issue, a pull request or a chat message; every log text stands in a code span. */
export function renderMarkdown(summary: Summary, display: Display): string {
  const clock = clockFor(summary.zone, display.time);
  const shown = shownFaults(summary, display);
  const blocks = [
    `### ${escapeMarkdown(headline(summary))}`,
    escapeMarkdown(scope(summary, clock)),
    ...reservations(summary).map((text) => `> ${escapeMarkdown(text)}`),
    ...ranking(summary, rankedFaults(summary, display), clock),
    ...failuresOverTime(summary, clock),
    ...shown.flatMap((fault, at) => faultBlocks(fault, at + 1, clock)),
    ...unknownBlocks(summary, display.top),
    ...unreadableBlocks(summary),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function ranking(
  summary: Summary,
  shown: readonly FaultSummary[],
  clock: Clock,
): readonly string[] {
  if (shown.length === 0) return [];
  const others = summary.faults.length - shown.length;
  const rows = shown.map((fault, at) => [
    String(at + 1),
    codeSpan(faultTitle(fault)),
    placeWords(fault, 3).map(codeSpan).join("<br>"),
    grouped(fault.count),
    escapeMarkdown(shareOf(fault.count, summary)),
    seenTimes(fault, summary, clock).join(" to "),
  ]);
  const lines = [
    ["#", "Cause / reason", "Where", "Failed", "Share", "First to last"],
    ["--:", "---", "---", "--:", "--:", "---"],
    ...rows,
  ].map((cells) => `| ${cells.join(" | ")} |`);
  return [lines.join("\n"), ...(others > 0 ? [`and ${counted(others, "more fault")}`] : [])];
}

function failuresOverTime(summary: Summary, clock: Clock): readonly string[] {
  const timeline = timelineOf(summary, TIME_COLUMNS);
  if (timeline === undefined) return [];
  const totals = timeline.columns.map(({ total }) => total);
  const most = Math.max(...totals);
  const stretch = `${dateTime(timeline.start, clock)} to ${dateTime(timeline.end, clock)} ${zoneLabel(timeline.start, clock)}`;
  const bars = codeSpan(sparkline(totals));
  return [`${bars} ${stretch}, at most ${counted(most, "failure")} in ${span(timeline.columnMs)}`];
}

function faultBlocks(fault: FaultSummary, rank: number, clock: Clock): readonly string[] {
  const { sample, remedy } = fault;
  const place = [...placeWords(fault, 5), ...[statusesWords(fault) ?? []].flat()];
  const named = place.map(codeSpan);
  const more = raisedBy(sample.grade, sample.facts.apiType);
  return [
    `#### ${rank}. ${codeSpan(faultTitle(fault))}`,
    `${counted(fault.count, "request")} failed: ${named.join(", ")}`,
    proseMarkdown(remedy.meaning),
    ...payloadBlocks(sample, clock),
    ...evidenceBlocks(sample, clock),
    ...remedyBlocks(remedy),
    escapeMarkdown(`Evidence ${gradeWords(sample.grade)}.${more === undefined ? "" : ` ${more}`}`),
  ];
}

function payloadBlocks(judgement: Judgement, clock: Clock): readonly string[] {
  const { verdict } = judgement;
  if (verdict.kind !== "failed") return [];
  const { payload, findings } = verdict;
  const items = findings.map(
    ({ path, found, wanted, fix }) =>
      `- ${codeSpan(path)}: found ${escapeMarkdown(found)}, wanted ${proseMarkdown(wanted)}; fix: ${proseMarkdown(fix)}`,
  );
  return [
    ...(payload === undefined ? [] : answerBlocks(payload, judgement, findings, clock)),
    ...(items.length > 0 ? [items.join("\n")] : []),
  ];
}

function answerBlocks(
  payload: Payload,
  judgement: Judgement,
  findings: readonly Finding[],
  clock: Clock,
): readonly string[] {
  const lines = payloadLines(payload, findings, PAYLOAD_WIDTH).map(({ text }) => text);
  const shape = shapeWords(payload.shape);
  return [
    `**What was answered** (${escapeMarkdown(requestWords(judgement, clock))})`,
    codeBlock(lines.join("\n")),
    ...(shape === undefined ? [] : [shape]),
  ];
}

function evidenceBlocks(judgement: Judgement, clock: Clock): readonly string[] {
  const evidence = evidenceLines(judgement, clock);
  if (evidence === undefined) return [];
  const lines = evidence.lines.map(({ time, text }) => `${time}  ${text}`.trimStart());
  return [`**Log lines** (${escapeMarkdown(evidence.place)})`, codeBlock(lines.join("\n"))];
}

function remedyBlocks({ confirm, fix, caution, page }: Remedy): readonly string[] {
  return [
    ...stepBlocks("Confirm", confirm),
    ...stepBlocks("Fix", fix),
    `**Caution** ${proseMarkdown(caution)}`,
    `**AWS page** ${escapeMarkdown(page)}`,
  ];
}

function stepBlocks(label: string, steps: readonly Step[]): readonly string[] {
  if (steps.length === 0) return [];
  const items = steps.map(({ text, command }, at) => {
    const number = `${at + 1}. `;
    const margin = " ".repeat(number.length);
    const block = command === undefined ? [] : codeBlock(command, "sh").split("\n");
    return [`${number}${proseMarkdown(text)}`, ...block.map((line) => margin + line)].join("\n");
  });
  return [`**${label}**`, items.join("\n")];
}

function unknownBlocks({ unknown }: Summary, top: number): readonly string[] {
  if (unknown.length === 0) return [];
  const items = unknown
    .slice(0, top)
    .map(
      ({ count, template }) => `- ${grouped(count)} × ${codeSpan(shortened(template, LINE_LIMIT))}`,
    );
  return ["#### Unclassified, by what the log says", items.join("\n")];
}

function unreadableBlocks({ unreadable }: Summary): readonly string[] {
  if (unreadable.count === 0) return [];
  const items = unreadable.examples
    .slice(0, EXAMPLES_SHOWN)
    .map((one) => `- ${codeSpan(`${placeOf(one)} ${one.code} ${shortened(one.excerpt, 160)}`)}`);
  return [`#### Not read: ${grouped(unreadable.count)}`, items.join("\n")];
}
