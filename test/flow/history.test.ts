import { beforeEach, describe, expect, test } from "vitest";
import type { Incident } from "../../shared/domain/incident.ts";
import { type EpochMs, toEpochMs } from "../../shared/domain/time.ts";
import { type HistoryQuery, incidentHistory, listIncidents } from "../../shared/flow/history.ts";
import { createIntake } from "../../shared/flow/intake.ts";
import { createSweep } from "../../shared/flow/sweep.ts";
import { deliveryOf, eventsOf, type Kind, requestIdOf } from "../build/gateway-log.ts";
import { createWorld, SETTINGS, type World } from "../build/world.ts";

const START = Date.UTC(2026, 2, 4, 12);
const MINUTE = 60_000;
const OTHER = "API-Gateway-Execution-Logs_z9y8x7w6v5/prod";

let world: World;
let requests = 0;
beforeEach(() => {
  world = createWorld(START + MINUTE);
  requests = 0;
});

/** Failing requests of a kind, a tenth of a second apart, delivered at the end of their minute. */
async function deliver(kind: Kind, count: number, minute: number, logGroup?: string) {
  const events = Array.from({ length: count }, (_, at) => {
    requests += 1;
    return eventsOf(kind, requestIdOf(requests), START + minute * MINUTE + at * 100);
  });
  world.now = time(minute + 1);
  const options = logGroup === undefined ? {} : { logGroup };
  await createIntake(world.ports, SETTINGS)(deliveryOf(events.flat(), options));
}

async function sweepAt(minute: number) {
  world.now = time(minute);
  await createSweep(world.ports, SETTINGS)(world.now);
}

function time(minute: number): EpochMs {
  return toEpochMs(START + minute * MINUTE);
}

async function listed(query: HistoryQuery = {}) {
  return await listIncidents(world.store, query, world.now);
}

const inShort = ({ id, state, count }: Incident) => `${id.slice(-2)} ${state} ${count}`;

describe("the list of incidents", () => {
  test("counts what has arrived since the last sweep, and writes nothing", async () => {
    await deliver("malformed", 2, 0);
    await sweepAt(1);
    await deliver("malformed", 3, 1);
    expect(await listed()).toMatchObject([
      { count: 5, firstSeen: time(0), lastSeen: START + MINUTE + 200 },
    ]);
    expect(await world.store.allIncidents()).toMatchObject([{ count: 2 }]);
    await sweepAt(2);
    expect(await listed()).toEqual(await world.store.allIncidents());
  });

  test("is up to date before the first sweep, and long after the last", async () => {
    await deliver("malformed", 2, 0);
    await deliver("malformed", 2, 0);
    expect((await listed()).map(inShort)).toEqual(["-1 open 4"]);
    await sweepAt(2);
    world.now = time(600);
    expect((await listed()).map(inShort)).toEqual(["-1 open 4"]);
  });

  test("adds to the minutes of an hour that was folded", async () => {
    await deliver("malformed", 1, 0);
    await deliver("malformed", 2, 20);
    await sweepAt(21);
    await deliver("malformed", 4, 20);
    await deliver("malformed", 8, 70);
    expect((await listed()).map(inShort)).toEqual(["-1 open 15"]);
  });

  test("gives each episode its own failures, late ones to the first", async () => {
    await deliver("malformed", 2, 0);
    await sweepAt(1);
    await sweepAt(20);
    await deliver("malformed", 3, 30);
    await deliver("malformed", 1, 2);
    expect((await listed()).map(inShort)).toEqual(["-2 open 3", "-1 resolved 3"]);
  });

  test("leaves an incident alone whose late failures are all of another episode", async () => {
    await deliver("malformed", 2, 0);
    await sweepAt(1);
    await sweepAt(20);
    await deliver("malformed", 3, 30);
    await sweepAt(31);
    const [, first] = await listed();
    expect(first).toEqual(await world.store.incident(String(first?.id)));
  });
});

test("what has not struck lately is listed as it is stored", async () => {
  await deliver("malformed", 2, 0);
  await sweepAt(1);
  await deliver("timeout", 1, 40);
  await sweepAt(41);
  const stored = await world.store.allIncidents();
  expect(await listed()).toEqual(stored);
  expect(stored.map(inShort)).toEqual(["-1 open 1", "-1 resolved 2"]);
});

