import { gzipSync } from "node:zlib";
import { ACCOUNT, type Kind, linesOf, requestIdOf } from "../../test/build/gateway-log.ts";
import { createRandom, type Random } from "../traffic/random.ts";

/** How a storm blows. */
export type Storm = {
  readonly streams: number;
  /** Failing requests a second, of all streams together. */
  readonly rate: number;
  readonly minutes: number;
  readonly seed: number;
  /** Causes by weight. */
  readonly mix: Partial<Readonly<Record<Kind, number>>>;
};

/** Ten thousand failing requests a second: mostly quick failures, some that take 29 s. */
export const STORM: Storm = {
  streams: 200,
  rate: 10_000,
  minutes: 5,
  seed: 1,
  mix: { malformed: 40, throttled: 25, crashed: 20, denied: 10, odd: 4, timeout: 1 },
};

export const STORM_START = Date.UTC(2026, 2, 4, 12);
/** Streams belong to so many stages in turn. */
const STAGES = 4;
const LONGEST_BATCH_MS = 5_000;
const SHORTEST_BATCH_MS = 1_000;
/** A delivery leaves so many of its newest events to the next one, or fewer: cut anywhere. */
const MOST_LEFT = 40;

/** One delivery: when it comes, and what a subscription sends. */
export type StormDelivery = { readonly at: number; readonly data: string };

/** An event as JSON, and when it was logged. */
type Written = { readonly time: number; readonly json: string };
/** The lines of a kind, as JSON: what stands between one name of the request and the next. */
type Template = readonly {
  readonly after: number;
  readonly parts: readonly string[];
  readonly nameOf: (id: string) => string;
}[];

const ID = requestIdOf(987_654_321_987);

/** The deliveries of a storm in the order they come, and how many requests of each kind failed. */
export class StormTraffic {
  readonly failed: Partial<Record<Kind, number>> = {};
  readonly #storm: Storm;
  readonly #random: Random;
  readonly #pick: () => Kind;
  readonly #templates = new Map<Kind, Template>();
  #requests = 0;
  #events = 0;

  constructor(storm: Storm) {
    this.#storm = storm;
    this.#random = createRandom(storm.seed);
    this.#pick = pickerOf(storm.mix, this.#random);
  }

  *deliveries(): Generator<StormDelivery, void> {
    const { streams, minutes } = this.#storm;
    const end = STORM_START + minutes * 60_000;
    const blowing = Array.from({ length: streams }, (_, number) => this.#newStream(number));
    while (blowing.length > 0) {
      const next = blowing.reduce((first, one) => (one.due < first.due ? one : first));
      const at = next.due;
      const events = this.#eventsDue(next, end);
      if (events.length > 0) yield { at, data: deliveryOf(next.number, events) };
      if (next.pending.length === 0 && next.nextStart >= end) {
        blowing.splice(blowing.indexOf(next), 1);
      }
    }
  }

  #newStream(number: number): Stream {
    const gap = (1000 * this.#storm.streams) / this.#storm.rate;
    return {
      number,
      nextStart: STORM_START + Math.floor(gap * this.#random.fraction()),
      gap,
      due: STORM_START + Math.floor(LONGEST_BATCH_MS * this.#random.fraction()) + 1,
      pending: [],
    };
  }

  /** What the stream holds until its batch is due, less a few; everything once no more comes. */
  #eventsDue(stream: Stream, end: number): readonly Written[] {
    for (; stream.nextStart < Math.min(stream.due, end); stream.nextStart += stream.gap) {
      this.#begin(stream);
    }
    stream.pending.sort((a, b) => a.time - b.time);
    const written = stream.pending.findIndex(({ time }) => time > stream.due);
    const most = written === -1 ? stream.pending.length : written;
    const left = stream.nextStart >= end ? 0 : Math.floor(MOST_LEFT * this.#random.fraction());
    const events = stream.pending.splice(0, Math.max(most - left, Math.min(most, 1)));
    const span = LONGEST_BATCH_MS - SHORTEST_BATCH_MS;
    stream.due += SHORTEST_BATCH_MS + Math.floor(span * this.#random.fraction());
    return events;
  }

  #begin(stream: Stream): void {
    const kind = this.#pick();
    const id = requestIdOf(this.#requests++);
    this.failed[kind] = (this.failed[kind] ?? 0) + 1;
    const start = Math.floor(stream.nextStart);
    for (const { after, parts, nameOf } of this.#templateOf(kind)) {
      const time = start + after;
      const number = String(this.#events++).padStart(20, "0");
      const message = `(${id}) ${parts.join(nameOf(id))}`;
      const json = `{"id":"39${String(time).padStart(34, "0")}${number}","timestamp":${time},"message":"${message}"}`;
      stream.pending.push({ time, json });
    }
  }

  #templateOf(kind: Kind): Template {
    const known = this.#templates.get(kind);
    if (known !== undefined) return known;
    const template = linesOf(kind, ID).map(({ after, text }) => {
      const nameOf = text.includes(ID) ? (id: string) => id : extendedIdOf;
      return { after, nameOf, parts: JSON.stringify(text).slice(1, -1).split(nameOf(ID)) };
    });
    this.#templates.set(kind, template);
    return template;
  }
}

function extendedIdOf(id: string): string {
  return `X${id.slice(-11)}gno=`;
}

type Stream = {
  readonly number: number;
  readonly gap: number;
  nextStart: number;
  due: number;
  readonly pending: Written[];
};

function deliveryOf(stream: number, events: readonly Written[]): string {
  const stage = ["a1b2c3d4e5/prod", "f6g7h8i9j0/prod", "k1l2m3n4o5/live", "p6q7r8s9t0/live"][
    stream % STAGES
  ];
  const head = `{"messageType":"DATA_MESSAGE","owner":"${ACCOUNT}","logGroup":"API-Gateway-Execution-Logs_${stage}","logStream":"stream-${stream}","subscriptionFilters":["apigw-triage"],"logEvents":[`;
  const json = `${head}${events.map((event) => event.json).join(",")}]}`;
  return gzipSync(json, { level: 1 }).toString("base64");
}

function pickerOf(mix: Storm["mix"], random: Random): () => Kind {
  const weights = Object.entries(mix) as [Kind, number][];
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  const last = weights.at(-1)?.[0] ?? "malformed";
  return () => {
    let left = random.fraction() * total;
    for (const [kind, weight] of weights) {
      left -= weight;
      if (left < 0) return kind;
    }
    return last;
  };
}
