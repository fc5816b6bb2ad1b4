import type { ExecutionRecord, Origin, Place } from "../domain/record.ts";
import { isForeign } from "./openings.ts";
import type { Moment } from "./time.ts";
import { isWholeEntry } from "./whole-entry.ts";

const BLANK = 0x20;
const LONGEST_TEXT = 1024 * 1024;
const MOST_BLANK_LINES = 100;
const WORD = /^\w/;
/** A value that is JSON, or stands on the lines below. */
const DOCUMENT = /^[\w ]{1,80}:\s{0,8}(?:[{[]|$)/;

export type EntryStart = {
  readonly requestId: string | undefined;
  readonly moment: Moment | undefined;
  readonly text: string;
  readonly place: Place;
  readonly origin: Origin;
};

/** The record of an entry that has all its text. */
export function entryRecord(start: EntryStart): ExecutionRecord {
  return executionRecord(start, withoutTrailingBlanks(start.text));
}

/** The entry of an execution log that may go on over the next lines. One for all that follow each other. */
export class OpenEntry {
  #start: EntryStart | undefined;
  #more: string[] = [];
  #length = 0;
  #blanks = 0;
  /** Asked for each line of a payload, and found out at the first. */
  #isWhole: boolean | undefined;

  get isOpen(): boolean {
    return this.#start !== undefined;
  }

  /** It may have other lines: it says more than a step that is told in one. */
  get mayGoOn(): boolean {
    if (this.#start === undefined) return false;
    this.#isWhole ??= isWholeEntry(this.#start.text);
    return !this.#isWhole;
  }

  /** It has no prefix, and a document begins in its value: behind that another such may stand. */
  get isBareDocument(): boolean {
    const start = this.#start;
    if (start?.requestId !== undefined || start?.moment !== undefined) return false;
    return start !== undefined && isForeign(start.text) && DOCUMENT.test(start.text);
  }

  begin(start: EntryStart): void {
    this.#start = start;
    this.#length = start.text.length;
    this.#blanks = 0;
    this.#isWhole = undefined;
  }

  /** Takes a line that has no prefix; false when no entry is open, or it holds all it may. */
  add(line: string): boolean {
    if (this.#start === undefined) return false;
    this.#length += line.length + 1;
    if (this.#length > LONGEST_TEXT) return false;
    const isWrapped = this.#blanks === 0 && WORD.test(line) && !isForeign(this.#start.text);
    this.#more.push(isWrapped ? " " : "\n".repeat(this.#blanks + 1), line);
    this.#blanks = 0;
    return true;
  }

  blank(): void {
    this.#blanks = Math.min(this.#blanks + 1, MOST_BLANK_LINES);
  }

  /** The record of the entry, which is closed by that; nothing when none is open. */
  close(): ExecutionRecord | undefined {
    const start = this.#start;
    if (start === undefined) return undefined;
    const whole = this.#more.length === 0 ? start.text : start.text + this.#more.join("");
    this.#start = undefined;
    if (this.#more.length > 0) this.#more = [];
    return executionRecord(start, withoutTrailingBlanks(whole));
  }
}

/** Written out for the usual entries: spreading is slow, and there is a record for each line. */
function executionRecord(start: EntryStart, text: string): ExecutionRecord {
  const { requestId, moment, place, origin } = start;
  const kind = "execution";
  if (requestId === undefined) return { kind, ...timeOf(moment), text, place, origin };
  if (moment === undefined) return { kind, requestId, text, place, origin };
  const { time, zone } = moment;
  if (zone === undefined) return { kind, requestId, time, text, place, origin };
  return { kind, requestId, time, zone, text, place, origin };
}

function timeOf(moment: Moment | undefined): Pick<ExecutionRecord, "time" | "zone"> {
  if (moment === undefined) return {};
  const { time, zone } = moment;
  return zone === undefined ? { time } : { time, zone };
}

function withoutTrailingBlanks(text: string): string {
  return text.charCodeAt(text.length - 1) <= BLANK ? text.trimEnd() : text;
}
