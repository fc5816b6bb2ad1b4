import { toEpochMs } from "../domain/time.ts";
import { isUuidAt } from "./request-id.ts";
import { isoAt, type Moment } from "./time.ts";

const UTC = "Z";
/** `2026-11-20T10:11` */
const MINUTE = 16;
/** Where the bracket of the id stands after `2026-11-20T10:11:12.123Z `. */
const BRACKET = 25;
const ZERO = 48;

/** The time and the place of the id on a line `2026-11-20T10:11:12.123Z (uuid) …`, as tools export it. */
export type UsualTime = { readonly moment: Moment | undefined; readonly end: number };

/**
 * Reads that one form of a time a hundred times faster than `isoAt`, of which it is a part: lines that
 * follow each other mostly have the minute in common (bench, row `analyze`).
 */
export function createUsualTime(): (text: string) => UsualTime | undefined {
  let minute = "";
  let minuteMs = 0;

  function readMinute(text: string): void {
    minute = text.slice(0, MINUTE);
    minuteMs = isoAt(`${minute}:00Z`, 0)?.time ?? Number.NaN;
  }

  return (text) => {
    if (!isUsual(text)) return undefined;
    if (!text.startsWith(minute) || minute === "") readMinute(text);
    const time = minuteMs + number(text, 17, 2) * 1000 + number(text, 20, 3);
    if (Number.isNaN(time)) return undefined;
    return { moment: { time: toEpochMs(time), zone: UTC }, end: BRACKET };
  };
}

function isUsual(text: string): boolean {
  return (
    text.charCodeAt(10) === 84 &&
    text.charCodeAt(16) === 58 &&
    text.charCodeAt(19) === 46 &&
    text.charCodeAt(23) === 90 &&
    (text.charCodeAt(24) === 32 || text.charCodeAt(24) === 9) &&
    isUuidAt(text, BRACKET)
  );
}

/** The number of so many digits at `at`, or NaN. */
function number(text: string, at: number, digits: number): number {
  let value = 0;
  for (let place = at; place < at + digits; place++) {
    const digit = text.charCodeAt(place) - ZERO;
    value = digit >= 0 && digit <= 9 ? value * 10 + digit : Number.NaN;
  }
  return value;
}
