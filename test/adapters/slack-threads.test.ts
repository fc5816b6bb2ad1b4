import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type EmbeddedDynamo, embeddedDynamo } from "../../shared/adapters/embedded-dynamo.ts";
import { createSlackThreads } from "../../shared/adapters/table/slack-threads.ts";
import type { SlackThreads } from "../../shared/ports.ts";
import { at } from "../build/judgements.ts";

const NOTICE = "v1:0123456789abcdef-1:opened-1";
const INCIDENT = "v1:0123456789abcdef-1";
const POSTED = { channel: "C1", ts: "1700000000.000100" };

let dynamo: EmbeddedDynamo;
let table: string;
let tables = 0;
let threads: SlackThreads;
beforeAll(async () => {
  dynamo = await embeddedDynamo();
});
beforeEach(async () => {
  tables += 1;
  table = `slack-${tables}`;
  await dynamo.ensureTable(table);
  threads = createSlackThreads(dynamo.client, table);
});
afterAll(() => dynamo.close());

test("a notice is claimed once", async () => {
  expect(await threads.claim(NOTICE, at(0))).toBe("claimed");
  expect(await threads.claim(NOTICE, at(1))).toBe("busy");
  expect(await threads.claim(`${NOTICE}0`, at(1))).toBe("claimed");
});

test("of many that claim it at once, one gets it", async () => {
  const claims = await Promise.all(Array.from({ length: 10 }, () => threads.claim(NOTICE, at(0))));
  expect(claims.filter((claim) => claim === "claimed")).toHaveLength(1);
});

test("a notice that was posted stays so, also when a claim ends late", async () => {
  await threads.claim(NOTICE, at(0));
  await threads.confirm(NOTICE, at(1));
  expect(await threads.claim(NOTICE, at(3_600))).toBe("posted");
});

test("a claim that was released may be made again at once", async () => {
  await threads.claim(NOTICE, at(0));
  await threads.release(NOTICE, at(1));
  expect(await threads.claim(NOTICE, at(1))).toBe("claimed");
});

test("whoever died with a claim holds it for 45 seconds", async () => {
  await threads.claim(NOTICE, at(0));
  expect(await threads.claim(NOTICE, at(44))).toBe("busy");
  expect(await threads.claim(NOTICE, at(45))).toBe("claimed");
});

test("the first message of an incident is its thread", async () => {
  expect(await threads.thread(INCIDENT)).toBeUndefined();
  await threads.startThread(INCIDENT, POSTED, at(0));
  await threads.startThread(INCIDENT, { channel: "C2", ts: "2.0" }, at(1));
  expect(await threads.thread(INCIDENT)).toEqual(POSTED);
});

test("what is kept is of use for 30 days", async () => {
  await threads.startThread(INCIDENT, POSTED, at(0));
  await threads.claim(NOTICE, at(0));
  const expiresAt = at(0) / 1_000 + 30 * 86_400;
  expect(await itemAt(`thread#${INCIDENT}`, "thread")).toEqual({
    pk: `thread#${INCIDENT}`,
    sk: "thread",
    type: "thread",
    version: 1,
    ...POSTED,
    expiresAt,
  });
  expect(await itemAt(`slack#${NOTICE}`, "notice")).toEqual({
    pk: `slack#${NOTICE}`,
    sk: "notice",
    type: "notice",
    version: 1,
    state: "posting",
    leaseUntil: "2026-11-22T10:00:45.000Z",
    expiresAt,
  });
});

async function itemAt(pk: string, sk: string) {
  return (await dynamo.client.send(new GetCommand({ TableName: table, Key: { pk, sk } }))).Item;
}
