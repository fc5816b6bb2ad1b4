import type { Strikes } from "../../domain/fault.ts";
import type { IncidentNoticeKind, Traffic } from "../../domain/notice.ts";
import type { EpochMs } from "../../domain/time.ts";
import { counted, grouped, share } from "../figures.ts";
import { date, dateTime, timeOfDay } from "../moment.ts";
import { targetWords } from "../phrases.ts";
import type { BlindNotice, DigestNotice, IncidentNotice } from "./notice-kinds.ts";

/** Messages go to people of many places: they say UTC, and say so. */
const UTC = () => 0;

/** Where an API is, as a notice or its document has it. */
type Place = Readonly<
  Record<"apiId" | "stage" | "accountId" | "region", string | null | undefined>
>;

/** What fails, as a notice or its document has it. */
type Failure = {
  readonly fault: Partial<Place & Readonly<Record<"route" | "target", string | null | undefined>>>;
  readonly sample?: { readonly facts: { readonly status?: number } };
};

/** `malformed_proxy_response (body_not_string)`; a cause without reasons stands alone. */
export function causeWords({
  cause,
  reason,
}: Readonly<Record<"cause" | "reason", string>>): string {
  return reason === "none" ? cause : `${cause} (${reason})`;
}

/** `a1b2c3d4e5/prod`, as far as it is known. */
export function stageWords({ apiId, stage }: Partial<Place>): string | undefined {
  const parts = [apiId, stage].filter((part) => typeof part === "string");
  return parts.length === 0 ? undefined : parts.join("/");
}

/** `API a1b2c3d4e5, stage prod, account 123456789012, eu-west-1`: what is known of it. */
export function placeWords({ apiId, stage, accountId, region }: Partial<Place>): string {
  const parts = [
    ...(typeof apiId === "string" ? [`API ${apiId}`] : []),
    ...(typeof stage === "string" ? [`stage ${stage}`] : []),
    ...(typeof accountId === "string" ? [`account ${accountId}`] : []),
    ...(typeof region === "string" ? [region] : []),
  ];
  return parts.length === 0 ? "an API that the log does not name" : parts.join(", ");
}

/** `POST /orders answers 502`, `function orders:live fails`: what fails and what clients get. */
export function failureWords({ fault, sample }: Failure): string {
  const status = sample?.facts.status;
  return `${whatFails(fault)} ${status === undefined ? "fails" : `answers ${status}`}`;
}

/** `POST /orders`: what fails, by the most exact name there is. */
export function whatFails(fault: Failure["fault"]): string {
  return fault.route ?? fault.target ?? stageWords(fault) ?? "An API";
}

/** What is called behind it, unless the failure is named after it already. */
export function behindWords({ fault, sample }: IncidentNotice): string | undefined {
  if (fault.target === undefined || fault.route === undefined) return undefined;
  const target = sample?.facts.target;
  return target === undefined ? fault.target : targetWords(target);
}

const OPENINGS: Readonly<Record<IncidentNoticeKind, string>> = {
  opened: "",
  reopened: "Back again: ",
  reminder: "Still failing: ",
  escalated: "Worse than before: ",
  resolved: "Resolved: ",
};

/** The first line of a notice, which says what it is by itself. */
export function openingLine(notice: IncidentNotice | DigestNotice | BlindNotice): string {
  return `${headline(notice)}.`;
}

/** The same with the stage and the cause, for where no other line may be read. */
export function summaryOf(notice: IncidentNotice | DigestNotice | BlindNotice): string {
  if (notice.kind === "digest" || notice.kind === "blind") return headline(notice);
  const stage = stageWords(notice.fault);
  return `${headline(notice)}${stage === undefined ? "" : ` on ${stage}`}: ${causeWords(notice.fault)}`;
}

function headline(notice: IncidentNotice | DigestNotice | BlindNotice): string {
  switch (notice.kind) {
    case "digest":
      return `${counted(notice.entries.length + notice.more, "notice")} at once, told together here`;
    case "blind":
      return BLIND_OPENINGS[notice.state](stageWords(notice.scope) ?? notice.logGroup);
    case "resolved":
      return `${OPENINGS.resolved}${whatFails(notice.fault)} fails no more`;
    default:
      return `${OPENINGS[notice.kind]}${failureWords(notice)}`;
  }
}

const BLIND_OPENINGS: Readonly<Record<BlindNotice["state"], (stage: string) => string>> = {
  silent: (stage) => `Not watched at the moment: ${stage} answers requests and logs nothing`,
  undelivered: (stage) => `Not watched fully at the moment: log lines of ${stage} do not arrive`,
  sees_again: (stage) => `Watched again: log lines of ${stage} arrive`,
};

/** `12 requests failed from 2026-11-22 10:02:03 to 10:04:11 UTC`. */
export function countWords({ count, firstSeen, lastSeen }: Strikes): string {
  const failed = `${counted(count, "request")} failed`;
  return firstSeen === lastSeen
    ? `${failed}, at ${momentWords(firstSeen)}`
    : `${failed}, from ${stretchWords(firstSeen, lastSeen)}`;
}

/** `12 of the stage's 387 requests failed this way (3.1 %)`, if its log shows all of them. */
export function trafficWords(traffic: Traffic | undefined): string | undefined {
  if (traffic?.requests === undefined) return undefined;
  const { failures, requests, from, to } = traffic;
  const failed = `${grouped(failures)} of the stage's ${counted(requests, "request")} failed this way`;
  return `${failed} (${share(failures, requests)}), from ${stretchWords(from, to)}`;
}

/** `2026-11-22 10:02:03 UTC`. */
export function momentWords(time: EpochMs): string {
  return `${dateTime(time, UTC)} UTC`;
}

/** `2026-11-22 10:02:03 to 10:04:11 UTC`. */
function stretchWords(from: EpochMs, to: EpochMs): string {
  const isOneDay = date(from, UTC) === date(to, UTC);
  return `${dateTime(from, UTC)} to ${isOneDay ? timeOfDay(to, UTC) : dateTime(to, UTC)} UTC`;
}

/** How long it lasted or lasts: `41 min`, `3 h 20 min`, `2 days 4 h`. */
export function lastingWords(from: EpochMs, to: EpochMs): string {
  const minutes = Math.max(0, Math.round((to - from) / 60_000));
  if (minutes < 1) return "less than a minute";
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return joined(`${hours} h`, minutes % 60, "min");
  return joined(counted(Math.floor(hours / 24), "day"), hours % 24, "h");
}

function joined(large: string, small: number, unit: string): string {
  return small === 0 ? large : `${large} ${small} ${unit}`;
}
