import { expect, test } from "vitest";
import { DEFAULT_POLICY } from "../../shared/domain/policy.ts";
import { acknowledge, resolveByHand } from "../../shared/incident/will.ts";
import { createMemoryStore } from "../fake/memory-store.ts";
import { line, logOf, noticesTo, type Play, play, time } from "./playing.ts";

async function sweepFrom(played: Play, from: number, to: number): Promise<void> {
  for (let minute = from; minute <= to; minute++) await played.sweep(minute);
}

async function incidents({ world }: Play) {
  return (await world.store.allIncidents()).toSorted((a, b) => a.episode - b.episode);
}

test("a fault that comes back is reopened, and each episode counts its own failures", async () => {
  const played = play();
  await played.deliver(logOf(["ok", "malformed", "malformed"]));
  await sweepFrom(played, 1, 20);
  await played.deliver(logOf(["malformed"], { minute: 20, first: 10 }));
  await sweepFrom(played, 21, 22);
  const [first, second] = await incidents(played);
  expect(first).toMatchObject({ state: "resolved", count: 2, owed: [] });
  expect(second).toMatchObject({ state: "open", count: 1, predecessor: first?.id, episode: 2 });
  expect(noticesTo(played.world, "people")).toEqual(["opened", "resolved", "reopened"]);
});

test("failures that come late are counted where they belong, and open nothing", async () => {
  const played = play();
  await played.deliver(logOf(["malformed"]));
  await sweepFrom(played, 1, 20);
  await played.deliver(logOf(["malformed"], { minute: 2, first: 10 }), { logStream: "late" });
  await sweepFrom(played, 21, 22);
  expect(await incidents(played)).toMatchObject([{ state: "resolved", count: 2 }]);
  await played.deliver(logOf(["malformed"], { minute: 24, first: 20 }));
  await played.deliver(logOf(["malformed"], { minute: 3, first: 30 }), { logStream: "later" });
  await sweepFrom(played, 25, 26);
  expect(await incidents(played)).toMatchObject([
    { state: "resolved", count: 3 },
    { state: "open", count: 1 },
  ]);
});

test("one delivery whose failures belong to two episodes is counted in both", async () => {
  const played = play();
  await played.deliver(logOf(["malformed"]));
  await sweepFrom(played, 1, 20);
  const early = logOf(["malformed"], { minute: 4, first: 10 });
  const late = logOf(["malformed"], { minute: 20, first: 11 });
  await played.deliver([...early, ...late]);
  await sweepFrom(played, 21, 22);
  expect((await incidents(played)).map(({ count }) => count)).toEqual([2, 1]);
});

test("causes that are to be quiet are counted, and open no incident", async () => {
  const played = play({
    settings: { policy: { ...DEFAULT_POLICY, quietCauses: ["malformed_proxy_response"] } },
  });
  expect(await played.deliver(logOf(["malformed", "timeout"]))).toMatchObject({ opened: 1 });
  await played.sweep(2);
  expect(await incidents(played)).toMatchObject([{ fault: { cause: "integration_timeout" } }]);
  const [stage] = await played.world.store.stages();
  const scope = stage?.scope ?? ("" as never);
  const hours = await played.world.store.aggregates("hour", { scope, from: time(0), to: time(60) });
  expect(hours).toMatchObject([
    { causes: { malformed_proxy_response: 1, integration_timeout: 1 } },
  ]);
});

test("what a person silenced is counted and resolved without a word", async () => {
  const played = play();
  await played.deliver(logOf(["malformed"]));
  const [incident] = await incidents(played);
  const silence = { kind: "until", until: time(600), by: "ana", at: time(1) } as const;
  await played.world.store.setWill(incident?.id ?? "", { silence });
  await played.deliver(logOf(["malformed"], { minute: 3, first: 10 }));
  await sweepFrom(played, 4, 25);
  await played.deliver(logOf(["malformed"], { minute: 25, first: 20 }));
  await sweepFrom(played, 26, 27);
  expect((await incidents(played)).map(({ state, count }) => `${state} ${count}`)).toEqual([
    "resolved 2",
    "open 1",
  ]);
  expect(noticesTo(played.world, "people")).toEqual(["opened"]);
});

test("an incident somebody resolved by hand is resolved by the next sweep", async () => {
  const played = play();
  await played.deliver(logOf(["malformed"]));
  const [incident] = await incidents(played);
  await played.world.store.setWill(incident?.id ?? "", {
    ...acknowledge("ana", time(1)),
    ...resolveByHand("bo", time(2)),
  });
  expect(await played.sweep(3)).toMatchObject({ open: 0, notices: 1 });
  expect(await incidents(played)).toMatchObject([
    { state: "resolved", resolution: "resolved by hand by bo" },
  ]);
});

