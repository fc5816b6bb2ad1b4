import { expect, test } from "vitest";
import { DEFAULT_TRAFFIC, FAILURES, schedule } from "../../bench/traffic/schedule.ts";
import { textLog } from "../../bench/traffic/text-log.ts";
import { generateEvents, generateTraffic } from "../../bench/traffic/traffic.ts";
import { REASONS } from "../../shared/domain/cause.ts";

const FAILING = { requests: 400, failShare: 1, seed: 3 };
const COMPLETED = /Method completed with status: (\d+)$/u;

function textOf(options: Partial<typeof DEFAULT_TRAFFIC>): string {
  const chunks = [...textLog(schedule({ ...DEFAULT_TRAFFIC, ...options }))];
  return Buffer.concat(chunks).toString("latin1");
}

test("the same options give the same bytes, another seed gives others", () => {
  const requests = 50;

  expect(textOf({ requests, seed: 5 })).toBe(textOf({ requests, seed: 5 }));
  expect(textOf({ requests, seed: 6 })).not.toBe(textOf({ requests, seed: 5 }));
});

test("the fast text log says what its events say", () => {
  const options = { ...FAILING, requests: 600, failShare: 0.5 };
  const slow = [...generateEvents(options)].map(
    ({ timestamp, message }) => `${new Date(timestamp).toISOString()} ${message}\n`,
  );

  expect(textOf(options)).toBe(slow.join(""));
});

test("events of all requests are interleaved by time, those of one stay in order", () => {
  const events = [...generateEvents({ requests: 200, failShare: 0.5, rate: 500 })];
  const times = events.map(({ timestamp }) => timestamp);
  const ids = events.map(({ message }) => message.slice(1, 37));
  const changes = ids.filter((id, index) => id !== ids[index - 1]).length;

  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(changes).toBeGreaterThan(new Set(ids).size);
  for (const request of generateTraffic({ requests: 200, failShare: 0.5, rate: 500 })) {
    expect(events.filter(({ message }) => message.startsWith(`(${request.requestId})`))).toEqual(
      request.events,
    );
  }
});

test("a successful request has some 22 lines and 7 KB, as at level INFO with data trace", () => {
  const requests = [...generateTraffic({ requests: 300, failShare: 0 })];
  const events = requests.flatMap((request) => request.events);
  const bytes = events.reduce((sum, { message }) => sum + message.length, 0);

  expect(events.length / requests.length).toBeCloseTo(22, -0.5);
  expect(bytes / requests.length).toBeGreaterThan(5500);
  expect(bytes / requests.length).toBeLessThan(9000);
});

test("a long message is cut after 1,024 characters", () => {
  const messages = [...generateTraffic({ requests: 20, failShare: 0 })].flatMap(
    ({ requestId, events }) => events.map(({ message }) => message.slice(`(${requestId}) `.length)),
  );
  const long = messages.filter((message) => message.length > 1024);

  expect(long.length).toBeGreaterThan(20);
  for (const message of long) {
    expect(message).toHaveLength(1024 + " [TRUNCATED]".length);
    expect(message.endsWith(" [TRUNCATED]")).toBe(true);
  }
});

test("every failure has a cause and a reason of the taxonomy, and the status it claims", () => {
  for (const { truth, status, events } of generateTraffic(FAILING)) {
    if (truth.kind !== "failed") throw new Error("all were to fail");
    const completed = events.flatMap(({ message }) => COMPLETED.exec(message)?.[1] ?? []);

    expect(REASONS[truth.diagnosis.cause]).toContain(truth.diagnosis.reason);
    expect(completed.map(Number).every((seen) => seen === status)).toBe(true);
  }
});

test("every scenario turns up", () => {
  const seen = new Set(
    [...schedule({ ...DEFAULT_TRAFFIC, ...FAILING, requests: 3000 })].map(
      ({ script }) => script.scenario,
    ),
  );

  expect(seen.size).toBe(FAILURES.length);
});

test("the share that fails is the one asked for", () => {
  const traffic = [...generateTraffic({ requests: 2000, failShare: 0.25 })];
  const failed = traffic.filter(({ truth }) => truth.kind === "failed");

  expect(failed.length / traffic.length).toBeCloseTo(0.25, 1);
});

test("the causes are those of the mix, by their weights", () => {
  const mix = { integration_timeout: 3, malformed_proxy_response: 1 };
  const causes = [...generateTraffic({ ...FAILING, mix })].map(({ truth }) =>
    truth.kind === "failed" ? truth.diagnosis.cause : "success",
  );
  const timeouts = causes.filter((cause) => cause === "integration_timeout").length;

  expect(new Set(causes)).toEqual(new Set(Object.keys(mix)));
  expect(timeouts / causes.length).toBeCloseTo(0.75, 1);
});

test("a mix of causes that cannot be generated is refused", () => {
  const traffic = generateTraffic({ ...FAILING, mix: { gateway_internal_error: 1 } });

  expect(() => traffic.next()).toThrow("names no cause that can be generated");
});

test("requests arrive at the rate, from the time asked for", () => {
  const fromMs = Date.UTC(2026, 0, 1);
  const starts = [...generateTraffic({ requests: 2000, rate: 100, fromMs, concurrency: 1e6 })].map(
    ({ startMs }) => startMs,
  );

  expect(starts[0]).toBe(fromMs);
  expect(((starts.at(-1) ?? 0) - fromMs) / 20_000).toBeCloseTo(1, 0);
});

test("no more requests are under way at once than asked for", () => {
  const traffic = [...generateTraffic({ requests: 300, rate: 1000, concurrency: 4, failShare: 0 })];
  const under = traffic.map(
    ({ startMs }) =>
      traffic.filter(
        (other) => other.startMs <= startMs && (other.events.at(-1)?.timestamp ?? 0) > startMs,
      ).length,
  );

  expect(Math.max(...under)).toBe(4);
});
