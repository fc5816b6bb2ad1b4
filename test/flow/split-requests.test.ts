import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { requestName } from "../../shared/aggregate/tally.ts";
import { createIntake } from "../../shared/flow/intake.ts";
import { createSweep } from "../../shared/flow/sweep.ts";
import { LOG_GROUP, requestIdOf } from "../build/gateway-log.ts";
import { createWorld, SETTINGS } from "../build/world.ts";
import { line, logOf, noticesTo, play, time } from "./playing.ts";

const TIMEOUT = logOf(["timeout"]);
/** Beginning, failure, and end of one request. */
const THIRDS = [TIMEOUT.slice(0, 4), TIMEOUT.slice(4, 5), TIMEOUT.slice(5)];
const COUNTED_ONCE = {
  count: 1,
  fault: { cause: "integration_timeout", target: "orders-api", route: "POST /orders" },
};

test.each([
  { order: [0, 1, 2] },
  { order: [0, 2, 1] },
  { order: [1, 0, 2] },
  { order: [1, 2, 0] },
  { order: [2, 0, 1] },
  { order: [2, 1, 0] },
])("a request in three deliveries counts once, in the order $order", async ({ order }) => {
  const { world, deliver, sweep } = play();
  world.isThrottled = true; // so that only what was delivered can bring them together
  for (const part of order) await deliver(THIRDS[part] ?? []);
  expect(await sweep(1)).toMatchObject({ joined: 1, opened: 1, notices: 1, waiting: 0 });
  expect(await sweep(2)).toMatchObject({ joined: 0, opened: 0, notices: 0 });
  expect(await world.store.allIncidents()).toMatchObject([COUNTED_ONCE]);
  expect(noticesTo(world, "people")).toEqual(["opened"]);
});

test.each([{ order: [0, 1, 2] }, { order: [2, 1, 0] }, { order: [1, 2, 0] }])(
  "nor twice with sweeps in between, minutes apart, in the order $order",
  async ({ order }) => {
    const { world, deliver, sweep } = play();
    for (const [at, part] of order.entries()) {
      await sweep(1 + 3 * at);
      await deliver(THIRDS[part] ?? []);
    }
    for (const minute of [10, 11, 16, 17]) await sweep(minute);
    expect(await world.store.allIncidents()).toMatchObject([{ count: 1 }]);
  },
);

test("an incident that the sweep opens shows the request it opened for", async () => {
  const { world, deliver, sweep } = play();
  world.isThrottled = true;
  for (const part of THIRDS) await deliver(part);
  await sweep(1);
  const [incident] = await world.store.allIncidents();
  expect(incident?.sample?.facts.requestId).toBe(requestIdOf(0));
  expect(incident?.sample?.records.map(({ text }) => text)).toContain(
    "Execution failed due to a timeout error",
  );
});

test("an end whose beginning the log does not hold is judged by itself", async () => {
  const { world, deliver } = play();
  const report = await deliver([line(1, "Method completed with status: 502")]);
  expect(report).toMatchObject({ halves: 1, lookedUp: 1, opened: 1 });
  expect(await world.store.allIncidents()).toMatchObject([
    { count: 1, fault: { cause: "unclassified", apiId: "a1b2c3d4e5", stage: "prod" } },
  ]);
});

test("an end that could not be looked up waits, and is counted as unknown once it is overdue", async () => {
  const { world, deliver, sweep } = play();
  world.isThrottled = true;
  const report = await deliver([line(1, "Method completed with status: 502")]);
  expect(report).toMatchObject({ halves: 1, lookedUp: 0, opened: 0 });
  expect(report.problems).toMatchObject([{ code: "lookup_refused", detail: LOG_GROUP }]);
  const early = await sweep(1);
  expect(early).toMatchObject({ joined: 0, lookedUp: 1, waiting: 1 });
  expect(early.problems).toMatchObject([{ code: "lookup_refused", detail: LOG_GROUP }]);
  expect(await sweep(5)).toMatchObject({ joined: 1, waiting: 0 });
  expect(await world.store.allIncidents()).toMatchObject([
    { count: 1, fault: { cause: "unclassified" } },
  ]);
});