describe("a question", () => {
  beforeEach(async () => {
    await deliver("malformed", 1, 0);
    await sweepAt(1);
    await sweepAt(20);
    await deliver("timeout", 1, 30);
    await deliver("timeout", 1, 40, OTHER);
  });

  test.each<{ name: string; query: HistoryQuery; causes: readonly string[] }>([
    {
      name: "everything, newest first",
      query: {},
      causes: ["integration_timeout", "integration_timeout", "malformed_proxy_response"],
    },
    { name: "an API", query: { apiId: "z9y8x7w6v5" }, causes: ["integration_timeout"] },
    {
      name: "a cause",
      query: { cause: "malformed_proxy_response" },
      causes: ["malformed_proxy_response"],
    },
    {
      name: "an API and a cause it does not have",
      query: { apiId: "z9y8x7w6v5", cause: "malformed_proxy_response" },
      causes: [],
    },
    { name: "a state", query: { state: "resolved" }, causes: ["malformed_proxy_response"] },
    { name: "a time to begin at", query: { from: time(35) }, causes: ["integration_timeout"] },
    { name: "a time to end before", query: { to: time(25) }, causes: ["malformed_proxy_response"] },
    { name: "a time in between", query: { from: time(20), to: time(29) }, causes: [] },
  ])("may name $name", async ({ query, causes }) => {
    expect((await listed(query)).map(({ fault }) => fault.cause)).toEqual(causes);
  });
});

describe("the history of one incident", () => {
  test("holds its failures minute by minute, folded or not", async () => {
    await deliver("malformed", 2, 0);
    await deliver("malformed", 1, 59);
    await sweepAt(60);
    await deliver("malformed", 3, 61);
    const [{ id } = { id: "" }] = await world.store.allIncidents();
    const history = await incidentHistory(world.store, id, world.now);
    expect(history?.incident.count).toBe(6);
    expect(history?.minutes.map(({ minute, strikes }) => [minute, strikes.count])).toEqual([
      [time(0), 2],
      [time(59), 1],
      [time(61), 3],
    ]);
  });

  test("ends where the next episode begins, and names it", async () => {
    await deliver("malformed", 2, 0);
    await sweepAt(1);
    await sweepAt(20);
    await deliver("malformed", 3, 30);
    await sweepAt(31);
    const [second, first] = await listed();
    const history = await incidentHistory(world.store, String(first?.id), world.now);
    expect(history).toMatchObject({ successor: second?.id, incident: { count: 2 } });
    expect(history?.minutes.map(({ minute }) => minute)).toEqual([time(0)]);
    const last = await incidentHistory(world.store, String(second?.id), world.now);
    expect(last?.minutes.map(({ minute }) => minute)).toEqual([time(30)]);
    expect(last).not.toHaveProperty("successor");
  });

  test("is as the last sweep left it when nothing has arrived since", async () => {
    await deliver("malformed", 2, 0);
    await sweepAt(1);
    const [stored] = await world.store.allIncidents();
    const fresh = createWorld(world.now);
    await fresh.store.openIncident(stored as Incident);
    const history = await incidentHistory(fresh.store, String(stored?.id), world.now);
    expect(history).toMatchObject({ incident: stored, minutes: [] });
  });

  test("shows each sample once, the one it opened with first", async () => {
    await deliver("malformed", 1, 0);
    await deliver("malformed", 1, 1);
    const [{ id, sample } = { id: "", sample: undefined }] = await listed();
    if (sample !== undefined) await world.store.putSample(id, 7, sample);
    const history = await incidentHistory(world.store, id, world.now);
    expect(history?.samples.map(({ facts }) => facts.requestId)).toEqual([
      requestIdOf(1),
      requestIdOf(2),
    ]);
  });

  test("may have no sample at all", async () => {
    await deliver("malformed", 1, 0);
    const [stored] = await world.store.allIncidents();
    const { sample: _, ...rest } = stored as Incident;
    const other = createWorld(world.now);
    await other.store.openIncident(rest);
    expect((await incidentHistory(other.store, rest.id, world.now))?.samples).toEqual([]);
  });

  test("is not there for an incident that nobody opened", async () => {
    expect(await incidentHistory(world.store, "v1:0123456789abcdef-1", world.now)).toBeUndefined();
  });
});
