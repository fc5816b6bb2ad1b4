import { expect, test } from "vitest";
import type { Topic } from "../../shared/domain/notice.ts";
import { DEFAULT_POLICY } from "../../shared/domain/policy.ts";
import type { Ports, ServiceMetrics } from "../../shared/ports.ts";
import { LOG_GROUP } from "../build/gateway-log.ts";
import { documentOf, type World } from "../build/world.ts";
import { logOf, noticesTo, type Play, play, time } from "./playing.ts";

const API = "a1b2c3d4e5";

/** What CloudWatch would say; `refused` names the questions it does not answer. */
type Service = {
  served?: number;
  failed: number;
  readonly refused: Set<keyof ServiceMetrics>;
  readonly asked: string[];
};

function watched(more: (world: World) => Partial<Ports> = () => ({})) {
  const service: Service = { failed: 0, refused: new Set(), asked: [] };
  const ask = (question: keyof ServiceMetrics, from: number) => {
    service.asked.push(`${question} since ${new Date(from).toISOString().slice(11, 16)}`);
    if (service.refused.has(question)) throw new Error("AccessDenied");
  };
  const metrics: ServiceMetrics = {
    async requestsServed(_scope, from) {
      ask("requestsServed", from);
      return service.served;
    },
    async deliveriesFailed(_group, from) {
      ask("deliveriesFailed", from);
      return service.failed;
    },
  };
  return { service, ...play({ ports: (world) => ({ metrics, ...more(world) }) }) };
}

function lastTo({ world }: Pick<Play, "world">, topic: Topic) {
  return documentOf(world.published.filter((one) => one.topic === topic).at(-1) as never);
}

test("a stage that logged and is silent, while it serves requests, is told of once", async () => {
  const played = watched();
  const { service, world, deliver, sweep } = played;
  await deliver(logOf(["ok"]));
  expect(await sweep(2)).toMatchObject({ blind: 0 });
  service.served = 400;
  expect(await sweep(14)).toMatchObject({ blind: 0, notices: 0 });
  expect(service.asked).toEqual([]);
  expect(await sweep(16)).toMatchObject({ blind: 1, notices: 1 });
  expect(service.asked).toEqual(["requestsServed since 12:02", "deliveriesFailed since 12:00"]);
  for (const minute of [17, 18, 40]) {
    expect(await sweep(minute)).toMatchObject({ blind: 1, notices: 0 });
  }
  expect(noticesTo(world, "people")).toEqual(["blind"]);
  expect(JSON.stringify(lastTo(played, "machines"))).toContain(API);
});

test("people hear of it when its logs are back", async () => {
  const { service, world, deliver, sweep } = watched();
  await deliver(logOf(["ok"]));
  await sweep(2);
  service.served = 400;
  await sweep(20);
  await deliver(logOf(["ok"], { minute: 21, first: 5 }));
  expect(await sweep(22)).toMatchObject({ blind: 0, notices: 1 });
  expect(noticesTo(world, "people")).toEqual(["blind", "blind"]);
});

test.each([
  { name: "nobody calls it", kinds: ["ok"], served: 0 },
  { name: "there is no such metric", kinds: ["ok"], served: undefined },
  { name: "its log shows failures alone", kinds: ["malformed"], served: 400 },
] as const)("a silent stage is no news where $name", async ({ kinds, served }) => {
  const { service, deliver, sweep } = watched();
  await deliver(logOf(kinds));
  await sweep(2);
  if (served !== undefined) service.served = served;
  expect(await sweep(30)).toMatchObject({ blind: 0 });
  expect(service.asked).toHaveLength(2);
});

test("once a stage has shown successes, a delivery of failures alone does not change that", async () => {
  const { service, deliver, sweep } = watched();
  await deliver(logOf(["ok"]));
  await sweep(2);
  await deliver(logOf(["malformed"], { minute: 2, first: 5 }));
  await sweep(3);
  service.served = 400;
  expect(await sweep(20)).toMatchObject({ blind: 1 });
});

