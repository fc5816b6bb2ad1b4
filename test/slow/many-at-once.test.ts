import { expect, test } from "vitest";
import { DEFAULT_TRAFFIC, schedule, type TrafficOptions } from "../../bench/traffic/schedule.ts";
import { textLog } from "../../bench/traffic/text-log.ts";
import { generateTraffic } from "../../bench/traffic/traffic.ts";
import { createTriage } from "../../shared/pipeline.ts";

/** So many requests are under way at once as a large API has at a backend that answers slowly. */
const MANY: Partial<TrafficOptions> = {
  requests: 40_000,
  rate: 40_000,
  concurrency: 30_000,
  failShare: 0.03,
};

test("of tens of thousands of requests at once each is counted by its cause, as it was", () => {
  const triage = createTriage({ inputs: [], redaction: "masked", keep: "none" });
  const feed = triage.open("x.log");
  for (const chunk of textLog(schedule({ ...DEFAULT_TRAFFIC, ...MANY }))) feed.push(chunk);
  feed.end();
  triage.finish();
  const { faults, totals } = triage.summary();

  const wanted = new Map<string, number>();
  for (const { truth } of generateTraffic(MANY))
    add(wanted, truth.kind === "success" ? "success" : truth.diagnosis.cause, 1);
  const found = new Map([["success", totals.succeeded]]);
  for (const { diagnosis, count } of faults) add(found, diagnosis.cause, count);
  expect(found).toEqual(wanted);
  expect(totals).toMatchObject({ requests: 40_000, unclassified: 0, incomplete: 0 });
});

function add(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}
