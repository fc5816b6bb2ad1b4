import { expect, test } from "vitest";
import type { Topic } from "../../shared/domain/notice.ts";
import { DEFAULT_POLICY } from "../../shared/domain/policy.ts";
import type { Publisher } from "../../shared/ports.ts";
import type { LoggedEvent } from "../build/gateway-log.ts";
import { documentOf, type World } from "../build/world.ts";
import { line, logOf, noticesTo, type Play, play, time } from "./playing.ts";

const FUNCTIONS = "https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions/arn:aws:lambda";

/** A request of its own function that times out: a fault of its own. */
function faultOf(number: number, minute = 0): readonly LoggedEvent[] {
  const call = `Sending request to ${FUNCTIONS}:eu-west-1:123456789012:function:f-${number}/invocations`;
  return [
    "Starting execution for request: x",
    call,
    "Execution failed due to a timeout error",
    "Method completed with status: 504",
  ].map((text, at) => line(number, text, { minute, at }));
}

function faultsOf(count: number, { first = 0, minute = 0 } = {}): readonly LoggedEvent[] {
  return Array.from({ length: count }, (_, at) => faultOf(first + at, minute)).flat();
}

/** A publisher that fails for a topic for as long as the test wants. */
function failing(topics: Set<Topic>) {
  return (world: World): { readonly publisher: Publisher } => ({
    publisher: {
      async publish(topic, message) {
        if (topics.has(topic)) throw new Error(`${topic} is out`);
        await world.ports.publisher.publish(topic, message);
      },
    },
  });
}

async function owed({ world }: Play) {
  return (await world.store.allIncidents()).flatMap((incident) => incident.owed);
}

test("a topic that fails holds back no other, is reported, and gets its message from the sweep", async () => {
  const out = new Set<Topic>(["chat"]);
  const played = play({ ports: failing(out) });
  const { world, deliver, sweep } = played;
  const report = await deliver(logOf(["malformed"]));
  expect(report).toMatchObject({ opened: 1, told: 1 });
  expect(report.problems).toEqual([
    { code: "publish_failed", detail: "chat", cause: new Error("chat is out") },
  ]);
  expect(await owed(played)).toEqual([{ kind: "opened", number: 1, topic: "chat" }]);
  expect(await sweep(2)).toMatchObject({ notices: 0, problems: [{ detail: "chat" }] });
  out.clear();
  expect(await sweep(3)).toMatchObject({ notices: 1, problems: [] });
  expect(await sweep(4)).toMatchObject({ notices: 0 });
  expect(world.published.map(({ topic }) => topic)).toEqual(["people", "machines", "chat"]);
  expect(await owed(played)).toEqual([]);
});

test("where no topic can be reached, nobody counts as told", async () => {
  const played = play({ ports: failing(new Set(["people", "chat", "machines"])) });
  const report = await played.deliver(logOf(["malformed"]));
  expect(report).toMatchObject({ opened: 1, told: 0 });
  expect(report.problems.map(({ detail }) => detail)).toEqual(["people", "chat", "machines"]);
  expect(await owed(played)).toHaveLength(3);
});

test("while a worker publishes, a sweep does not publish the same", async () => {
  const { world, deliver, sweep } = play({
    ports: ({ ports }) => ({
      publisher: {
        async publish(topic, message) {
          if (topic === "people") await sweep(1);
          await ports.publisher.publish(topic, message);
        },
      },
    }),
  });
  await deliver(logOf(["malformed"]));
  await sweep(2);
  expect(world.published.map(({ topic }) => topic).sort()).toEqual(["chat", "machines", "people"]);
});

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

test.each([
  { level: "none", shown: false },
  { level: "masked", shown: true },
] as const)("a topic that is to show $level of the payload: $shown", async ({ level, shown }) => {
  const { world, deliver } = play({
    settings: { redaction: { people: level, chat: level, machines: level } },
  });
  const body = 'Endpoint response body before transformations: {"note":"out of stock"}';
  const events = [
    "Starting execution for request: x",
    body,
    "Execution failed due to configuration error: Malformed Lambda proxy response",
    "Method completed with status: 502",
  ].map((text, at) => line(1, text, { at }));
  await deliver(events);
  const machines = world.published.find(({ topic }) => topic === "machines")?.message.body ?? "";
  expect(machines.includes("out of stock")).toBe(shown);
});

test("a fault without a known cause is told without a remedy of its own", async () => {
  const { world, deliver } = play();
  await deliver(logOf(["odd"]));
  const people = world.published.find(({ topic }) => topic === "people")?.message;
  expect(people?.attributes).toMatchObject({ cause: "unclassified", notice: "opened" });
});

test.each([
  { name: "with its share of all requests", kinds: ["ok", "ok", "ok", "malformed"], requests: 4 },
  { name: "with its share where every request fails", kinds: ["malformed"], requests: 1 },
] as const)("an incident is told $name", async ({ kinds, requests }) => {
  const { world, deliver } = play();
  await deliver(logOf(kinds));
  const document = documentOf(world.published.find(({ topic }) => topic === "machines") as never);
  expect(document["traffic"]).toMatchObject({ failures: 1 });
  expect(document["traffic"]).toMatchObject({ requests });
});

test("a notice of the sweep says what the last five minutes held", async () => {
  const { world, deliver, sweep } = play({ ports: failing(new Set()) });
  world.isThrottled = true;
  const [failed, ended] = [logOf(["timeout"]).slice(0, 5), logOf(["timeout"]).slice(5)];
  await deliver([...failed, ...logOf(["ok", "ok"], { first: 20 })]);
  await deliver(ended);
  await sweep(2);
  const document = documentOf(world.published.find(({ topic }) => topic === "machines") as never);
  expect(document["traffic"]).toMatchObject({ failures: 1, requests: 3 });
});

test("what was owed for longer than the traffic is looked at is told without it", async () => {
  const out = new Set<Topic>(["people", "chat", "machines"]);
  const { world, deliver, sweep } = play({ ports: failing(out) });
  await deliver(logOf(["malformed"]));
  await sweep(2);
  out.clear();
  await sweep(12);
  const document = documentOf(world.published.find(({ topic }) => topic === "machines") as never);
  expect(document["traffic"] ?? undefined).toBeUndefined();
});

test("what another worker is about to tell is not in the digest", async () => {
  const { world, deliver, sweep } = play();
  await deliver(faultsOf(22));
  const [, other] = (await world.store.allIncidents()).filter(({ owed }) => owed.length > 0);
  await world.store.claimOwed(other?.id ?? "", time(2), 60_000);
  expect(await sweep(2)).toMatchObject({ notices: 1, digested: 2 });
});

test("a delivery with more faults than it can name tells of the crowd, without a sample", async () => {
  const { world, deliver } = play();
  await deliver(faultsOf(600));
  const all = await world.store.allIncidents();
  expect(all.reduce((sum, { count }) => sum + count, 0)).toBe(600);
  const crowd = all.find(({ count }) => count > 1);
  expect(crowd?.fault).toMatchObject({ cause: "integration_timeout", stage: "prod" });
  expect(crowd?.sample).toBeUndefined();
});
