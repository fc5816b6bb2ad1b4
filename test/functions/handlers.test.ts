import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createTable } from "../../shared/adapters/table/table.ts";
import type { Store } from "../../shared/ports.ts";
import { deliveryOf, eventsOf, type Kind, requestIdOf } from "../build/gateway-log.ts";
import { type FakeAws, fakeAws } from "../fake/aws.ts";
import { outputOf } from "../fake/stdout.ts";
import { environmentOf, type Functions, loadFunctions } from "./installation.ts";

const MINUTE = 60_000;
const START = Date.now() - 2 * MINUTE;

let aws: FakeAws;
let tables = 0;
beforeAll(async () => {
  aws = await fakeAws();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await aws.close();
});

type Installed = { readonly functions: Functions; readonly store: Store };

/** An installation with an empty table. */
async function installed(env: Readonly<Record<string, string>> = {}): Promise<Installed> {
  const name = `handlers-${++tables}`;
  await aws.dynamo.ensureTable(name);
  Object.assign(aws, { mishap: () => undefined });
  for (const list of [aws.calls, aws.published, aws.logged, aws.served]) list.length = 0;
  return {
    functions: await loadFunctions({ ...environmentOf(aws, name), ...env }),
    store: createTable(aws.dynamo.client, name),
  };
}

function logOf(kinds: readonly Kind[], first = 0) {
  return kinds.flatMap((kind, at) => eventsOf(kind, requestIdOf(first + at), START + at * 100));
}

function packed(text: string | Buffer): string {
  return gzipSync(text).toString("base64");
}

const GOOD = deliveryOf(logOf(["ok", "malformed"]));

test("a delivery opens an incident and tells the three topics", async () => {
  const { functions, store } = await installed();
  const { log, metrics, other } = await outputOf(() =>
    functions.deliver(logOf(["ok", "malformed"])),
  );
  expect(await store.allIncidents()).toMatchObject([
    { count: 1, fault: { cause: "malformed_proxy_response", region: "eu-west-1" }, owed: [] },
  ]);
  expect(aws.published.map(({ topic }) => topic).sort()).toEqual(["chat", "machines", "people"]);
  expect(log).toMatchObject([{ message: "delivery.counted", opened: 1, told: 1 }]);
  expect(metrics).toMatchObject([{ cause: "malformed_proxy_response" }, { Deliveries: 1 }]);
  expect(other).toEqual([]);
});

test("in the steady state a delivery is one write to the table, and no other call", async () => {
  const { functions } = await installed();
  await outputOf(() => functions.deliver(logOf(["ok", "malformed"])));
  aws.calls.length = 0;
  await outputOf(() => functions.deliver(logOf(["ok", "malformed", "ok"], 10)));
  expect(aws.calls.map(({ name }) => name)).toEqual(["dynamodb PutItem tally of a delivery"]);
});

test("the sweep resolves what is quiet, with one line in the log", async () => {
  const { functions, store } = await installed();
  const { log, other } = await outputOf(async () => {
    await functions.deliver(logOf(["ok", "malformed"]));
    await functions.sweep(START + MINUTE);
    await functions.sweep(START + 30 * MINUTE);
  });
  expect(await store.allIncidents()).toMatchObject([{ state: "resolved", owed: [] }]);
  expect(log.slice(1)).toMatchObject([
    { message: "sweep.done", open: 1, notices: 0 },
    { message: "sweep.done", open: 0, notices: 1 },
  ]);
  expect(other).toEqual([]);
});

test("a request whose beginning is elsewhere is looked up", async () => {
  const { functions, store } = await installed();
  aws.logged.push(...logOf(["timeout"]));
  const { log } = await outputOf(() => functions.deliver(logOf(["timeout"]).slice(5)));
  expect(log).toMatchObject([{ halves: 1, lookedUp: 1, opened: 1 }]);
  expect(await store.allIncidents()).toMatchObject([{ fault: { target: "orders-api" } }]);
});

const BAD: readonly { readonly name: string; readonly data: string; readonly code: string }[] = [
  { name: "no base64", data: "!?*", code: "not_gzip" },
  { name: "no gzip", data: "bm90IGd6aXA=", code: "not_gzip" },
  { name: "gzip that is cut", data: GOOD.slice(0, 100), code: "not_gzip" },
  { name: "no JSON", data: packed("hello"), code: "wrong_shape" },
  { name: "another shape", data: packed('{"hello":1}'), code: "wrong_shape" },
  { name: "nothing", data: "", code: "not_gzip" },
  { name: "no events", data: deliveryOf([]), code: "empty" },
  { name: "a bomb", data: packed(Buffer.alloc((100 << 20) + 1)), code: "too_large" },
  {
    name: "a foreign log group",
    data: deliveryOf(logOf(["ok"]), { logGroup: "/aws/lambda/apigw-triage-classify-logs" }),
    code: "foreign",
  },
];

