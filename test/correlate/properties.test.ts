import fc from "fast-check";
import { expect, test } from "vitest";
import { generateTraffic } from "../../bench/traffic/traffic.ts";
import { createCorrelator } from "../../shared/correlate/correlator.ts";
import type { ExecutionRecord, LogRecord } from "../../shared/domain/record.ts";
import { toEpochMs } from "../../shared/domain/time.ts";
import type { Trace } from "../../shared/domain/trace.ts";
import { access, executions } from "../build/records.ts";
import { correlated } from "./correlated.ts";

const TRAFFIC = [...generateTraffic({ requests: 60, failShare: 0.7, seed: 7 })];

function recordsOf(hasTimes: boolean): readonly LogRecord[] {
  return TRAFFIC.flatMap(({ requestId, extendedRequestId, status, events }) => [
    ...executions(events.map(({ message }) => message)).map((record, index) => {
      const time = toEpochMs(events[index]?.timestamp ?? 0);
      return hasTimes ? { ...record, time } : record;
    }),
    access({ requestId, extendedRequestId, status: String(status) }),
  ]);
}

function byId(traces: readonly Trace[]) {
  return traces.toSorted((a, b) => ((a.requestId ?? "") < (b.requestId ?? "") ? -1 : 1));
}

const WITH_TIMES = recordsOf(true);
const WITHOUT_TIMES = recordsOf(false);

test.each([
  { name: "with times", records: WITH_TIMES },
  { name: "without times", records: WITHOUT_TIMES },
])("order, repeats and interleaving of records $name change no trace", ({ records }) => {
  const expected = byId(correlated(records));
  expect(expected).toHaveLength(TRAFFIC.length);

  const arrivals = fc
    .tuple(fc.subarray([...records], { maxLength: 50 }), fc.infiniteStream(fc.nat()))
    .map(([repeated, keys]) => shuffled([...records, ...repeated], keys));
  fc.assert(
    fc.property(arrivals, (arrived) => {
      expect(byId(correlated(arrived))).toEqual(expected);
    }),
    { numRuns: 30 },
  );
});

function shuffled<Item>(items: readonly Item[], keys: Iterable<number>): readonly Item[] {
  const stream = keys[Symbol.iterator]();
  return items
    .map((item) => ({ item, key: Number(stream.next().value) }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

test("the lines of a made-up request come out as the service writes them", () => {
  const traces = correlated(WITHOUT_TIMES);
  for (const { requestId, events } of TRAFFIC) {
    const trace = traces.find((other) => other.requestId === requestId);
    const texts = events.map(({ message }) => message.slice(`(${requestId}) `.length));

    expect(trace?.records.slice(0, -1).map(({ text }) => text)).toEqual(texts);
  }
});

/** Few ids, texts and times, so that ties and contradictions happen. */
const anyRecord: fc.Arbitrary<ExecutionRecord> = fc.record({
  kind: fc.constant("execution" as const),
  requestId: fc.constantFrom("a1", "b2", "XXX", undefined),
  time: fc.constantFrom(undefined, 1, 2).map((time) => time && toEpochMs(time)),
  text: fc.oneof(
    fc.constantFrom(
      "Starting execution for request: a1",
      "Extended Request Id: AbCd1=",
      "Extended Request Id: EfGh2=",
      "Execution log for request test-request",
      "Sending request to https://x.example.com",
      "Execution failed due to a timeout error",
      "Method completed with status: 504",
      "X-ray Tracing ID : 1-2-3",
    ),
    fc.string(),
  ),
  place: fc.record({ input: fc.constantFrom("x", "y"), line: fc.nat(9) }),
  origin: fc.constant({}),
}) as fc.Arbitrary<ExecutionRecord>;

test("no text is lost, and no record is given out twice", () => {
  fc.assert(
    fc.property(fc.array(anyRecord), (drawn) => {
      const records = drawn.map((record, line) => ({
        ...record,
        place: { ...record.place, line },
      }));
      const given = correlated(records).flatMap((trace) => trace.records);

      expect(new Set(given.map(({ text }) => text))).toEqual(
        new Set(records.map(({ text }) => text)),
      );
      expect(new Set(given.map(({ place }) => place.line)).size).toBe(given.length);
    }),
  );
});

test("with little room each id is given out once, and every record is given out or counted", () => {
  const anyId = fc.constantFrom("a1", "b2", "c3", "d4", "e5");
  const anyText = fc.constantFrom("Sending request to x", "Method completed with status: 504");
  fc.assert(
    fc.property(
      fc.array(fc.tuple(anyId, anyText)),
      fc.integer({ min: 0, max: 2000 }),
      (entries, heldBytes) => {
        const correlator = createCorrelator({ heldBytes });
        const lines = entries.map(([id, text], index) => `@${index} (${id}) ${text}`);
        const traces = executions(lines).flatMap((record) => correlator.push([record]));
        const all = [...traces, ...correlator.end()];
        const { late, letGo } = correlator.figures();

        expect(letGo).toBe(traces.length);
        expect(new Set(all.map(({ requestId }) => requestId)).size).toBe(all.length);
        expect(all.flatMap(({ records }) => records).length + late).toBe(lines.length);
      },
    ),
  );
});
