import type { Summary } from "../domain/summary.ts";
import { type Display, rankedFaults, shownFaults } from "./display.ts";
import { shortened } from "./escape.ts";
import { placeOf } from "./evidence.ts";
import { counted, grouped } from "./figures.ts";
import { headline, reservations, scope } from "./headline.ts";
import { rankingTable, timeChart } from "./html-charts.ts";
import { faultCard } from "./html-fault.ts";
import { STYLE } from "./html-style.ts";
import { html, type Markup, NO_MARKUP } from "./markup.ts";
import { clockFor } from "./moment.ts";

const LINE_LIMIT = 400;

/** One page that needs nothing else: no script, no image, no address but the AWS pages it links. */
export function renderHtml(summary: Summary, display: Display): string {
  const clock = clockFor(summary.zone, display.time);
  const ranked = rankedFaults(summary, display);
  const others = summary.faults.length - ranked.length;
  const title = headline(summary);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${{ markup: STYLE }}</style>
</head>
<body>
<div class="page">
<h1>${title}</h1>
<div class="faint">${scope(summary, clock)}</div>
${reservations(summary).map((text) => html`<div class="note">${text}</div>\n`)}${timeChart(summary, clock)}${
  ranked.length === 0 ? NO_MARKUP : html`<h2>Causes</h2>\n${rankingTable(summary, ranked, clock)}`
}${others > 0 ? html`<div class="faint">and ${counted(others, "more fault")}</div>\n` : NO_MARKUP}${shownFaults(
  summary,
  display,
).map((fault, at) =>
  faultCard(fault, at, clock),
)}${unknownPart(summary, display.top)}${unreadablePart(summary)}</div>
</body>
</html>
`.markup;
}

function unknownPart({ unknown }: Summary, top: number): Markup {
  if (unknown.length === 0) return NO_MARKUP;
  const items = unknown
    .slice(0, top)
    .map(
      ({ count, template }) =>
        html`<li>${grouped(count)} × <code>${shortened(template, LINE_LIMIT)}</code></li>\n`,
    );
  return html`<h2>Unclassified, by what the log says</h2>\n<ul>${items}</ul>\n`;
}

function unreadablePart({ unreadable }: Summary): Markup {
  if (unreadable.count === 0) return NO_MARKUP;
  const items = unreadable.examples.map(
    (one) =>
      html`<li>${placeOf(one)} ${one.code} <code>${shortened(one.excerpt, 160)}</code></li>\n`,
  );
  return html`<h2>Not read: ${grouped(unreadable.count)}</h2>\n<ul>${items}</ul>\n`;
}
