import { expect, test } from "vitest";
import type { Topic } from "../../shared/domain/notice.ts";
import { DEFAULT_POLICY } from "../../shared/domain/policy.ts";
import { sendOwed } from "../../shared/flow/sending.ts";
import { documentOf, SETTINGS } from "../build/world.ts";
import { failing, faultOf, faultsOf, logOf, noticesTo, owed, play, time } from "./playing.ts";

test("of 40 faults at once, 19 are told one by one and the rest in one digest, worst first", async () => {
  const played = play();
  const { world, deliver, sweep } = played;
  expect(await deliver(faultsOf(40))).toMatchObject({ opened: 40, told: 19 });
  expect(await sweep(2)).toMatchObject({ notices: 1, digested: 21 });
  expect(noticesTo(world, "people")).toEqual([...Array(19).fill("opened"), "digest"]);
  expect(await owed(played)).toEqual([]);
  const digest = world.published.filter(({ topic }) => topic === "machines").map(documentOf);
  expect(JSON.stringify(digest.at(-1))).toContain("more than 20 notices in 5 min");
  expect((await world.store.progress()).digests).toBe(1);
});

test("one digest a window of the budget, each with a name of its own", async () => {
  const { world, deliver, sweep } = play();
  await deliver(faultsOf(30));
  await sweep(2);
  await deliver(faultsOf(5, { first: 50, minute: 2 }));
  expect(await sweep(3)).toMatchObject({ notices: 0, digested: 0 });
  await sweep(8);
  await deliver(faultsOf(30, { first: 70, minute: 8 }));
  expect(await sweep(9)).toMatchObject({ notices: 1, digested: 16 });
  const digests = world.published
    .filter(
      ({ topic, message }) => topic === "machines" && message.attributes["notice"] === "digest",
    )
    .map(documentOf);
  expect(new Set(digests.map((one) => one["id"] ?? one["noticeId"])).size).toBe(2);
  expect((await world.store.progress()).digests).toBe(2);
});

test("a digest is owed still to the topic that could not be reached", async () => {
  const out = new Set<Topic>();
  const played = play({ ports: failing(out) });
  await played.deliver(faultsOf(21));
  out.add("chat");
  const report = await played.sweep(2);
  expect(report).toMatchObject({ notices: 1, digested: 2, problems: [{ detail: "chat" }] });
  expect((await owed(played)).map(({ topic }) => topic)).toEqual(["chat", "chat"]);
});

test("a digest that reached nobody is told again, under another number", async () => {
  const out = new Set<Topic>();
  const played = play({ ports: failing(out) });
  await played.deliver(faultsOf(21));
  for (const topic of ["people", "chat", "machines"] as const) out.add(topic);
  expect(await played.sweep(2)).toMatchObject({ notices: 0, digested: 0 });
  out.clear();
  expect(await played.sweep(6)).toMatchObject({ digested: 0, notices: 2 });
  expect((await played.world.store.progress()).digests).toBe(1);
});

test("a sweep that was overtaken leaves the digest to the other, and the other's progress as it is", async () => {
  const { world, deliver, sweep } = play({
    ports: ({ store }) => ({
      store: {
        ...store,
        async liveIncidents() {
          await store.putProgress({ ...(await store.progress()), sweptAt: time(9) });
          return await store.liveIncidents();
        },
      },
    }),
  });
  await deliver(faultsOf(25));
  expect(await sweep(2)).toMatchObject({ notices: 0, digested: 0 });
  expect(await world.store.progress()).toMatchObject({ sweptAt: time(9), digests: 0 });
});

test("new incidents are told before what a topic refuses again and again", async () => {
  const { world, deliver, sweep } = play({
    settings: { policy: { ...DEFAULT_POLICY, budget: { notices: 6, windowMs: 300_000 } } },
    ports: failing(new Set(["chat"])),
  });
  await deliver(faultsOf(5));
  await sweep(7);
  world.published.length = 0;
  world.isThrottled = true;
  await deliver(faultOf(50, 12).slice(0, 3));
  await deliver(faultOf(50, 12).slice(3));
  await sweep(14);
  const told = world.published.filter(({ topic }) => topic === "machines").map(documentOf);
  expect(JSON.stringify(told[0])).toContain("f-50");
});

test("what another worker is about to tell is not in the digest", async () => {
  const { world, deliver, sweep } = play();
  await deliver(faultsOf(22));
  const [, other] = (await world.store.allIncidents()).filter(({ owed }) => owed.length > 0);
  await world.store.claimOwed(other?.id ?? "", time(2), 60_000);
  expect(await sweep(2)).toMatchObject({ notices: 1, digested: 2 });
});

test("what another worker is about to tell uses up nothing of the budget", async () => {
  const { world, deliver, sweep } = play({
    settings: { policy: { ...DEFAULT_POLICY, budget: { notices: 3, windowMs: 300_000 } } },
    ports: failing(new Set(["chat"])),
  });
  await deliver(faultsOf(1));
  const [dying] = await world.store.allIncidents();
  await world.store.claimOwed(dying?.id ?? "", time(4), 120_000);
  for (const minute of [3, 4, 5]) expect(await sweep(minute)).toMatchObject({ notices: 0 });
  await deliver(logOf(["malformed"], { first: 30 }));
  const told = world.published.filter(({ topic }) => topic === "machines").map(documentOf);
  expect(told).toHaveLength(2);
  expect(told[1]).toMatchObject({ kind: "opened", fault: { cause: "malformed_proxy_response" } });
});

test("what was told since somebody looked uses up nothing of the budget, and is nobody's", async () => {
  const { world, deliver } = play({ ports: failing(new Set(["chat"])) });
  await deliver(faultsOf(1));
  const [incident] = await world.store.allIncidents();
  if (incident === undefined) throw new Error("no incident was opened");
  const toPeople = { kind: "opened", number: 1, topic: "people" } as const;
  const policy = { ...DEFAULT_POLICY, budget: { notices: 3, windowMs: 300_000 } };
  const telling = { incident: { ...incident, owed: [toPeople] }, now: time(2) };
  const settings = { ...SETTINGS, policy };
  expect(await sendOwed(world.ports, settings, telling)).toEqual({
    told: 0,
    held: [],
    problems: [],
  });
  expect(await world.store.takeNotice(time(2), 2, 300_000)).toBe(true);
  expect(await world.store.claimOwed(incident.id, time(2), 60_000)).toHaveLength(1);
});