test("where only failures are logged, being resolved says that the traffic is not known", async () => {
  const played = play();
  await played.deliver(logOf(["malformed"]));
  await sweepFrom(played, 1, 20);
  expect(await incidents(played)).toMatchObject([
    { resolution: "no failure in 15 min, the log does not show the traffic" },
  ]);
});

test("the sweep opens what a worker counted and did not open", async () => {
  const played = play();
  const store = played.world.store;
  const dying = play({
    ports: () => ({
      store: {
        ...store,
        latestIncident: async () => {
          throw new Error("died");
        },
      },
    }),
  });
  await expect(dying.deliver(logOf(["malformed"]))).rejects.toThrow("died");
  expect(await incidents(played)).toEqual([]);
  expect(await played.sweep(2)).toMatchObject({ opened: 1, notices: 1 });
  expect(await incidents(played)).toMatchObject([{ count: 1, owed: [] }]);
});

test("of two workers that find the same fault, one opens it and one tells", async () => {
  const store = createMemoryStore();
  const slow = play({
    ports: () => ({ store: { ...store, latestIncident: async () => undefined } }),
  });
  const quick = play({ ports: () => ({ store }) });
  expect(await quick.deliver(logOf(["malformed"]))).toMatchObject({ opened: 1, told: 1 });
  const second = logOf(["malformed"], { first: 10 });
  expect(await slow.deliver(second)).toMatchObject({ opened: 0, told: 0 });
  expect(slow.world.published).toEqual([]);
  expect(await store.allIncidents()).toHaveLength(1);
});

test("whoever wrote in between is not overwritten: the sweep looks again, and gives up in the end", async () => {
  const store = createMemoryStore();
  const others = { writes: 0 };
  const played = play({
    ports: () => ({
      store: {
        ...store,
        async changeIncident(id, revision, change) {
          if (others.writes-- > 0) await store.changeIncident(id, revision, { quietMs: 900_000 });
          return await store.changeIncident(id, revision, change);
        },
      },
    }),
  });
  await played.deliver(logOf(["malformed"]));
  others.writes = 2;
  await played.sweep(20);
  const [resolved] = await store.allIncidents();
  expect(resolved).toMatchObject({ state: "resolved", revision: 4 });
  await played.deliver(logOf(["timeout"], { minute: 20, first: 10 }));
  others.writes = 1_000;
  await expect(played.sweep(50)).resolves.toMatchObject({ open: 1 });
  others.writes = 0;
  expect(await played.sweep(51)).toMatchObject({ open: 0 });
});

test("an incident that is gone by the time it is looked at is left alone", async () => {
  const store = createMemoryStore();
  const played = play({
    ports: () => ({ store: { ...store, incident: async () => undefined } }),
  });
  await played.deliver(logOf(["malformed"]));
  await expect(played.sweep(20)).resolves.toMatchObject({ problems: [] });
});

test("a fault is looked at again half a minute after it was seen open, not with each delivery", async () => {
  const reads: string[] = [];
  const store = createMemoryStore();
  const played = play({
    ports: () => ({
      store: {
        ...store,
        async latestIncident(fingerprint) {
          reads.push(fingerprint);
          return await store.latestIncident(fingerprint);
        },
      },
    }),
  });
  const { world, deliver } = played;
  const at = (seconds: number) => {
    world.now = time(1 + seconds / 60);
  };
  for (const [number, seconds] of [0, 0, 29.9, 30, 59.9, 60].entries()) {
    at(seconds);
    await deliver(logOf(["malformed"], { first: 10 * number }));
  }
  expect(reads).toHaveLength(3);
});

test("however many faults there are, what a worker remembers of them is bounded", async () => {
  const { deliver } = play();
  const FUNCTIONS = "https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions/arn:aws:lambda";
  let opened = 0;
  for (let batch = 0; batch < 60; batch++) {
    const events = Array.from({ length: 90 }, (_, at) => {
      const number = batch * 90 + at;
      const call = `Sending request to ${FUNCTIONS}:eu-west-1:123456789012:function:f-${number}/invocations`;
      const texts = [
        "Starting execution for request: x",
        call,
        "Method completed with status: 504",
      ];
      return texts.map((text, step) => line(number, text, { at: step }));
    });
    opened += (await deliver(events.flat())).opened;
  }
  expect(opened).toBe(5_400);
});
