import fc from "fast-check";
import { expect, test } from "vitest";
import { headOf } from "../../shared/parse/delivery-head.ts";

const EVENTS = [
  { id: "39a", timestamp: 1, message: 'one {"id":"not-an-event"}' },
  { id: "39b", timestamp: 2, message: "two" },
  { id: "39c", timestamp: 3, message: "three" },
];
const ENVELOPE = {
  messageType: "DATA_MESSAGE",
  owner: "123456789012",
  logGroup: "API-Gateway-Execution-Logs_a1b2c3d4e5/prod",
  logStream: "stream-1",
  subscriptionFilters: ["apigw-triage"],
  logEvents: EVENTS,
};
const HEAD = {
  kind: "data",
  accountId: "123456789012",
  logGroup: "API-Gateway-Execution-Logs_a1b2c3d4e5/prod",
  logStream: "stream-1",
  firstId: "39a",
  lastId: "39c",
  hasEvents: true,
};

function head(text: string) {
  return headOf(Buffer.from(text));
}

const { logEvents, ...before } = ENVELOPE;
const byTime = EVENTS.map(({ timestamp, ...rest }) => ({ timestamp, ...rest }));

test.each([
  { layout: "as AWS writes it", text: JSON.stringify(ENVELOPE) },
  { layout: "with spaces", text: JSON.stringify(ENVELOPE, null, 2) },
  { layout: "with its events first", text: JSON.stringify({ logEvents, ...before }) },
  { layout: "with its times first", text: JSON.stringify({ ...ENVELOPE, logEvents: byTime }) },
])("the head is the same, $layout", ({ text }) => {
  expect(head(text)).toEqual({ ok: true, value: HEAD });
});

test("a message that quotes an event or a list of them is none of its events", () => {
  const message = '"logEvents":[{"id":"x"},{"id":"y"}]';
  const text = JSON.stringify({ ...ENVELOPE, logEvents: [{ ...EVENTS[1], message }] });
  expect(head(text)).toMatchObject({ value: { firstId: "39b", lastId: "39b", hasEvents: true } });
});

test("no events are none, in any layout", () => {
  const none = { firstId: "", lastId: "", hasEvents: false };
  for (const space of [0, 1]) {
    const text = JSON.stringify({ ...ENVELOPE, logEvents: [] }, null, space);
    expect(head(text)).toMatchObject({ ok: true, value: none });
  }
});

test("a control message says so", () => {
  const text = JSON.stringify({ ...ENVELOPE, messageType: "CONTROL_MESSAGE" });
  expect(head(text)).toMatchObject({ ok: true, value: { kind: "control" } });
});

test.each([
  { name: "missing", owner: undefined },
  { name: "a number", owner: 123_456_789_012 },
])("an account that is $name is left empty", ({ owner }) => {
  expect(head(JSON.stringify({ ...ENVELOPE, owner }))).toMatchObject({ value: { accountId: "" } });
});

test.each([0, 1])(
  "ids are kept to 128 characters, and those that are none are empty (%i)",
  (space) => {
    const long = { ...EVENTS[0], id: "7".repeat(300) };
    const text = JSON.stringify({ ...ENVELOPE, logEvents: [long, ...EVENTS, long] }, null, space);
    const id = "7".repeat(128);
    expect(head(text)).toMatchObject({ value: { firstId: id, lastId: id, hasEvents: true } });
  },
);

test("events that are none have no id", () => {
  const text = JSON.stringify({ ...ENVELOPE, logEvents: [null, 7, { id: 7 }] });
  expect(head(text)).toMatchObject({ value: { firstId: "", lastId: "", hasEvents: true } });
});

test.each([
  { name: "no JSON", text: "{" },
  { name: "nothing", text: "" },
  { name: "null", text: "null" },
  { name: "a list", text: "[]" },
  { name: "another message type", text: JSON.stringify({ ...ENVELOPE, messageType: "OTHER" }) },
  { name: "no log group", text: JSON.stringify({ ...ENVELOPE, logGroup: undefined }) },
  { name: "a log stream that is no text", text: JSON.stringify({ ...ENVELOPE, logStream: 7 }) },
  { name: "events that are no list", text: JSON.stringify({ ...ENVELOPE, logEvents: {} }) },
  { name: "a list of events in another document", text: '{"logEvents":[{"id":"1"}]}' },
])("of the wrong shape is $name", ({ text }) => {
  expect(head(text)).toEqual({ ok: false, error: { code: "wrong_shape" } });
});

test("whatever the messages hold, the head that is scanned is the head that is parsed", () => {
  const pieces = fc.constantFrom('{"id":"', '"logEvents":[', '"', "\\", "]}", "é", "\u2028", "a");
  const messages = fc.array(pieces, { maxLength: 6 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.array(messages, { minLength: 1, maxLength: 4 }), messages, (texts, name) => {
      const logEvents = texts.map((message, at) => ({ id: `39${at}`, timestamp: at, message }));
      const envelope = { ...ENVELOPE, logGroup: name, logEvents };
      expect(head(JSON.stringify(envelope))).toEqual(head(JSON.stringify(envelope, null, 1)));
    }),
  );
});
