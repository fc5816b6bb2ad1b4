import type { Settled } from "../domain/settled.ts";
import { eventSearchFor } from "./event-search.ts";
import { ID_BYTES } from "./id-hash.ts";
import { idAfter, isDigit } from "./sift-entry.ts";
import { DROP, SiftState } from "./sift-state.ts";
import { NOBODY, Stretch } from "./sift-stretch.ts";

/** A delivery of which only the events that matter are left. */
export type SiftedDelivery = {
  /** The delivery, still JSON, without the events of requests that plainly succeeded. */
  readonly json: Buffer;
  readonly settled: Settled;
  /** How many events were found; none in what has not the layout of a delivery. */
  readonly events: number;
};

/** What begins the list of events: no JSON string can hold it. */
const LIST = Buffer.from('"logEvents":[');
const MESSAGE = Buffer.from(',"message":"');
const COMMA = Buffer.from(",");
const BRACE = 123;
const QUOTE = 34;
const COLON = 58;
/** The events of a request take more: if there are more requests than that, some are passed on unsifted. */
const REQUEST_BYTES = 2048;
/** Most events take more, and some of them stand together. */
const RUN_BYTES = 1024;
/** `{"id":"…56 digits…","timestamp":1795347600123` and some. */
const LONGEST_HEAD = 160;

/**
 * Counts the plain successes of a delivery, and leaves them out, without parsing their events: a
 * scan for a few bytes (bench, row `delivery`). `bytes` is what a subscription's data unpacks to; what
 * has not that layout is handed back whole.
 */
export function siftDelivery(bytes: Buffer): SiftedDelivery {
  const state = new SiftState(powerOfTwo(bytes.length / REQUEST_BYTES));
  const runs = eventsIn(bytes, state);
  if (runs.count === 0) return { json: bytes, settled: state.settled(), events: 0 };
  const pieces = [bytes.subarray(0, runs.startOf(0) + 1)];
  let events = 0;
  for (let run = 0; run < runs.count; run++) {
    const records = runs.recordsOf(run);
    events += records;
    if (state.fate(runs.ownerOf(run), records, true) === DROP) continue;
    const comma = pieces.length > 1 ? 0 : 1; // stands before every event but the first
    pieces.push(bytes.subarray(runs.startOf(run) + comma, runs.endOf(run)));
  }
  pieces.push(bytes.subarray(runs.endOf(runs.count - 1)));
  return { json: Buffer.concat(pieces), settled: state.settled(), events };
}

/** The first power of two that is not less than `number`, and at least 16. */
function powerOfTwo(number: number): number {
  return 2 ** Math.max(4, Math.ceil(Math.log2(number)));
}

/** Every event, with what stands before it: where that starts and ends, and the number of its request. */
function eventsIn(bytes: Buffer, state: SiftState): Stretch {
  const events = new Stretch(Math.ceil(bytes.length / RUN_BYTES));
  const ownerOf = createOwnerReader(bytes, state);
  const list = bytes.indexOf(LIST);
  let start = list === -1 ? bytes.length : list + LIST.length;
  const nextEvent = eventSearchFor(bytes, start);
  while (bytes[start] === BRACE) {
    const next = nextEvent(bytes, start);
    const end = next === -1 ? bytes.lastIndexOf("]") : next - 1;
    events.add(start - 1, end, ownerOf(start, end), 0);
    start = next === -1 ? bytes.length : next;
  }
  return events;
}

/** Finds whose an event is, and marks what its message says. */
function createOwnerReader(bytes: Buffer, state: SiftState) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let usual = 0;

  /** Where the message begins: nearly always as far on as in the event before. */
  function messageAt(start: number): number {
    if (isMessageBefore(bytes, start + usual)) return start + usual;
    const found = bytes.subarray(start, start + LONGEST_HEAD).indexOf(MESSAGE);
    usual = found === -1 ? 0 : found + MESSAGE.length;
    return found === -1 ? bytes.length : start + usual;
  }

  return (start: number, end: number): number => {
    const message = messageAt(start);
    // An event that does not end with a string has fields of the customer's, perhaps another message.
    const id = bytes[end - 2] === QUOTE ? idAfter(bytes, message, end) : -1;
    const owner = id === -1 ? NOBODY : state.numberAt(view, id);
    if (owner === NOBODY) return NOBODY;
    const isFirst = state.note(owner, bytes, view, id + ID_BYTES + 2, end);
    if (isFirst) state.sawTime(numberBefore(bytes, message - MESSAGE.length));
    return owner;
  };
}

/** True when a key that ends in `e`, and the quote of its value, end at `at`: `,"message":"`. */
function isMessageBefore(bytes: Buffer, at: number): boolean {
  return (
    bytes[at - 1] === QUOTE &&
    bytes[at - 2] === COLON &&
    bytes[at - 3] === QUOTE &&
    bytes[at - 4] === 101 &&
    bytes[at - MESSAGE.length] === COMMA[0]
  );
}

/** The whole number whose last digit stands before `end`. */
function numberBefore(bytes: Buffer, end: number): number {
  let number = 0;
  let weight = 1;
  for (let at = end - 1; isDigit(bytes[at] as number); at--) {
    number += ((bytes[at] as number) - 48) * weight;
    weight *= 10;
  }
  return number;
}
