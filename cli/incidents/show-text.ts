import { INCIDENT_NOTICES } from "../../shared/domain/notice.ts";
import type { Remedy } from "../../shared/domain/remedy.ts";
import type { EpochMs } from "../../shared/domain/time.ts";
import type { Judgement } from "../../shared/domain/verdict.ts";
import type { IncidentHistory } from "../../shared/flow/history.ts";
import type { Display } from "../../shared/report/display.ts";
import { visible } from "../../shared/report/escape.ts";
import { evidenceLines } from "../../shared/report/evidence.ts";
import {
  gradeLines,
  payloadSection,
  remedyLines,
  type Setting,
} from "../../shared/report/fault-section.ts";
import { counted, grouped, span } from "../../shared/report/figures.ts";
import { hanging, indented, wrapped } from "../../shared/report/layout.ts";
import { clockFor } from "../../shared/report/moment.ts";
import { paintFor } from "../../shared/report/paint.ts";
import { routeWords } from "../../shared/report/phrases.ts";
import { sparkline } from "../../shared/report/timeline.ts";
import { courseOf } from "./course.ts";
import { willWords } from "./will-words.ts";
import {
  causeTitle,
  countWords,
  momentWords,
  stateWords,
  stretchWords,
  whereWords,
} from "./words.ts";

/** What `incidents show` prints for people. `remedy` is of the first sample. */
export function renderHistory(
  history: IncidentHistory,
  remedy: Remedy | undefined,
  display: Display,
  now: EpochMs,
): string {
  const { incident, samples } = history;
  const paint = paintFor(display.colour);
  const setting: Setting = { clock: clockFor(undefined, display.time), display, paint };
  const state = stateWords(incident, now);
  const tone = state === "resolved" ? paint.good : paint.bad;
  const [best, ...others] = samples;
  const lines = [
    `${paint.title(causeTitle(incident))}  ${tone(state)}`,
    ...paragraph(remedy?.meaning ?? "", setting),
    "",
    ...factLines(history, setting),
    ...courseLines(history, setting),
    ...toldLines(history, setting),
    ...willLines(history, setting),
    ...(best === undefined ? [] : sampleLines(best, setting)),
    ...(remedy === undefined ? [] : remedyLines(remedy, setting)),
    ...(best === undefined ? [] : gradeLines(best, setting)),
    ...otherLines(others, setting),
  ];
  return `${lines.join("\n")}\n`;
}

function paragraph(text: string, { display }: Setting): readonly string[] {
  return text === "" ? [] : wrapped(visible(text), display.width);
}

function factLines({ incident, successor }: IncidentHistory, setting: Setting): readonly string[] {
  const { clock, display, paint } = setting;
  const { id, episode, openedAt, resolvedAt, resolution, predecessor, quietMs } = incident;
  const end =
    resolvedAt === undefined
      ? `when nothing has failed for ${span(quietMs)}`
      : `${momentWords(resolvedAt, clock)}: ${resolution ?? "no word why"}`;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["incident", id],
    ["where", whereWords(incident)],
    ["account", [incident.fault.accountId, incident.fault.region].filter(Boolean).join(", ")],
    ["failures", countWords(incident, clock)],
    ["opened", `${momentWords(openedAt, clock)}, episode ${episode} of its fault`],
    [resolvedAt === undefined ? "resolves" : "resolved", end],
    ["continues", predecessor],
    ["came back", successor],
  ];
  return facts.flatMap(([name, value = ""]) => {
    if (value === "") return [];
    const [first = "", ...more] = hanging(name.padEnd(NAME_WIDTH), visible(value), display.width);
    return [paint.label(name) + first.slice(name.length), ...more];
  });
}

const NAME_WIDTH = "came back  ".length;

function courseLines({ minutes }: IncidentHistory, setting: Setting): readonly string[] {
  const { clock, display, paint } = setting;
  const course = courseOf(minutes, display.width - 4);
  if (course === undefined) return [];
  const most = Math.max(...course.counts);
  return [
    "",
    paint.title("Failures over time"),
    `  ${paint.mark(sparkline(course.counts))}`,
    paint.faint(`  ${stretchWords(course.from, course.to, clock)}`),
    paint.faint(`  at most ${grouped(most)} in ${span(course.columnMs)}`),
  ];
}

/** Which notices were decided on, and why; what a topic has still to get. */
function toldLines({ incident }: IncidentHistory, setting: Setting): readonly string[] {
  const { clock, display, paint } = setting;
  const { told, because = {}, owed, lastNoticeAt } = incident;
  const kinds = INCIDENT_NOTICES.filter((kind) => (told[kind] ?? 0) > 0);
  const lines = kinds.flatMap((kind) => {
    const times = told[kind] === 1 ? "" : ` (${told[kind]} times, lastly)`;
    const text = `${kind}${times}: ${because[kind] ?? "no word why"}`;
    return hanging("- ", visible(text), display.width - 2);
  });
  const topics = [...new Set(owed.map(({ topic }) => topic))];
  return [
    "",
    paint.title("People were told"),
    ...indented(lines.length === 0 ? ["nothing"] : lines, 2),
    ...(lastNoticeAt === undefined
      ? []
      : [`  last decided on ${momentWords(lastNoticeAt, clock)}`]),
    ...(topics.length === 0 ? [] : [`  still to be sent to ${topics.join(", ")}`]),
  ];
}

function willLines({ incident }: IncidentHistory, setting: Setting): readonly string[] {
  const words = willWords(incident.will, setting.clock);
  if (words.length === 0) return [];
  const lines = words.flatMap((text) => hanging("- ", visible(text), setting.display.width - 2));
  return ["", setting.paint.title("People decided"), ...indented(lines, 2)];
}

/** What was answered and what is wrong with it, then the log lines that say so. */
function sampleLines(sample: Judgement, setting: Setting): readonly string[] {
  const { clock, display, paint } = setting;
  const evidence = evidenceLines(sample, clock);
  const { requestId, route, method, status } = sample.facts;
  const which = [
    ...(requestId === undefined ? [] : [`request ${requestId}`]),
    ...(route === undefined ? [] : [routeWords(method, route)]),
    ...(status === undefined ? [] : [`answered ${status}`]),
  ];
  const lines = (evidence?.lines ?? []).flatMap(({ time, text }) =>
    hanging(time === "" ? "" : `${time}  `, visible(text), display.width - 4),
  );
  return [
    ...payloadSection(withoutPlaces(sample), setting),
    "",
    ...indented(
      wrapped(`${paint.label("Log lines")} (${visible(which.join(", "))})`, display.width - 2),
      2,
    ),
    ...indented(lines, 4),
  ];
}

/** Requests that show the same fault: what was answered to each, or which one it was. */
function otherLines(others: readonly Judgement[], setting: Setting): readonly string[] {
  if (others.length === 0) return [];
  const { clock, display, paint } = setting;
  const sections = others.flatMap((sample) => {
    const answered = payloadSection(withoutPlaces(sample), setting);
    if (answered.length > 0) return answered;
    const { requestId = "without an id", time } = sample.facts;
    const when = time === undefined ? "" : `, ${momentWords(time, clock)}`;
    return indented(hanging("- ", visible(`request ${requestId}${when}`), display.width - 2), 2);
  });
  return ["", paint.title(`${counted(others.length, "more sample")} kept`), ...sections];
}

/** Where the lines stood in the delivery is of no use to anybody. */
function withoutPlaces(sample: Judgement): Judgement {
  return { ...sample, records: [], evidence: [] };
}