test.each(BAD)(
  "a delivery of $name fails with one line, and the next one is taken",
  async (bad) => {
    const { functions, store } = await installed();
    const { log, metrics, other } = await outputOf(async () => {
      await expect(functions.classify({ awslogs: { data: bad.data } })).rejects.toThrow(bad.code);
      await functions.classify({ awslogs: { data: GOOD } });
    });
    expect(log).toMatchObject([
      { level: "ERROR", message: "delivery.refused", code: bad.code },
      { level: "INFO", message: "delivery.counted" },
    ]);
    expect(metrics[0]).toMatchObject({ RefusedDeliveries: 1 });
    expect(other).toEqual([]);
    expect(await store.allIncidents()).toMatchObject([{ count: 1 }]);
  },
);

test("an event without a delivery is refused like one", async () => {
  const { functions } = await installed();
  const { log } = await outputOf(async () => {
    for (const event of [{}, { awslogs: {} }]) {
      await expect(functions.classify(event)).rejects.toThrow("not_gzip");
    }
  });
  expect(log.map(({ message }) => message)).toEqual(["delivery.refused", "delivery.refused"]);
});

test.each(BAD)("of a Kinesis batch the record with $name alone is given back", async (bad) => {
  const { functions, store } = await installed();
  const other = deliveryOf(logOf(["malformed"], 10));
  let taken: unknown;
  const { log } = await outputOf(async () => {
    taken = await functions.stream([GOOD, bad.data, other]);
  });
  expect(taken).toEqual({ batchItemFailures: [{ itemIdentifier: "number-1" }] });
  expect(log.filter(({ level }) => level === "ERROR")).toMatchObject([
    { message: "delivery.refused", code: bad.code },
  ]);
  await outputOf(() => functions.sweep(START + MINUTE));
  expect(await store.allIncidents()).toMatchObject([{ count: 2 }]);
});

test("a Kinesis record that the table could not take is given back, with why", async () => {
  const { functions } = await installed();
  aws.mishap = ({ name }) =>
    name === "dynamodb PutItem tally of a delivery" ? "throttled" : undefined;
  let taken: unknown;
  const { log } = await outputOf(async () => {
    taken = await functions.stream([GOOD]);
  });
  expect(taken).toEqual({ batchItemFailures: [{ itemIdentifier: "number-0" }] });
  expect(log).toMatchObject([
    {
      level: "ERROR",
      message: "record.failed",
      error: { name: "ProvisionedThroughputExceededException" },
    },
  ]);
});

test("a control message is answered, without a word", async () => {
  const { functions } = await installed();
  const control = [{ id: "", timestamp: 0, message: "CWL CONTROL MESSAGE: Checking health." }];
  const { log, metrics, other } = await outputOf(() =>
    functions.deliver(control, { messageType: "CONTROL_MESSAGE" }),
  );
  expect(log).toEqual([]);
  expect(other).toEqual([]);
  expect(metrics).toMatchObject([{ ControlMessages: 1 }]);
  expect(aws.calls).toEqual([]);
});

test.each([
  { name: "classify-logs", run: ({ deliver }: Functions) => deliver(logOf(["ok"])) },
  { name: "sweep-incidents", run: ({ sweep }: Functions) => sweep(START) },
])("$name names all that is wrong with its environment, each time", async ({ run }) => {
  const { functions } = await installed({
    TABLE_NAME: "",
    QUIET_MINUTES: "x",
    CHAT_TOPIC_ARN: "y",
  });
  const problems =
    "environment: TABLE_NAME is missing; CHAT_TOPIC_ARN is not the ARN of a topic; QUIET_MINUTES is not a number";
  await outputOf(async () => {
    for (let time = 0; time < 2; time++) await expect(run(functions)).rejects.toThrow(problems);
  });
});

test.each([{}, { time: "soon" }])("a sweep at no time fails: %o", async (event) => {
  const { functions } = await installed();
  await outputOf(async () => {
    await expect(functions.schedule(event)).rejects.toThrow("the event's time is not a time");
  });
});
