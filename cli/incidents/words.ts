import type { Incident } from "../../shared/domain/incident.ts";
import type { EpochMs } from "../../shared/domain/time.ts";
import { displayStateOf } from "../../shared/incident/notice.ts";
import { counted } from "../../shared/report/figures.ts";
import { type Clock, date, dateTime, timeOfDay, zoneLabel } from "../../shared/report/moment.ts";

/** `malformed_proxy_response / body_not_string`; a cause without reasons stands alone. */
export function causeTitle({ fault: { cause, reason } }: Incident): string {
  return reason === "none" ? cause : `${cause} / ${reason}`;
}

/** `API a1b2c3d4e5, stage prod · orders:live · POST /orders`: where it strikes, as far as known. */
export function whereWords({ fault }: Incident): string {
  const { apiId, stage, target, route } = fault;
  const api = [
    ...(apiId === undefined ? [] : [`API ${apiId}`]),
    ...(stage === undefined ? [] : [`stage ${stage}`]),
  ].join(", ");
  const words = [api, target ?? "", route ?? ""].filter((part) => part !== "");
  return words.length === 0 ? "not named in the log" : words.join(" · ");
}

/** `412 requests failed, 2026-11-22 10:12:03 to 10:47:10 UTC`. */
export function countWords({ count, firstSeen, lastSeen }: Incident, clock: Clock): string {
  return `${counted(count, "request")} failed, ${stretchWords(firstSeen, lastSeen, clock)}`;
}

/** `2026-11-22 10:12:03 to 10:47:10 UTC`; the date is not repeated within a day. */
export function stretchWords(from: EpochMs, to: EpochMs, clock: Clock): string {
  const zone = zoneLabel(to, clock);
  if (from === to) return `${dateTime(from, clock)} ${zone}`;
  const end = date(from, clock) === date(to, clock) ? timeOfDay(to, clock) : dateTime(to, clock);
  return `${dateTime(from, clock)} to ${end} ${zone}`;
}

export function momentWords(time: EpochMs, clock: Clock): string {
  return `${dateTime(time, clock)} ${zoneLabel(time, clock)}`;
}

/** `open`, `acknowledged`, `silenced` or `resolved`. */
export function stateWords(incident: Incident, now: EpochMs): string {
  return displayStateOf(incident, now);
}