test("a half whose log is ahead of the clock does not wait for ever", async () => {
  const { world, deliver, sweep } = play();
  world.isThrottled = true;
  await deliver([line(1, "Method completed with status: 502", { minute: 90 })]);
  for (const minute of [2, 4, 6]) await sweep(minute);
  expect(await world.store.allIncidents()).toMatchObject([{ count: 1 }]);
});

test("a delivery that names another failure leaves its halves to the sweep", async () => {
  const { world, deliver, sweep } = play();
  world.logged.push(...TIMEOUT);
  const report = await deliver([...(THIRDS[2] ?? []), ...logOf(["malformed"], { first: 5 })]);
  expect(report).toMatchObject({ halves: 1, lookedUp: 0, opened: 1 });
  expect(await sweep(1)).toMatchObject({ joined: 1, lookedUp: 1, opened: 1 });
  expect((await world.store.allIncidents()).map(({ count }) => count)).toEqual([1, 1]);
});

test("more ends than a search can hold are looked up sweep by sweep", async () => {
  const { world, deliver, sweep } = play();
  const numbers = Array.from({ length: 60 }, (_, at) => at);
  world.logged.push(...logOf(numbers.map(() => "timeout")));
  const ends = numbers.map((at) => line(at, "Method completed with status: 504", { at }));
  const start = line(99, "Starting execution for request: x");
  const failing = line(99, "Execution failed due to a timeout error");
  const end = line(99, "Method completed with status: 504");
  await deliver([...ends, start, failing, end]);
  expect(await sweep(1)).toMatchObject({ lookedUp: 50, joined: 50, waiting: 10 });
  expect(await sweep(2)).toMatchObject({ lookedUp: 10, joined: 10, waiting: 0 });
  const counts = (await world.store.allIncidents()).map(({ count }) => count);
  expect(counts.reduce((sum, count) => sum + count)).toBe(61);
});

test("a beginning whose end went well somewhere else is no failure", async () => {
  const { world, deliver, sweep } = play();
  const events = logOf(["ok"]);
  await deliver(events.slice(0, 4));
  await deliver(events.slice(4));
  for (const minute of [1, 7, 8]) expect(await sweep(minute)).toMatchObject({ joined: 0 });
  expect(await world.store.allIncidents()).toEqual([]);
});

test("a beginning that never ends is dropped", async () => {
  const { world, deliver, sweep } = play();
  await deliver(logOf(["ok"]).slice(0, 4));
  expect(await sweep(1)).toMatchObject({ waiting: 1 });
  expect(await sweep(6)).toMatchObject({ waiting: 0, joined: 0, lookedUp: 0 });
  expect(await world.store.allIncidents()).toEqual([]);
});

test("a denial whose status came by itself, as a 403 that may have been meant, is counted", async () => {
  const { world, deliver, sweep } = play();
  world.isThrottled = true;
  await deliver([line(1, "The client is not authorized to perform this operation.")]);
  await deliver([line(1, "Method completed with status: 403")]);
  await sweep(1);
  world.isThrottled = false;
  await sweep(2);
  expect(await world.store.allIncidents()).toMatchObject([
    { count: 1, fault: { cause: "authorizer_denied" } },
  ]);
});

test.each([
  { name: "went well, as the whole log shows", kind: "ok", joined: 0 },
  { name: "failed, as the whole log shows", kind: "timeout", joined: 1 },
] as const)("what ended well and seems to have failed is looked up: it $name", async (row) => {
  const { world, deliver, sweep } = play();
  world.logged.push(...logOf([row.kind], { first: 1 }));
  await deliver([line(1, "Execution failed due to a timeout error")]);
  await deliver([line(1, "Method completed with status: 200", { at: 9 })]);
  expect(await sweep(1)).toMatchObject({ lookedUp: 1, joined: row.joined, waiting: 0 });
});

test("what ended well and seems to have failed is judged by that, once it waited long enough", async () => {
  const { world, deliver, sweep } = play();
  world.isThrottled = true;
  await deliver([line(1, "Execution failed due to a timeout error")]);
  await deliver([line(1, "Method completed with status: 200", { at: 9 })]);
  expect(await sweep(1)).toMatchObject({ waiting: 1, joined: 0 });
  expect(await sweep(6)).toMatchObject({ waiting: 0, joined: 1 });
});

test("only what may follow an end is no half", async () => {
  const { deliver } = play();
  const trailer = "AWS Integration Endpoint RequestId : 5f0c0b7e-0000-4000-8000-000000000001";
  expect(await deliver([line(1, trailer)])).toMatchObject({ halves: 0 });
});

