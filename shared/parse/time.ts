import { type EpochMs, toEpochMs } from "../domain/time.ts";

/** A time, and the offset it was written with, if it was. */
export type Moment = { readonly time: EpochMs; readonly zone?: string };

/** A moment in a text, and where the text goes on. */
export type MomentAt = Moment & { readonly end: number };

const ISO =
  /(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?: ?(Z|UTC|GMT|[+-]\d\d:?\d\d)(?!\w))?/y;
const CONSOLE =
  /[A-Za-z]{2,3} {1,3}([A-Za-z]{3}) {1,3}(\d{1,2}) {1,3}(\d\d) ?: ?(\d\d) ?: ?(\d\d) {1,3}UTC {1,3}(\d{4}) ?:/y;
const CLF = /(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-]\d\d)(\d\d)/;
const HTTP = /(\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT/;
const DIGITS = /^\d{9,16}$/;
const MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

/** `2024-05-21T19:48:44.709Z` and its kin, standing at `at`. Without an offset it is taken as UTC. */
export function isoAt(text: string, at: number): MomentAt | undefined {
  ISO.lastIndex = at;
  const found = ISO.exec(text);
  if (found === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = found;
  const utc = utcOf([year, month, day, hour, minute, second].map(Number));
  if (utc === undefined) return undefined;
  const milliseconds = Math.floor(Number(`0.${fraction ?? 0}`) * 1000);
  const time = toEpochMs(utc + milliseconds - offsetMs(zone));
  const end = at + found[0].length;
  return zone === undefined ? { time, end } : { time, zone: zoneText(zone), end };
}

/** `Sun Jan 19 17:19:42 UTC 2020 :`, as the console's test prints it, standing at `at`. */
export function consoleTimeAt(text: string, at: number): MomentAt | undefined {
  CONSOLE.lastIndex = at;
  const found = CONSOLE.exec(text);
  if (found === null) return undefined;
  const [all, month, day, hour, minute, second, year] = found;
  const utc = utcOf([Number(year), monthOf(month), ...[day, hour, minute, second].map(Number)]);
  return utc === undefined
    ? undefined
    : { time: toEpochMs(utc), zone: "UTC", end: at + all.length };
}

/** `10/Oct/2024:13:55:36 +0000` anywhere in the text. */
export function clfTimeIn(text: string): Moment | undefined {
  const found = CLF.exec(text);
  if (found === null) return undefined;
  const [, day, month, year, hour, minute, second, zoneHour, zoneMinute] = found;
  const utc = utcOf([Number(year), monthOf(month), ...[day, hour, minute, second].map(Number)]);
  if (utc === undefined) return undefined;
  const zone = `${zoneHour}:${zoneMinute}`;
  return { time: toEpochMs(utc - offsetMs(zone)), zone };
}

/** `Fri, 20 Nov 2026 10:11:12 GMT`, as a header has it, anywhere in the text. */
export function httpTimeIn(text: string): Moment | undefined {
  const found = HTTP.exec(text);
  if (found === null) return undefined;
  const [, day, month, year, hour, minute, second] = found;
  const utc = utcOf([Number(year), monthOf(month), ...[day, hour, minute, second].map(Number)]);
  return utc === undefined ? undefined : { time: toEpochMs(utc), zone: "UTC" };
}

/** A time as a field of an event has it: epoch seconds or milliseconds, or ISO text. */
export function momentOf(value: unknown): Moment | undefined {
  if (typeof value === "number") return epochMoment(value);
  if (typeof value !== "string") return undefined;
  if (DIGITS.test(value)) return epochMoment(Number(value));
  const iso = isoAt(value, 0);
  if (iso === undefined) return undefined;
  const { end: _end, ...moment } = iso;
  return moment;
}

/** Of two times around an event its own: whatever else is done with it is done later. */
export function earlier(known: Moment | undefined, next: Moment | undefined): Moment | undefined {
  if (known === undefined || next === undefined) return known ?? next;
  return next.time < known.time ? next : known;
}

function epochMoment(value: number): Moment | undefined {
  if (!(value >= 1e8 && value < 1e16)) return undefined;
  if (value < 1e11) return { time: toEpochMs(Math.round(value * 1000)) };
  return { time: toEpochMs(Math.round(value < 1e14 ? value : value / 1000)) };
}

function utcOf(parts: readonly number[]): number | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const isReal =
    month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour < 24 && minute < 60 && second <= 60;
  return isReal ? Date.UTC(year, month - 1, day, hour, minute, second) : undefined;
}

function monthOf(name: string | undefined): number {
  const at = MONTHS.indexOf(String(name).toLowerCase());
  return at % 3 === 0 ? at / 3 + 1 : 0;
}

function offsetMs(zone: string | undefined): number {
  if (zone === undefined || !(zone.startsWith("+") || zone.startsWith("-"))) return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith("-") ? -minutes : minutes) * 60_000;
}

function zoneText(zone: string): string {
  if (zone === "GMT") return "UTC";
  return zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
}
