import type { Summary } from "../domain/summary.ts";
import { visible } from "./escape.ts";
import { counted, grouped, share } from "./figures.ts";
import { inputName } from "./input-name.ts";
import { type Clock, date, dateTime, timeOfDay, zoneLabel } from "./moment.ts";
import { formWords } from "./phrases.ts";

const INPUTS_NAMED = 3;

/** `37 of 1,204 requests failed (3.1 %), 4 faults`. */
export function headline(summary: Summary): string {
  const { requests, unclassified } = summary.totals;
  const failing = failingRequests(summary);
  if (requests === 0) return "No request found";
  const those = failing === 0 ? "None" : grouped(failing);
  const share = failing === 0 ? "" : shareWords(summary);
  const parts = [
    `${those} of ${counted(requests, "request")} failed${share}`,
    ...(summary.faults.length > 0 ? [counted(summary.faults.length, "fault")] : []),
    ...(unclassified > 0 ? [`${grouped(unclassified)} unclassified`] : []),
  ];
  return parts.join(", ");
}

/** Requests that failed, whether or not the log says why; not those whose end it does not show. */
export function failingRequests({ totals }: Summary): number {
  return totals.failed + totals.unclassified - totals.withoutOutcome;
}

/** `part` of all requests, unless the log holds failing ones only and a share would mean nothing. */
export function shareOf(part: number, summary: Summary): string {
  return holdsFailuresOnly(summary) ? "" : share(part, summary.totals.requests);
}

/** `22 Nov … to …, orders.log, execution log, 15,203 log entries`. */
export function scope(summary: Summary, clock: Clock): string {
  const { inputs, forms, totals } = summary;
  const named = inputs.map(inputName);
  const others = named.length - INPUTS_NAMED;
  return [
    ...period(summary, clock),
    [...named.slice(0, INPUTS_NAMED), ...(others > 0 ? [`${grouped(others)} more`] : [])].join(
      ", ",
    ),
    ...(forms.length > 0 ? [forms.map(formWords).join(", ")] : []),
    totals.records === 1 ? "1 log entry" : `${grouped(totals.records)} log entries`,
  ].join(" · ");
}

/** What a reader must know before trusting the figures. */
export function reservations(summary: Summary): readonly string[] {
  const { totals, unread = [] } = summary;
  return [
    ...unread.map((input) => `${visible(input)}: no log entry in it.`),
    ...(holdsFailuresOnly(summary)
      ? [
          "This log holds failing requests only (at level ERROR, requests that succeed write nothing), so no share of traffic can be given.",
        ]
      : []),
    ...(totals.incomplete > 0
      ? [
          `${counted(totals.incomplete, "request")} without beginning or end: the log starts or stops in their middle, or is at level ERROR.`,
        ]
      : []),
    ...(summary.unlisted === undefined
      ? []
      : [
          `${counted(summary.unlisted.failed + summary.unlisted.unclassified, "failing request")} of further kinds, counted above but not listed: there are too many kinds.`,
        ]),
  ];
}

function shareWords(summary: Summary): string {
  const words = shareOf(failingRequests(summary), summary);
  return words === "" ? "" : ` (${words})`;
}

function holdsFailuresOnly({ totals, faults }: Summary): boolean {
  return totals.succeeded === 0 && faults.some(({ grade }) => grade === "C");
}

function period({ from, to }: Summary, clock: Clock): readonly string[] {
  if (from === undefined || to === undefined) return [];
  const isOneDay = date(from, clock) === date(to, clock);
  const end = isOneDay ? timeOfDay(to, clock) : dateTime(to, clock);
  const stretch = from === to ? dateTime(from, clock) : `${dateTime(from, clock)} to ${end}`;
  return [`${stretch} ${zoneLabel(from, clock)}`];
}