test("what has no request id is judged where it stands", async () => {
  const { world, deliver, sweep } = play();
  const odd = { ...line(1, ""), message: "Execution failed due to a timeout error" };
  await deliver([odd, ...logOf(["ok"])]);
  await sweep(1);
  expect(await world.store.allIncidents()).toMatchObject([
    { count: 1, fault: { cause: "integration_timeout" } },
  ]);
});

test("records of a half are kept as long as a log line is of use, cut as the service cuts", async () => {
  const { world, deliver } = play();
  const long = `Endpoint response body before transformations: ${"a ".repeat(5_000)}`;
  await deliver([line(1, "Starting execution for request: x"), line(1, long)]);
  const arrivals = await world.store.arrivalsSince(time(0));
  const [tally] = await world.store.tallies(arrivals.map(({ name }) => name));
  const texts = tally?.halves[0]?.records.map(({ text }) => text) ?? [];
  expect(texts.map(({ length }) => length)).toEqual([33, 2_012]);
  expect(texts[1]?.slice(-12)).toBe(" [TRUNCATED]");
});

test("what is judged for itself is named after the request, so whoever is second changes nothing", async () => {
  const { world, deliver, sweep } = play();
  world.logged.push(...TIMEOUT);
  await deliver(THIRDS[2] ?? []);
  const name = requestName(LOG_GROUP, requestIdOf(0));
  expect(await world.store.tallies([name])).toMatchObject([{ name, logGroup: LOG_GROUP }]);
  await deliver(THIRDS[0] ?? []);
  await deliver(THIRDS[1] ?? []);
  for (const minute of [2, 7, 9]) expect(await sweep(minute)).toMatchObject({ joined: 0 });
  expect(await world.store.allIncidents()).toMatchObject([COUNTED_ONCE]);
});

/** A delivery in another layout, of events without a time, from nobody knows whose account. */
function bareDelivery(messages: readonly string[]): string {
  const logEvents = messages.map((message, at) => ({ id: String(at), message }));
  const head = { messageType: "DATA_MESSAGE", logGroup: LOG_GROUP, logStream: "s" };
  return gzipSync(JSON.stringify({ ...head, logEvents }, null, 1)).toString("base64");
}

test("an end without a time or an account cannot be looked up, and counts by itself", async () => {
  const world = createWorld(time(1));
  const id = requestIdOf(1);
  const end = `(${id}) Method completed with status: 502`;
  const taken = await createIntake(world.ports, SETTINGS)(bareDelivery([end]));
  expect(taken).toMatchObject({ ok: true, value: { lookedUp: 1, opened: 1 } });
  expect(await world.store.allIncidents()).toMatchObject([
    { count: 1, fault: { region: "eu-west-1", apiId: "a1b2c3d4e5" }, openedAt: time(1) },
  ]);
});

test("a half from nobody knows whose account is counted all the same", async () => {
  const world = createWorld(time(1));
  const failure = `(${requestIdOf(1)}) Execution failed due to a timeout error`;
  await createIntake(world.ports, SETTINGS)(bareDelivery([failure]));
  expect(await createSweep(world.ports, SETTINGS)(time(1))).toMatchObject({ joined: 1 });
  const [incident] = await world.store.allIncidents();
  expect(incident).toMatchObject({ count: 1 });
  expect(incident?.fault.accountId).toBeUndefined();
});

test("a line of another request that quotes the id is none of it", async () => {
  const { world, deliver, sweep } = play();
  world.logged.push(line(2, `Endpoint request headers: {x-retry-of=${requestIdOf(1)}}`));
  await deliver([line(1, "Method completed with status: 502")]);
  await sweep(2);
  expect(await world.store.allIncidents()).toMatchObject([{ count: 1 }]);
});

test("what the log shows to have gone well is counted as that", async () => {
  const { world, deliver, sweep } = play();
  world.logged.push(...logOf(["ok"], { first: 1 }));
  const other = logOf(["malformed"], { first: 5 });
  await deliver([line(1, "Method completed with status: 502"), ...other]);
  expect(await sweep(1)).toMatchObject({ joined: 1, opened: 0 });
  expect(await world.store.allIncidents()).toMatchObject([{ count: 1 }]);
});
