import type { Remedy, Step } from "../domain/remedy.ts";
import type { FaultSummary } from "../domain/summary.ts";
import type { Finding, Judgement, Payload } from "../domain/verdict.ts";
import { evidenceLines } from "./evidence.ts";
import { excerptOf } from "./excerpt.ts";
import { apiWords, faultTitle, placeWords, requestWords, statusesWords } from "./fault-phrases.ts";
import { counted } from "./figures.ts";
import { colourOf } from "./html-charts.ts";
import { html, type Markup, NO_MARKUP } from "./markup.ts";
import type { Clock } from "./moment.ts";
import { CUT_HERE, leftOut, linesOf, type Piece, shapeWords } from "./payload-lines.ts";
import { gradeWords, raisedBy } from "./phrases.ts";
import { proseHtml } from "./prose.ts";

const WEB_PAGE = "https://";

/** One fault's card: meaning, payload with its defect marked, log lines, fix. */
export function faultCard(fault: FaultSummary, at: number, clock: Clock): Markup {
  const { sample, remedy } = fault;
  const api = fault.target === undefined ? undefined : apiWords(fault);
  const place = [...placeWords(fault, 5), statusesWords(fault), api];
  const named = place.filter((words) => words !== undefined).join(" · ");
  const more = raisedBy(sample.grade, sample.facts.apiType) ?? "";
  return html`<div class="card" style="border-left:5px solid ${colourOf(at)}">
<h2>${at + 1}. ${faultTitle(fault)}</h2>
<div class="faint">${counted(fault.count, "request")} failed: ${named}</div>
<p>${proseHtml(remedy.meaning)}</p>
${payloadPart(sample, clock)}${evidencePart(sample, clock)}${remedyPart(remedy)}
<p class="faint">Evidence ${gradeWords(sample.grade)}. ${more}</p>
</div>
`;
}

function payloadPart(judgement: Judgement, clock: Clock): Markup {
  const { verdict } = judgement;
  if (verdict.kind !== "failed") return NO_MARKUP;
  const { payload, findings } = verdict;
  const answer =
    payload === undefined
      ? NO_MARKUP
      : html`<h3>What was answered</h3>
<div class="faint">${requestWords(judgement, clock)}</div>
<pre>${payloadMarkup(payload, findings)}</pre>
`;
  const list = findings.length === 0 ? NO_MARKUP : html`<ul>${findings.map(findingItem)}</ul>\n`;
  return html`${answer}${list}`;
}

function payloadMarkup(payload: Payload, findings: readonly Finding[]): Markup {
  const { before, after, ...excerpt } = excerptOf(payload, findings);
  const shape = shapeWords(payload.shape);
  const lines = [
    ...(before > 0 ? [html`${leftOut(before, "before")}`] : []),
    ...linesOf(excerpt).map((pieces) => html`${pieces.map(pieceMarkup)}`),
    ...(after > 0 ? [html`${leftOut(after, "after")}`] : []),
    ...(payload.cut ? [html`${CUT_HERE}`] : []),
    ...(shape === undefined ? [] : [html`${shape}`]),
  ];
  return { markup: lines.map(({ markup }) => markup).join("\n") };
}

function pieceMarkup({ text, isMarked }: Piece): Markup {
  return isMarked ? html`<mark>${text}</mark>` : html`${text}`;
}

function findingItem({ path, found, wanted, fix }: Finding): Markup {
  return html`<li><code>${path}</code>: found <b>${found}</b>, wanted <b>${proseHtml(wanted)}</b>; fix: ${proseHtml(fix)}</li>`;
}

function evidencePart(judgement: Judgement, clock: Clock): Markup {
  const evidence = evidenceLines(judgement, clock);
  if (evidence === undefined) return NO_MARKUP;
  const lines = evidence.lines.map(({ time, text }) => `${time}  ${text}`.trimStart());
  return html`<h3>Log lines</h3>\n<div class="faint">${evidence.place}</div>\n<pre>${lines.join("\n")}</pre>\n`;
}

function remedyPart({ confirm, fix, caution, page }: Remedy): Markup {
  // The page is ours, but nothing that is no https address may become a link.
  const link = page.startsWith(WEB_PAGE) ? html`<a href="${page}">${page}</a>` : html`${page}`;
  return html`${stepsPart("Confirm", confirm)}${stepsPart("Fix", fix)}<p><b>Caution</b> ${proseHtml(caution)}<br><b>AWS page</b> ${link}</p>`;
}

function stepsPart(label: string, steps: readonly Step[]): Markup {
  if (steps.length === 0) return NO_MARKUP;
  const items = steps.map(
    ({ text, command }) =>
      html`<li>${proseHtml(text)}${command === undefined ? NO_MARKUP : html`<pre>${command}</pre>`}</li>\n`,
  );
  return html`<h3>${label}</h3>\n<ol>${items}</ol>\n`;
}
