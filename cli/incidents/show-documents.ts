import type { Remedy } from "../../shared/domain/remedy.ts";
import type { EpochMs } from "../../shared/domain/time.ts";
import type { IncidentHistory } from "../../shared/flow/history.ts";
import type { Display } from "../../shared/report/display.ts";
import { codeBlock, escapeJson, escapeMarkdown } from "../../shared/report/escape.ts";
import { span } from "../../shared/report/figures.ts";
import { clockFor, isoTime } from "../../shared/report/moment.ts";
import { proseMarkdown } from "../../shared/report/prose.ts";
import { requestRecord } from "../../shared/report/request-record.ts";
import { sparkline } from "../../shared/report/timeline.ts";
import { courseOf } from "./course.ts";
import { incidentRecord } from "./record.ts";
import { causeTitle, countWords, momentWords, stateWords, whereWords } from "./words.ts";

const MARKDOWN_COLUMNS = 72;

/** The record of the incident, and everything else that is kept about it. Fields may be added. */
export function renderHistoryJson(
  { incident, minutes, samples, successor }: IncidentHistory,
  remedy: Remedy | undefined,
): string {
  const { fault, episode, resolution, predecessor, told, because, owed, will, lastNoticeAt } =
    incident;
  const document = {
    ...incidentRecord(incident),
    accountId: fault.accountId ?? null,
    region: fault.region ?? null,
    route: fault.route ?? null,
    episode,
    resolution: resolution ?? null,
    predecessor: predecessor ?? null,
    successor: successor ?? null,
    minutes: minutes.map(({ minute, strikes }) => ({
      start: isoTime(minute),
      count: strikes.count,
    })),
    notices: { told, because: because ?? {}, owed, lastAt: isoOrNull(lastNoticeAt) },
    will: {
      acknowledged: withIsoTime(will.acknowledged),
      silence: withIsoTime(will.silence),
      resolve: withIsoTime(will.resolve),
    },
    samples: samples.map(requestRecord),
    remedy: remedy ?? null,
  };
  return `${escapeJson(JSON.stringify(document, null, 2))}\n`;
}

/** For a ticket: what fails, how often, the payload and the fix. */
export function renderHistoryMarkdown(
  { incident, minutes, samples }: IncidentHistory,
  remedy: Remedy | undefined,
  display: Display,
  now: EpochMs,
): string {
  const clock = clockFor(undefined, display.time);
  const course = courseOf(minutes, MARKDOWN_COLUMNS);
  const { openedAt, resolvedAt, resolution = "" } = incident;
  const facts = [
    `state: ${stateWords(incident, now)}`,
    `where: ${whereWords(incident)}`,
    countWords(incident, clock),
    `opened: ${momentWords(openedAt, clock)}`,
    ...(resolvedAt === undefined
      ? []
      : [`resolved: ${momentWords(resolvedAt, clock)}: ${resolution}`]),
    `incident: ${incident.id}`,
  ];
  const verdict = samples[0]?.verdict;
  const failed = verdict?.kind === "failed" ? verdict : undefined;
  const sections = [
    `# ${escapeMarkdown(causeTitle(incident))}`,
    ...(remedy === undefined ? [] : [proseMarkdown(remedy.meaning)]),
    facts.map((fact) => `- ${escapeMarkdown(fact)}`).join("\n"),
    ...(course === undefined
      ? []
      : [
          `${codeBlock(sparkline(course.counts))}\n\nFailures, each column ${span(course.columnMs)}.`,
        ]),
    ...(failed?.payload === undefined
      ? []
      : [`## What was answered\n\n${codeBlock(failed.payload.text)}`]),
    ...(failed?.findings ?? []).map(
      ({ path, found, wanted, fix }) =>
        `- ${escapeMarkdown(`${path}: found ${found}`)}, wanted ${proseMarkdown(`${wanted}; ${fix}`)}`,
    ),
    ...(remedy === undefined ? [] : ["## Fix", ...fixSteps(remedy)]),
  ];
  return `${sections.join("\n\n")}\n`;
}

function fixSteps({ fix, caution, page }: Remedy): readonly string[] {
  const steps = fix.map(({ text, command }, at) =>
    [
      `${at + 1}. ${proseMarkdown(text)}`,
      ...(command === undefined ? [] : [codeBlock(command, "sh")]),
    ].join("\n\n"),
  );
  return [...steps, proseMarkdown(caution), `<${page}>`];
}

function withIsoTime<Said extends { readonly at: EpochMs }>(said: Said | undefined) {
  return said === undefined ? null : { ...said, at: isoTime(said.at) };
}

function isoOrNull(time: EpochMs | undefined): string | null {
  return time === undefined ? null : isoTime(time);
}
