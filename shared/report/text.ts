import type { Unreadable } from "../domain/record.ts";
import type { FaultSummary, Summary, UnknownCluster } from "../domain/summary.ts";
import { type Display, rankedFaults, shownFaults } from "./display.ts";
import { shortened, visible } from "./escape.ts";
import { placeOf } from "./evidence.ts";
import { faultSection } from "./fault-section.ts";
import { counted, grouped, span } from "./figures.ts";
import { failingRequests, headline, reservations, scope } from "./headline.ts";
import { hanging, indented, wrapped } from "./layout.ts";
import { type Clock, clockFor, dateTime, timeOfDay, zoneLabel } from "./moment.ts";
import { type Paint, paintFor } from "./paint.ts";
import { rankingTable } from "./ranking.ts";
import { sparkline, timelineOf } from "./timeline.ts";

const EXAMPLES_SHOWN = 3;
const EXCERPT_LIMIT = 160;
const TEMPLATE_LIMIT = 300;

/** What `analyze` prints for people: plain lines that can be pasted as they are, ending in a line feed. */
export function renderText(summary: Summary, display: Display): string {
  const paint = paintFor(display.colour);
  const clock = clockFor(summary.zone, display.time);
  const shown = shownFaults(summary, display);
  const ranked = rankedFaults(summary, display);
  const sections = [
    headSection(summary, clock, display, paint),
    rankingSection(summary, ranked, clock, display, paint),
    timeSection(summary, clock, display, paint),
    ...shown.map((fault, at) => faultSection(fault, at + 1, { clock, display, paint })),
    ...moreFaults(summary.faults.length - shown.length, paint),
    unknownSection(summary.unknown, display, paint),
    unreadableSection(summary.unreadable, display, paint),
  ];
  const lines = sections
    .filter((section) => section.length > 0)
    .map((section) => section.join("\n"));
  return `${lines.join("\n\n")}\n`;
}

function headSection(
  summary: Summary,
  clock: Clock,
  { width }: Display,
  paint: Paint,
): readonly string[] {
  const tone = failingRequests(summary) === 0 ? paint.good : paint.bad;
  return [
    tone(headline(summary)),
    ...wrapped(visible(scope(summary, clock)), width).map(paint.faint),
    ...reservations(summary).flatMap((text) => hanging("! ", text, width)),
  ];
}

function rankingSection(
  summary: Summary,
  shown: readonly FaultSummary[],
  clock: Clock,
  { width }: Display,
  paint: Paint,
): readonly string[] {
  if (shown.length === 0) return [];
  const others = summary.faults.length - shown.length;
  const [titles = "", ...lines] = rankingTable(summary, shown, clock, width);
  return [
    paint.title(titles),
    ...lines,
    ...(others > 0 ? [paint.faint(`and ${counted(others, "more fault")}`)] : []),
  ];
}

function moreFaults(count: number, paint: Paint): readonly (readonly string[])[] {
  if (count === 0) return [];
  const words = `${counted(count, "more fault")}: --top COUNT shows them in full, with their fixes`;
  return [[paint.faint(words)]];
}

function timeSection(
  summary: Summary,
  clock: Clock,
  { width }: Display,
  paint: Paint,
): readonly string[] {
  const timeline = timelineOf(summary, Math.min(width - 24, 60));
  if (timeline === undefined) return [];
  const { start, end, columnMs } = timeline;
  const totals = timeline.columns.map(({ total }) => total);
  const most = grouped(Math.max(...totals));
  const last = end - start < 86_400_000 ? timeOfDay(end, clock) : dateTime(end, clock);
  return [
    paint.title("Failures over time"),
    `  ${paint.bad(sparkline(totals))}  at most ${most} in ${span(columnMs)}`,
    paint.faint(`  ${dateTime(start, clock)} to ${last} ${zoneLabel(start, clock)}`),
  ];
}

function unknownSection(
  clusters: readonly UnknownCluster[],
  { width, top }: Display,
  paint: Paint,
): readonly string[] {
  if (clusters.length === 0) return [];
  const requests = clusters.reduce((sum, { count }) => sum + count, 0);
  const lines = clusters.slice(0, top).flatMap(({ template, count, sample }) => {
    const { requestId } = sample.facts;
    const text = visible(shortened(template, TEMPLATE_LIMIT));
    const example = requestId === undefined ? "" : ` (for example ${visible(requestId)})`;
    return hanging(`${grouped(count)} × `, `${text}${example}`, width - 2);
  });
  return [
    paint.title(`Unclassified: ${counted(requests, "request")}, by what the log says`),
    ...indented(lines, 2),
    ...indented(
      wrapped("--unknowns FILE writes them, redacted, to a file that can be shared.", width - 2),
      2,
    ).map(paint.faint),
  ];
}

function unreadableSection(
  { count, examples }: Summary["unreadable"],
  { width }: Display,
  paint: Paint,
): readonly string[] {
  if (count === 0) return [];
  const shown = examples.slice(0, EXAMPLES_SHOWN);
  return [
    paint.title(
      `Not read: ${counted(count, "piece")} of input that ${count === 1 ? "is" : "are"} no log entry`,
    ),
    ...shown.flatMap((example) => indented(hanging("", exampleWords(example), width - 2), 2)),
  ];
}

function exampleWords(unreadable: Unreadable): string {
  const { code, excerpt } = unreadable;
  return visible(`${placeOf(unreadable)}  ${code}  ${shortened(excerpt, EXCERPT_LIMIT)}`);
}
