import { expect, test } from "vitest";
import { toEpochMs } from "../../shared/domain/time.ts";
import { createIntake } from "../../shared/flow/intake.ts";
import { createSweep } from "../../shared/flow/sweep.ts";
import { deliveryOf, eventsOf, type Kind, requestIdOf } from "../build/gateway-log.ts";
import { createWorld, documentOf, SETTINGS } from "../build/world.ts";

const START = Date.UTC(2026, 2, 4, 12);
const MINUTE = 60_000;

function logOf(kinds: readonly Kind[], start = START) {
  return kinds.flatMap((kind, at) => eventsOf(kind, requestIdOf(at), start + at * 100));
}

test("a failing request opens one incident, and each topic is told once", async () => {
  const world = createWorld(START + MINUTE);
  const intake = createIntake(world.ports, SETTINGS);
  await intake(deliveryOf(logOf(["ok", "malformed", "malformed"])));
  const incidents = await world.store.allIncidents();
  expect(incidents).toHaveLength(1);
  expect(incidents[0]).toMatchObject({
    state: "open",
    count: 2,
    fault: { cause: "malformed_proxy_response", reason: "plain_string", target: "orders-api" },
    owed: [],
  });
  expect(world.published.map(({ topic }) => topic).sort()).toEqual(["chat", "machines", "people"]);
});

test("the same delivery twice counts once and tells once", async () => {
  const world = createWorld(START + MINUTE);
  const delivery = deliveryOf(logOf(["ok", "malformed"]));
  await createIntake(world.ports, SETTINGS)(delivery);
  await createIntake(world.ports, SETTINGS)(delivery);
  await createSweep(world.ports, SETTINGS)(toEpochMs(START + MINUTE));
  const [incident] = await world.store.allIncidents();
  expect(incident).toMatchObject({ count: 1 });
  expect(world.published).toHaveLength(3);
});

test.each([
  { order: "first half first", sequence: [0, 1] },
  { order: "second half first", sequence: [1, 0] },
])("a request in two deliveries is judged once, $order", async ({ sequence }) => {
  const world = createWorld(START + MINUTE);
  const events = logOf(["timeout"]);
  const halves = [deliveryOf(events.slice(0, 4)), deliveryOf(events.slice(4))];
  world.isThrottled = true; // so that only the tallies can bring them together
  const intake = createIntake(world.ports, SETTINGS);
  for (const at of sequence) await intake(halves[at] as string);
  world.isThrottled = false;
  const sweep = createSweep(world.ports, SETTINGS);
  await sweep(toEpochMs(START + MINUTE));
  await sweep(toEpochMs(START + 2 * MINUTE));
  const incidents = await world.store.allIncidents();
  expect(incidents).toHaveLength(1);
  expect(incidents[0]).toMatchObject({
    count: 1,
    fault: { cause: "integration_timeout", target: "orders-api" },
  });
});

test("an end without its beginning is looked up at once", async () => {
  const world = createWorld(START + MINUTE);
  const events = logOf(["timeout"]);
  world.logged.push(...events);
  await createIntake(world.ports, SETTINGS)(deliveryOf(events.slice(4)));
  expect(await world.store.allIncidents()).toMatchObject([
    { count: 1, fault: { cause: "integration_timeout", target: "orders-api" } },
  ]);
});

test("evidence whose end never comes is judged by the sweep, once it is overdue", async () => {
  const world = createWorld(START + MINUTE);
  const events = logOf(["malformed"]);
  await createIntake(world.ports, SETTINGS)(deliveryOf(events.slice(0, -1)));
  const sweep = createSweep(world.ports, SETTINGS);
  await sweep(toEpochMs(START + MINUTE));
  expect(await world.store.allIncidents()).toEqual([]);
  world.now = toEpochMs(START + 6 * MINUTE);
  await sweep(world.now);
  await sweep(toEpochMs(START + 7 * MINUTE));
  expect(await world.store.allIncidents()).toMatchObject([
    { count: 1, fault: { cause: "malformed_proxy_response" } },
  ]);
});

test("an incident is resolved once it is quiet, and people are told what that rests on", async () => {
  const world = createWorld(START + MINUTE);
  const intake = createIntake(world.ports, SETTINGS);
  await intake(deliveryOf(logOf(["ok", "malformed"])));
  await intake(deliveryOf(logOf(["ok", "ok", "notFound"], START + 5 * MINUTE)));
  const sweep = createSweep(world.ports, SETTINGS);
  for (let minute = 1; minute <= 20; minute++) await sweep(toEpochMs(START + minute * MINUTE));
  const [incident] = await world.store.allIncidents();
  expect(incident).toMatchObject({ state: "resolved", count: 1, owed: [] });
  const machines = world.published.filter(({ topic }) => topic === "machines").map(documentOf);
  expect(machines.map(({ notice, kind }) => notice ?? kind)).toHaveLength(2);
  expect(incident?.resolution).toBe("no failure in 15 min, 3 requests answered");
});
