import { gunzipSync, gzipSync } from "node:zlib";
import { judgeDelivery, openDelivery } from "../shared/delivery.ts";
import { toEpochMs } from "../shared/domain/time.ts";
import { tallied } from "../shared/flow/tallying.ts";
import { median, type Row, rowOf } from "./row.ts";
import { deliveryOf, type LogEvent } from "./traffic/log-event.ts";
import { generateEvents } from "./traffic/traffic.ts";

const EVENTS = 11_000;
const BUDGET = 0.8;
/** A function that deliveries keep busy has run the same code for hours. */
const WARM_UP_ROUNDS = 300;

/** One delivery of 11,000 events, 3 % of its requests failing: delivery in, tally out, against a plain parse. */
export function deliveryRow(rounds: number): Row {
  const data = packedDelivery();
  const parse = () => JSON.parse(gunzipSync(Buffer.from(data, "base64")).toString());
  const judge = () => tallyOf(data);
  for (let round = 0; round < WARM_UP_ROUNDS; round++) {
    parse();
    judge();
  }
  const times = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    times.theirs.push(timeOf(parse));
    times.ours.push(timeOf(judge));
  }
  return rowOf({
    what: `delivery of ${EVENTS} events, ${(data.length / 1e6).toFixed(2)} MB of base64`,
    ours: median(times.ours),
    against: "base64 + gunzip + JSON.parse",
    theirs: median(times.theirs),
    unit: "ms",
    budget: BUDGET,
  });
}

function tallyOf(data: string) {
  const opened = openDelivery(data);
  if (!opened.ok) throw new Error(opened.error.detail);
  const { head } = opened.value;
  return tallied(head, judgeDelivery(opened.value), "us-east-1", toEpochMs(Date.now()));
}

function packedDelivery(): string {
  const events: LogEvent[] = [];
  for (const event of generateEvents({ failShare: 0.03 })) {
    if (events.push(event) === EVENTS) break;
  }
  return gzipSync(deliveryOf(events)).toString("base64");
}

function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
