import { type EpochMs, HOUR_MS, MINUTE_MS } from "../domain/time.ts";

const DAY_MS = 24 * HOUR_MS;
const DIGITS_GROUPED = 3;
/** What ISO 8601 can write with four digits of year; a log may claim any time. */
const LAST_MOMENT = Date.UTC(9999, 11, 31);

/** `counted(4120, "request")` is `4,120 requests`. */
export function counted(value: number, noun: string, many = `${noun}s`): string {
  return `${grouped(value)} ${value === 1 ? noun : many}`;
}

/** A rate or a percentage: `0.2`, `3`, `41`, `1,204`. */
export function figure(value: number): string {
  return value < 10 ? String(Math.round(value * 10) / 10) : grouped(value);
}

/** `0.01` as `1 %`. */
export function percent(share: number): string {
  return `${figure(share * 100)} %`;
}

/** A width of time, cut to what matters of it: `40 s`, `15 min`, `1 h 30 min`, `24 h`, `3 days 2 h`. */
export function duration(milliseconds: number): string {
  if (milliseconds < MINUTE_MS) return `${Math.floor(milliseconds / 1000)} s`;
  if (milliseconds < HOUR_MS) return `${Math.floor(milliseconds / MINUTE_MS)} min`;
  if (milliseconds < 2 * DAY_MS) return inTwo(milliseconds, HOUR_MS, "h", MINUTE_MS, "min");
  return inTwo(milliseconds, DAY_MS, "days", HOUR_MS, "h");
}

/** `2026-11-22 10:02 UTC`. */
export function moment(time: EpochMs): string {
  const possible = new Date(Math.min(Math.max(time, 0), LAST_MOMENT));
  return `${possible.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function inTwo(value: number, whole: number, name: string, part: number, partName: string) {
  const rest = Math.floor((value % whole) / part);
  const start = `${Math.floor(value / whole)} ${name}`;
  return rest === 0 ? start : `${start} ${rest} ${partName}`;
}

/** `4120.4` as `4,120`: to make a formatter of `Intl` would take longer than all else on a cold start. */
function grouped(value: number): string {
  const digits = String(Math.round(value));
  let text = digits.slice(-DIGITS_GROUPED);
  for (let end = digits.length - DIGITS_GROUPED; end > 0; end -= DIGITS_GROUPED) {
    text = `${digits.slice(Math.max(0, end - DIGITS_GROUPED), end)},${text}`;
  }
  return text;
}
