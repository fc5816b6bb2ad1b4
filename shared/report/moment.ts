import { type EpochMs, toEpochMs } from "../domain/time.ts";

/** How times are to be shown: in UTC when asked, else in the log's own zone, else in the reader's. */
export type TimeChoice = {
  readonly utc: boolean;
  /** Minutes the reader's clock is ahead of UTC at `time`. */
  readonly localOffset: (time: EpochMs) => number;
};

/** Minutes ahead of UTC at `time`. */
export type Clock = (time: EpochMs) => number;

/** What ISO 8601 can write with four digits of year; a log may claim any number. */
const EARLIEST = Date.parse("0001-01-02T00:00:00Z");
const LATEST = Date.UTC(9999, 11, 30);
const OFFSET = /^([+-])(\d\d):?(\d\d)?$/;

/** The clock to show the times of a log by, whose entries carry `zone` (`Z`, `UTC`, `+09:00`). */
export function clockFor(zone: string | undefined, choice: TimeChoice): Clock {
  if (choice.utc) return () => 0;
  const offset = zone === undefined ? undefined : offsetOf(zone);
  return offset === undefined ? choice.localOffset : () => offset;
}

/** `2026-11-22 10:02:03`. */
export function dateTime(time: EpochMs, clock: Clock): string {
  return iso(time, clock).slice(0, 19).replace("T", " ");
}

/** `2026-11-22`. */
export function date(time: EpochMs, clock: Clock): string {
  return iso(time, clock).slice(0, 10);
}

/** `10:02:03`, or `10:02:03.123` for a time with milliseconds when they are asked for. */
export function timeOfDay(time: EpochMs, clock: Clock, milliseconds = false): string {
  return iso(time, clock).slice(11, milliseconds && time % 1000 !== 0 ? 23 : 19);
}

/** `UTC`, or `+09:00`: what the clock is ahead at `time`. */
export function zoneLabel(time: EpochMs, clock: Clock): string {
  const minutes = clock(time);
  if (minutes === 0) return "UTC";
  const size = Math.abs(minutes);
  const hours = String(Math.floor(size / 60)).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${hours}:${String(size % 60).padStart(2, "0")}`;
}

/** `2026-11-22T10:02:03.000Z`, for machines. */
export function isoTime(time: EpochMs): string {
  return iso(time, () => 0);
}

function offsetOf(zone: string): number | undefined {
  if (zone === "Z" || zone === "UTC" || zone === "GMT") return 0;
  const parts = OFFSET.exec(zone);
  if (parts === null) return undefined;
  const size = Number(parts[2]) * 60 + Number(parts[3] ?? 0);
  return parts[1] === "-" ? -size : size;
}

function iso(time: EpochMs, clock: Clock): string {
  const possible = toEpochMs(Math.min(LATEST, Math.max(EARLIEST, time)));
  return new Date(possible + clock(possible) * 60_000).toISOString();
}
