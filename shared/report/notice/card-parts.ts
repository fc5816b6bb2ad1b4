import { type EpochMs, toEpochMs } from "../../domain/time.ts";
import { counted } from "../figures.ts";
import { excerptLines } from "../payload-lines.ts";
import type { IncidentDocument, NoticeDocument, RemedyDocument } from "./document.ts";
import { fenced, inlineCode, mrkdwn, mrkdwnLink } from "./mrkdwn.ts";
import { namedLinks } from "./named-links.ts";
import { causeWords, countWords, momentWords, placeWords, trafficWords } from "./words.ts";

/** Columns of a code block that most chat windows show without a break. */
const WIDTH = 78;
const NAME_LIMIT = 200;
const SENTENCE_LIMIT = 400;
const FINDINGS_SHOWN = 3;
const LINES_SHOWN = 3;
const HEADING_ROOM = 24;
const MORE_ROOM = 48;

export type Fact = { readonly name: string; readonly text: string };

/** Where, what, how often, what share and why now: short facts in Slack's markup. */
export function factsOf(document: NoticeDocument): readonly Fact[] {
  const because = { name: "Why now", text: mrkdwn(document.because, SENTENCE_LIMIT) };
  if (document.kind === "digest") return [because];
  if (document.kind === "blind") {
    const { scope, logGroup, since } = document;
    return [
      { name: "Where", text: mrkdwn(placeWords(scope), NAME_LIMIT) },
      { name: "Log group", text: inlineCode(logGroup, NAME_LIMIT) },
      { name: "Since", text: momentWords(timeOf(since)) },
      because,
    ];
  }
  return [...incidentFacts(document), because];
}

function incidentFacts({ fault, incident, traffic }: IncidentDocument): readonly Fact[] {
  const { count, firstSeen, lastSeen, predecessor } = incident;
  const strikes = { count, firstSeen: timeOf(firstSeen), lastSeen: timeOf(lastSeen) };
  const share = trafficWords(
    traffic === null
      ? undefined
      : {
          from: timeOf(traffic.from),
          to: timeOf(traffic.to),
          failures: traffic.failures,
          ...(traffic.requests !== null && { requests: traffic.requests }),
        },
  );
  return [
    { name: "Where", text: mrkdwn(placeWords(fault), NAME_LIMIT) },
    ...(fault.target === null
      ? []
      : [{ name: "Calls", text: inlineCode(fault.target, NAME_LIMIT) }]),
    { name: "How often", text: countWords(strikes) },
    ...(share === undefined ? [] : [{ name: "Share", text: share }]),
    ...(predecessor === null
      ? []
      : [{ name: "Continues", text: inlineCode(predecessor, NAME_LIMIT) }]),
  ];
}

/** The cause by its id, and what it means. */
export function causeText({ fault, remedy }: IncidentDocument): string {
  const meaning = remedy === null ? "" : `\n${mrkdwn(remedy.meaning, SENTENCE_LIMIT)}`;
  return `*Cause* ${inlineCode(causeWords(fault), NAME_LIMIT)}${meaning}`;
}

/** The offending payload with its wrong fields marked, or what the log says instead. */
export function offenceText({ request }: IncidentDocument, limit: number): string | undefined {
  if (request === null) return undefined;
  const { payload, findings, evidence } = request;
  const shown = findings.slice(0, FINDINGS_SHOWN).map(findingText).join("\n");
  if (payload !== null) {
    const block = fenced(payloadText(payload), limit - shown.length - HEADING_ROOM);
    return `*What was answered*\n${block}\n${shown}`.trimEnd();
  }
  if (shown !== "") return `*What is wrong*\n${shown}`;
  const lines = evidence.slice(0, LINES_SHOWN).map(({ text }) => text);
  const block = fenced(lines.join("\n"), limit - HEADING_ROOM);
  return lines.length === 0 ? undefined : `*What the log says*\n${block}`;
}

type Request = NonNullable<IncidentDocument["request"]>;

function payloadText({
  excerpt,
  marks,
  before,
  after,
  cut,
  note,
}: NonNullable<Request["payload"]>) {
  const lines = excerptLines({ text: excerpt, marks, before, after }, cut, WIDTH);
  return [...lines.map(({ text }) => text), ...(note === null ? [] : [note])].join("\n");
}

function findingText({ path, found, wanted }: Request["findings"][number]): string {
  return `${inlineCode(path, 60)}: found ${mrkdwn(found, 110)}, wanted ${mrkdwn(wanted, 110)}`;
}

/**
 * The steps that mend it, each with its command whole, as far as `limit` characters go; then how many
 * more there are. A command is never cut: what is copied runs.
 */
export function stepTexts(remedy: RemedyDocument, limit: number): readonly string[] {
  const steps: string[] = [];
  let room = limit - MORE_ROOM;
  for (const [at, { text, command }] of remedy.fix.entries()) {
    const words = `${at + 1}. ${mrkdwn(text, SENTENCE_LIMIT)}`;
    const step = command === null ? words : `${words}\n${fenced(command, Number.MAX_SAFE_INTEGER)}`;
    if (step.length > room) return [...steps, moreWords(remedy.fix.length - at)];
    steps.push(step);
    room -= step.length + 1;
  }
  return steps;
}

function moreWords(count: number): string {
  return `_${counted(count, "more step")}: see the incident._`;
}

/** The links that are there, as many as `limit` characters hold; the incident's command comes first. */
export function linksText({ links }: NoticeDocument, limit: number): string {
  const parts = [inlineCode(links.command, NAME_LIMIT)];
  let room = limit - NAME_LIMIT;
  for (const { name, address } of namedLinks(links)) {
    const link = mrkdwnLink(address, name);
    room -= link.length + 3;
    if (room >= 0) parts.push(link);
  }
  return parts.join(" · ");
}

/** What the cause rests on. */
export function gradeText({ request }: IncidentDocument): string | undefined {
  if (request === null) return undefined;
  const { meaning, raisedBy } = request.grade;
  return mrkdwn(`Evidence ${meaning}.${raisedBy === null ? "" : ` ${raisedBy}`}`, SENTENCE_LIMIT);
}

function timeOf(iso: string): EpochMs {
  return toEpochMs(Date.parse(iso));
}
