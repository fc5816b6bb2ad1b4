import type { Settled } from "../domain/settled.ts";
import { toEpochMs } from "../domain/time.ts";
import { isUuidAt } from "./request-id.ts";

/** A delivery of which only the events that matter are left. */
export type SiftedDelivery = {
  /** The delivery, still JSON, without the events of requests that plainly succeeded. */
  readonly json: string;
  readonly settled: Settled;
};

/** What the events say of one request. */
type Request = {
  hasSucceeded: boolean;
  /** What it ended with; 0 before its end. */
  status: number;
  events: number;
  readonly firstMs: number;
};

/** Where events begin, and whose they are. */
type Events = { readonly starts: number[]; readonly owners: (Request | undefined)[] };

/** What begins the list of events, and what stands between two: no JSON string can hold either. */
const LIST = '"logEvents":[';
const BETWEEN = '},{"id":"';
const MESSAGE = ',"message":"';
const SUCCESS = 'Successfully completed execution"';
const END = "Method completed with status: ";
/** `{"id":"…56 digits…","timestamp":1795347600123` and some. */
const LONGEST_HEAD = 160;
/** `(uuid) ` */
const ID_FRAME = 39;
const QUOTE = 34;

/**
 * Counts the plain successes of a delivery, and leaves them out, without parsing their events: a few
 * characters of each are looked at (bench, row `delivery`). `json` is what a subscription's data unpacks
 * to; what has not that layout is handed back whole.
 */
export function siftDelivery(json: string): SiftedDelivery {
  const list = json.indexOf(LIST);
  const requests = new Map<string, Request>();
  const first = list + LIST.length;
  if (list === -1 || json[first] !== "{") return { json, settled: settledIn(requests) };
  const end = json.lastIndexOf("]");
  const events = eventsIn(json, first, end, requests);
  const kept = events.owners.flatMap((owner, event) => {
    if (owner !== undefined && isPlainSuccess(owner)) return [];
    return [json.slice(events.starts[event], (events.starts[event + 1] ?? end + 1) - 1)];
  });
  return {
    json: json.slice(0, first) + kept.join(",") + json.slice(end),
    settled: settledIn(requests),
  };
}

function eventsIn(
  json: string,
  first: number,
  end: number,
  requests: Map<string, Request>,
): Events {
  const events: Events = { starts: [], owners: [] };
  const messageOf = createMessageFinder(json);
  for (let start = first; start !== -1; ) {
    const between = json.indexOf(BETWEEN, start);
    const stop = between === -1 ? end : between + 1;
    events.starts.push(start);
    events.owners.push(ownerOf(json, messageOf(start), stop, requests));
    start = between === -1 ? -1 : stop + 1;
  }
  return events;
}

/** Finds where an event's message begins: nearly always as far on as in the event before. */
function createMessageFinder(json: string): (start: number) => number {
  let usual = 0;
  return (start) => {
    if (usual > 0 && json.startsWith(MESSAGE, start + usual - MESSAGE.length)) return start + usual;
    const at = json.slice(start, start + LONGEST_HEAD).indexOf(MESSAGE);
    usual = at === -1 ? 0 : at + MESSAGE.length;
    return at === -1 ? json.length : start + usual;
  };
}

/** The request whose event ends at `stop`, after noting what its message says. */
function ownerOf(
  json: string,
  message: number,
  stop: number,
  requests: Map<string, Request>,
): Request | undefined {
  // An event that does not end with a string has fields of the customer's, perhaps another message.
  if (!isUuidAt(json, message) || json.charCodeAt(stop - 2) !== QUOTE) return undefined;
  const id = json.slice(message + 1, message + ID_FRAME - 2);
  const known = requests.get(id);
  const request = known ?? newRequest(json, message - MESSAGE.length);
  if (known === undefined) requests.set(id, request);
  request.events++;
  note(request, json, message + ID_FRAME);
  return request;
}

function newRequest(json: string, timestampEnd: number): Request {
  const firstMs = Number(json.slice(json.lastIndexOf(":", timestampEnd) + 1, timestampEnd));
  return { hasSucceeded: false, status: 0, events: 0, firstMs };
}

function note(request: Request, json: string, text: number): void {
  if (json.startsWith(SUCCESS, text)) request.hasSucceeded = true;
  if (!json.startsWith(END, text)) return;
  const digits = text + END.length;
  const status = Number(json.slice(digits, json.indexOf('"', digits)));
  // A bad end stays: an id that came twice is passed on with all its events.
  if (!(request.status >= 500)) request.status = status >= 200 ? status : 500;
}

function isPlainSuccess({ hasSucceeded, status }: Request): boolean {
  return hasSucceeded && status >= 200 && status < 500;
}

function settledIn(requests: ReadonlyMap<string, Request>): Settled {
  const statuses = new Map<number, number>();
  let records = 0;
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const request of requests.values()) {
    if (!isPlainSuccess(request)) continue;
    const { status, events, firstMs } = request;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    records += events;
    from = Math.min(from, firstMs);
    to = Math.max(to, firstMs);
  }
  return { statuses, records, ...(from <= to && { from: toEpochMs(from), to: toEpochMs(to) }) };
}
