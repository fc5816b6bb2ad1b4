import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { judgeDelivery, judgeTogether, openDelivery, recordsOf } from "../shared/delivery.ts";
import { toEpochMs } from "../shared/domain/time.ts";
import { ACCOUNT, deliveryOf, eventsOf, LOG_GROUP, requestIdOf } from "./build/gateway-log.ts";

const START = Date.UTC(2026, 2, 4, 12);
const GROUP = { accountId: ACCOUNT, logGroup: LOG_GROUP, logStream: "stream-1" };

function judged(events: Parameters<typeof deliveryOf>[0]) {
  const opened = openDelivery(deliveryOf(events));
  if (!opened.ok) throw new Error(opened.error.code);
  return judgeDelivery(opened.value);
}

test("what is unpacked says where it is from, and which events it begins and ends with", () => {
  const events = eventsOf("malformed", requestIdOf(1), START);
  const opened = openDelivery(deliveryOf(events));
  expect(opened).toMatchObject({
    ok: true,
    value: { head: { kind: "data", ...GROUP, hasEvents: true, firstId: events[0]?.id } },
  });
});

test.each([
  { name: "nothing", data: "", code: "not_gzip" },
  { name: "no base64", data: "!?", code: "not_gzip" },
  { name: "gzip that is cut", data: deliveryOf([]).slice(0, 40), code: "not_gzip" },
  {
    name: "text that is not packed",
    data: btoa('{"messageType":"DATA_MESSAGE"}'),
    code: "not_gzip",
  },
  { name: "no JSON", data: gzipSync("hello").toString("base64"), code: "wrong_shape" },
  { name: "no events", data: deliveryOf([]), code: "empty" },
  { name: "what is no text", data: 7 as unknown as string, code: "not_gzip" },
])("refused is $name", ({ data, code }) => {
  expect(openDelivery(data)).toMatchObject({ ok: false, error: { code } });
});

test("a bomb is refused at 100 MB, which a delivery may have", () => {
  const bomb = (bytes: number) => gzipSync(Buffer.alloc(bytes, 0x20)).toString("base64");
  const tooLarge = { code: "too_large", detail: "it unpacks to over 100 MB" };
  expect(openDelivery(bomb((100 << 20) + 1))).toEqual({ ok: false, error: tooLarge });
  expect(openDelivery(bomb(100 << 20))).toMatchObject({ error: { code: "wrong_shape" } });
});

test("plain successes are counted, failures judged, and what has no end is given back", () => {
  const { settled, judgements, unfinished, unreadable } = judged([
    ...eventsOf("ok", requestIdOf(1), START),
    ...eventsOf("timeout", requestIdOf(2), START),
    ...eventsOf("malformed", requestIdOf(3), START).slice(0, 3),
  ]);
  expect(settled).toMatchObject({ statuses: new Map([[200, 1]]), records: 7 });
  expect(judgements.map(({ facts }) => facts.requestId)).toEqual([requestIdOf(2)]);
  expect(unfinished.map(({ requestId }) => requestId)).toEqual([requestIdOf(3)]);
  expect(unreadable).toEqual([]);
});

test("records that came apart are judged as if they had come together", () => {
  const id = requestIdOf(2);
  const found = eventsOf("timeout", id, START).map(({ message, timestamp }) => ({
    requestId: id,
    time: toEpochMs(timestamp),
    message,
    logStream: "stream-2",
  }));
  const records = recordsOf(GROUP, found);
  expect(records).toHaveLength(found.length);
  const apart = judgeTogether(id, [...records].reverse());
  const [together] = judged(eventsOf("timeout", id, START)).judgements;
  expect(apart?.verdict).toEqual(together?.verdict);
  expect(apart?.facts).toEqual(together?.facts);
});

test("records of another request are none of this one", () => {
  expect(judgeTogether("id-1", [])).toBeUndefined();
});