test("deliveries that fail are told of, whoever calls the stage", async () => {
  const { service, world, deliver, sweep } = watched();
  await deliver(logOf(["malformed"]));
  await sweep(2);
  service.failed = 7;
  expect(await sweep(16)).toMatchObject({ blind: 1 });
  const notice = world.published.filter(({ topic }) => topic === "people").at(-1);
  expect(notice?.message.attributes).toMatchObject({ notice: "blind", severity: "critical" });
  expect(notice?.message.body).toContain("7 failed deliveries");
});

test("what CloudWatch refuses to say is a problem, and no news of the stage", async () => {
  const { service, world, deliver, sweep } = watched();
  await deliver(logOf(["ok"]));
  await sweep(2);
  service.refused.add("requestsServed").add("deliveriesFailed");
  const report = await sweep(16);
  expect(report).toMatchObject({ blind: 0, notices: 0 });
  const [stage] = await world.store.stages();
  const problem = {
    code: "metrics_refused",
    detail: stage?.scope,
    cause: new Error("AccessDenied"),
  };
  expect(report.problems).toEqual([problem, problem]);
});

test("where deliveries failed and CloudWatch no longer says, nobody is told that it is over", async () => {
  const { service, deliver, sweep } = watched();
  await deliver(logOf(["ok"]));
  await sweep(2);
  service.failed = 7;
  await sweep(16);
  service.refused.add("deliveriesFailed");
  await deliver(logOf(["ok"], { minute: 39, first: 5 }));
  expect(await sweep(40)).toMatchObject({ blind: 1, notices: 0 });
  service.refused.clear();
  service.failed = 0;
  expect(await sweep(46)).toMatchObject({ blind: 0, notices: 1 });
});

test("a topic that could not be reached is told by a later sweep, the others not again", async () => {
  const out = new Set<Topic>(["people", "chat", "machines"]);
  const played = watched(({ ports }) => ({
    publisher: {
      async publish(topic, message) {
        if (out.has(topic)) throw new Error("out");
        await ports.publisher.publish(topic, message);
      },
    },
  }));
  const { service, world, deliver, sweep } = played;
  await deliver(logOf(["ok"]));
  await sweep(2);
  service.served = 400;
  const failed = await sweep(16);
  expect(failed).toMatchObject({ blind: 1, notices: 0 });
  expect(failed.problems.map(({ code }) => code)).toEqual(Array(3).fill("publish_failed"));
  out.delete("people");
  expect(await sweep(17)).toMatchObject({ notices: 1 });
  out.clear();
  expect(await sweep(18)).toMatchObject({ notices: 1 });
  expect(await sweep(19)).toMatchObject({ notices: 0 });
  expect(world.published.map(({ topic }) => topic)).toEqual(["people", "chat", "machines"]);
});

test("over the budget of notices it waits for the next window", async () => {
  const { service, world, deliver, sweep } = watched();
  await deliver(logOf(["ok"]));
  await sweep(2);
  service.served = 400;
  const { notices, windowMs } = DEFAULT_POLICY.budget;
  for (let taken = 0; taken < notices; taken++) {
    await world.store.takeNotice(time(16), notices, windowMs);
  }
  expect(await sweep(16)).toMatchObject({ blind: 1, notices: 0 });
  expect(await sweep(22)).toMatchObject({ blind: 1, notices: 1 });
});

test("a sweep that another one has overtaken says nothing", async () => {
  const { service, world, deliver, sweep } = watched(({ store }) => ({
    store: {
      ...store,
      putStage: async (stage, revision) => {
        if (stage.blind !== undefined)
          await store.putStage({ ...stage, lastLogAt: time(9) }, revision);
        return await store.putStage(stage, revision);
      },
    },
  }));
  await deliver(logOf(["ok"]));
  await sweep(2);
  service.served = 400;
  expect(await sweep(16)).toMatchObject({ notices: 0 });
  expect(world.published).toEqual([]);
});

test("each stage is watched by itself", async () => {
  const { world, deliver, sweep } = watched();
  await deliver(logOf(["ok"]));
  await deliver(logOf(["ok"], { first: 5 }), {
    logGroup: "API-Gateway-Execution-Logs_other12345/test",
  });
  await sweep(2);
  const stages = (await world.store.stages()).map(({ logGroup }) => logGroup).toSorted();
  expect(stages).toEqual([LOG_GROUP, "API-Gateway-Execution-Logs_other12345/test"]);
});
