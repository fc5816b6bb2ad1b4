import { expect, test } from "vitest";
import type { Topic } from "../../shared/domain/notice.ts";
import { documentOf } from "../build/world.ts";
import { failing, faultsOf, line, logOf, owed, play } from "./playing.ts";

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

test("a delivery with more faults than it can name tells of the crowd, without a sample", async () => {
  const { world, deliver } = play();
  await deliver(faultsOf(600));
  const all = await world.store.allIncidents();
  expect(all.reduce((sum, { count }) => sum + count, 0)).toBe(600);
  const crowd = all.find(({ count }) => count > 1);
  expect(crowd?.fault).toMatchObject({ cause: "integration_timeout", stage: "prod" });
  expect(crowd?.sample).toBeUndefined();
});
