import type { IncidentNoticeKind, Notice } from "../../domain/notice.ts";
import { counted } from "../figures.ts";
import type { BlindNotice, DigestNotice, IncidentNotice } from "./notice-kinds.ts";
import { causeWords, failureWords, stageWords, whatFails } from "./words.ts";

/** SNS takes less than 100 characters of printable ASCII. */
const LIMIT = 99;
const PLACE_LIMIT = 32;
/** A failure, or what fails before its ` answers 502`, cut to less than this says nothing. */
const LEAST = 8;
const ENDING = /(?: answers \d+| fails)?$/;
const NOT_PRINTABLE = /[^ -~]/gu;

const PREFIXES: Readonly<Record<IncidentNoticeKind, string>> = {
  opened: "",
  reopened: "back again: ",
  reminder: "still: ",
  escalated: "worse: ",
  resolved: "resolved: ",
};
const BLIND_SUBJECTS: Readonly<Record<BlindNotice["state"], string>> = {
  silent: "not watched: it answers requests and logs nothing",
  undelivered: "not watched fully: log lines do not arrive",
  sees_again: "watched again: log lines arrive",
};

/** The subject of an e-mail: `[critical] a1b2c3d4e5/prod: POST /orders answers 502, integration_timeout`. */
export function subjectOf(notice: Notice): string {
  return cut(ascii(`[${notice.severity}] ${wordsOf(notice)}`), LIMIT);
}

function wordsOf(notice: IncidentNotice | DigestNotice | BlindNotice): string {
  if (notice.kind === "digest") {
    return `${counted(notice.entries.length + notice.more, "notice")} at once, worst first`;
  }
  if (notice.kind === "blind") {
    return `${cut(ascii(placeOf(notice)), PLACE_LIMIT)}: ${BLIND_SUBJECTS[notice.state]}`;
  }
  const cause = ascii(causeWords(notice.fault));
  const head = `[${notice.severity}] ${PREFIXES[notice.kind]}`;
  const placeLimit = Math.min(PLACE_LIMIT, LIMIT - `${head}: ${cause}`.length);
  const place = cut(ascii(placeOf(notice)), placeLimit);
  const failure = ascii(
    notice.kind === "resolved" ? whatFails(notice.fault) : failureWords(notice),
  );
  const room = LIMIT - `${head}${place}: , ${cause}`.length;
  const shown = room < Math.min(LEAST, failure.length) ? "" : `${cutBefore(failure, room)}, `;
  return `${PREFIXES[notice.kind]}${place}: ${shown}${cause}`;
}

function placeOf(notice: IncidentNotice | BlindNotice): string {
  if (notice.kind === "blind") return stageWords(notice.scope) ?? notice.logGroup;
  return stageWords(notice.fault) ?? "unnamed API";
}

/** What clients get stands last, and stays. */
function cutBefore(failure: string, room: number): string {
  const at = failure.search(ENDING);
  const before = room - (failure.length - at);
  return before < LEAST
    ? cut(failure, room)
    : cut(failure.slice(0, at), before) + failure.slice(at);
}

function ascii(text: string): string {
  return text.replace(NOT_PRINTABLE, "?");
}

function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 3)}...`;
}
