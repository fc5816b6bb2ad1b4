import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { createIntake } from "../../shared/flow/intake.ts";
import { ACCOUNT, deliveryOf, LOG_GROUP } from "../build/gateway-log.ts";
import { createWorld, SETTINGS } from "../build/world.ts";
import { line, logOf, play, time } from "./playing.ts";

function packed(text: string): string {
  return gzipSync(text).toString("base64");
}

async function taken(data: string, logGroups: readonly string[] = []) {
  const world = createWorld(time(1));
  return {
    world,
    outcome: await createIntake(world.ports, { ...SETTINGS, logGroups })(data),
  };
}

test("a control message is no delivery", async () => {
  const control = [{ id: "", timestamp: 0, message: "CWL CONTROL MESSAGE: Checking health." }];
  const { world, outcome } = await taken(deliveryOf(control, { messageType: "CONTROL_MESSAGE" }));
  expect(outcome).toEqual({ ok: true, value: { kind: "control" } });
  expect(await world.store.arrivalsSince(time(-60))).toEqual([]);
});

const FOREIGN = "is not one to read, or nothing in it is of API Gateway";
const SOME = logOf(["ok", "malformed"]);

test.each([
  { name: "not gzip", data: "bm90IGd6aXA=", code: "not_gzip", detail: "incorrect header check" },
  {
    name: "JSON of another shape",
    data: packed("[1]"),
    code: "wrong_shape",
    detail: "it has no messageType, logGroup, logStream and logEvents",
  },
  { name: "no events", data: deliveryOf([]), code: "empty", detail: "it has no events" },
  {
    name: "the log of a function, though it quotes a gateway's",
    data: deliveryOf(SOME, { logGroup: "/aws/lambda/orders-api" }),
    code: "foreign",
    detail: `log group /aws/lambda/orders-api ${FOREIGN}`,
  },
  {
    name: "a log group without a line of a gateway",
    data: deliveryOf([{ id: "1", timestamp: time(0), message: "app started" }], {
      logGroup: "/app/web",
    }),
    code: "foreign",
    detail: `log group /app/web ${FOREIGN}`,
  },
])("refused is $name: $code", async ({ data, code, detail }) => {
  const { world, outcome } = await taken(data);
  expect(outcome).toEqual({ ok: false, error: { code, detail } });
  expect(await world.store.arrivalsSince(time(-60))).toEqual([]);
});

test("a delivery whose JSON is cut is refused whole, though its first requests could be counted", async () => {
  const [messageType, owner, logGroup] = ["DATA_MESSAGE", ACCOUNT, LOG_GROUP];
  const envelope = { messageType, owner, logGroup, logStream: "stream-1", logEvents: SOME };
  const { world, outcome } = await taken(packed(JSON.stringify(envelope).slice(0, -90)));
  expect(outcome).toEqual({ ok: false, error: { code: "wrong_shape", detail: "it is not JSON" } });
  expect(await world.store.arrivalsSince(time(-60))).toEqual([]);
});

test.each([
  { name: "named", logGroups: ["/other", LOG_GROUP], ok: true },
  { name: "not named", logGroups: ["/other"], ok: false },
])("where log groups are named, one that is $name is read: $ok", async ({ logGroups, ok }) => {
  expect((await taken(deliveryOf(SOME), logGroups)).outcome.ok).toBe(ok);
});

test.each([
  { name: "plain successes alone", events: logOf(["ok", "ok"]) },
  { name: "the beginning of a request alone", events: logOf(["malformed"]).slice(0, 2) },
])("of a gateway is a delivery of $name", async ({ events }) => {
  expect((await taken(deliveryOf(events, { logGroup: "/any/group" }))).outcome.ok).toBe(true);
});

test("one event that cannot be read is counted, and the others are too", async () => {
  const { world, deliver } = play();
  const odd = { id: "odd", timestamp: time(0), message: 7 as unknown as string };
  const report = await deliver([...logOf(["malformed"]), odd]);
  expect(report).toMatchObject({ unreadable: 1, outcome: "written", opened: 1, told: 1 });
  expect(await world.store.allIncidents()).toMatchObject([{ count: 1 }]);
});

test("of what cannot be read the first pieces are kept, masked", async () => {
  const { deliver } = play();
  const message = { note: "jane.doe@example.com" } as unknown as string;
  const odd = [1, 2, 3, 4].map((at) => ({ id: `odd${at}`, timestamp: time(0), message }));
  const { tally, unreadable } = await deliver([...logOf(["malformed"]), ...odd]);
  expect(unreadable).toBe(4);
  expect(tally.unreadable).toHaveLength(3);
  expect(JSON.stringify(tally.unreadable)).not.toContain("jane.doe");
});

test("the lag is that of the newest event, also where all went well", async () => {
  const { deliver } = play();
  expect(await deliver(logOf(["ok"]))).toMatchObject({ lagMs: 60_000 });
  expect(await deliver(logOf(["malformed"]))).toMatchObject({ lagMs: 60_000 - 41 });
});

test("events without a time are dated by the clock", async () => {
  const world = createWorld(time(1));
  const logEvents = logOf(["malformed"]).map(({ id, message }) => ({ id, message }));
  const envelope = { messageType: "DATA_MESSAGE", logGroup: LOG_GROUP, logStream: "s", logEvents };
  const spaced = packed(JSON.stringify(envelope, null, 1));
  const outcome = await createIntake(world.ports, SETTINGS)(spaced);
  expect(outcome).toMatchObject({ ok: true, value: { lagMs: 0 } });
  expect(await world.store.allIncidents()).toMatchObject([{ openedAt: time(1), count: 1 }]);
});

test.each([
  { id: "__proto__" },
  { id: "constructor" },
  { id: "..%2F..%2Fetc:passwd" },
  { id: "a/b=c@d.example.com" },
  { id: "x7".repeat(32) },
])("whatever a client calls its request, it counts once: $id", async ({ id }) => {
  const { world, deliver, sweep } = play();
  const texts = [
    `Starting execution for request: ${id}`,
    "Execution failed due to a timeout error",
    "Method completed with status: 504",
  ];
  const events = texts.map((text, at) => ({
    ...line(1, text, { at }),
    message: `(${id}) ${text}`,
  }));
  await deliver(events.slice(0, 2));
  world.isThrottled = true;
  await deliver(events.slice(2));
  await sweep(2);
  expect(await world.store.allIncidents()).toMatchObject([{ count: 1 }]);
});
