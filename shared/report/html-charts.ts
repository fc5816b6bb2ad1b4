import type { FaultSummary, Summary } from "../domain/summary.ts";
import { faultTitle, placeWords, seenTimes } from "./fault-phrases.ts";
import { counted, grouped, span } from "./figures.ts";
import { shareOf } from "./headline.ts";
import { html, type Markup, NO_MARKUP } from "./markup.ts";
import { type Clock, dateTime, zoneLabel } from "./moment.ts";
import { sparkline, type TimeColumn, timelineOf } from "./timeline.ts";

const COLOURS = ["#c53030", "#dd8a1f", "#2f6fd0", "#2c8a57", "#8b4fc4", "#0f8f9c"];
const OTHER_COLOUR = "#8793a3";
const COLUMNS = 48;
const CHART_HEIGHT = 120;

/** The colour a fault has in every chart; faults beyond the palette share one. */
export function colourOf(rank: number): string {
  return COLOURS[rank] ?? OTHER_COLOUR;
}

/** The faults as a table with a bar each: bars are table cells, which every mail client draws. */
export function rankingTable(
  summary: Summary,
  shown: readonly FaultSummary[],
  clock: Clock,
): Markup {
  const most = Math.max(...shown.map(({ count }) => count));
  const rows = shown.map(
    (fault, at) => html`<tr>
<td class="figure">${at + 1}</td>
<td><b>${faultTitle(fault)}</b>${placeWords(fault, 3).map((words) => html`<br><span class="faint">${words}</span>`)}</td>
<td class="bar" width="30%">${bar(fault.count / most, colourOf(at))}</td>
<td class="figure">${grouped(fault.count)}</td>
<td class="figure">${shareOf(fault.count, summary)}</td>
<td class="faint">${seenTimes(fault, summary, clock).join(" to ")}</td>
</tr>
`,
  );
  return html`<table class="ranking" width="100%">
<tr><th>#</th><th>Cause / reason, where</th><th class="bar"></th><th class="figure">Failed</th><th class="figure">Share</th><th>First to last</th></tr>
${rows}</table>
`;
}

/** Failures over time, a column a stretch of time, stacked by fault, with the same as text below. */
export function timeChart(summary: Summary, clock: Clock): Markup {
  const timeline = timelineOf(summary, COLUMNS);
  if (timeline === undefined) return NO_MARKUP;
  const totals = timeline.columns.map(({ total }) => total);
  const most = Math.max(...totals);
  const columns = timeline.columns.map((column) => columnCell(column, most, clock));
  const { start, end, columnMs } = timeline;
  const period = `${dateTime(start, clock)} to ${dateTime(end, clock)} ${zoneLabel(start, clock)}`;
  return html`<h2>Failures over time</h2>
<table width="100%" cellspacing="0" cellpadding="0" style="table-layout:fixed;border-bottom:1px solid #8793a3"><tr valign="bottom" style="height:${CHART_HEIGHT}px">${columns}</tr></table>
<div class="faint">${period}, a column is ${span(columnMs)}, at most ${counted(most, "failure")}<br><span style="font-family:monospace">${sparkline(totals)}</span></div>
`;
}

/** The most failing fault stands at the foot; those beyond the palette are one. */
function columnCell({ start, total, counts }: TimeColumn, most: number, clock: Clock): Markup {
  const named = counts.slice(0, COLOURS.length);
  const others = counts.slice(COLOURS.length).reduce((sum, count) => sum + count, 0);
  const blocks = [...named, others].map((count, rank) => {
    const height = Math.round((count / most) * CHART_HEIGHT);
    return height > 0 ? block(height, colourOf(rank)) : NO_MARKUP;
  });
  const title = `${dateTime(start, clock)}: ${counted(total, "failure")}`;
  return html`<td valign="bottom" style="padding:0 1px;vertical-align:bottom" title="${title}">${blocks.reverse()}</td>`;
}

function block(height: number, colour: string): Markup {
  return html`<div style="height:${height}px;background:${colour};font-size:0;line-height:0">&nbsp;</div>`;
}

function bar(part: number, colour: string): Markup {
  const percent = Math.max(1, Math.round(part * 100));
  return html`<table width="${percent}%" cellspacing="0" cellpadding="0"><tr><td bgcolor="${colour}" style="height:14px;padding:0;border:0;border-radius:3px;font-size:0;line-height:0">&nbsp;</td></tr></table>`;
}
