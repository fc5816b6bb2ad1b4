import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { siftDelivery } from "../../shared/parse/sift-delivery.ts";

const ID = "7f1c0b5e-2f6a-4c1d-9a57-0d1e2f3a4b5c";
const OTHER = "0a9b8c7d-6e5f-4a3b-8c2d-1e0f9a8b7c6d";
const SUCCESS = "Successfully completed execution";
const END = "Method completed with status: 200";
const BAD_END = "Method completed with status: 502";

type LogEvent = { readonly id: string; readonly timestamp: number; readonly message: string };

function events(...messages: readonly string[]): readonly LogEvent[] {
  return messages.map((message, at) => ({
    id: String(at).padStart(56, "3"),
    timestamp: 1_795_347_600_123 + at,
    message,
  }));
}

function delivery(logEvents: readonly object[]) {
  return { messageType: "DATA_MESSAGE", owner: "123456789012", logStream: "a", logEvents };
}

function sifted(logEvents: readonly object[]) {
  const { json, settled } = siftDelivery(Buffer.from(JSON.stringify(delivery(logEvents))));
  return { kept: JSON.parse(json.toString()), settled };
}

test("events of a plain success are counted and left out", () => {
  const failing = events(`(${OTHER}) Execution failed`, `(${OTHER}) ${BAD_END}`);
  const good = events(`(${ID}) Starting execution`, `(${ID}) ${SUCCESS}`, `(${ID}) ${END}`);
  const { kept, settled } = sifted([...good, ...failing]);
  expect(kept).toEqual(delivery(failing));
  expect(settled).toEqual({
    statuses: new Map([[200, 1]]),
    records: 3,
    from: 1_795_347_600_123,
    to: 1_795_347_600_123,
  });
});

test("a delivery of nothing but successes leaves an empty list", () => {
  expect(sifted(events(`(${ID}) ${SUCCESS}`, `(${ID}) ${END}`)).kept).toEqual(delivery([]));
});

describe("handed back whole", () => {
  test.each([
    ["a control message", { messageType: "CONTROL_MESSAGE", logEvents: [] }],
    ["another layout", { logEvents: [[`(${ID}) ${SUCCESS}`]] }],
    ["no list", { messageType: "DATA_MESSAGE" }],
  ])("%s", (_, document) => {
    const text = JSON.stringify(document);
    const { json, settled } = siftDelivery(Buffer.from(text));
    expect(json.toString()).toBe(text);
    expect(settled.records).toBe(0);
  });

  test.each([
    ["requests without an end", events(`(${ID}) ${SUCCESS}`)],
    [
      "a status that is none",
      events(`(${ID}) ${SUCCESS}`, `(${ID}) Method completed with status: 20`),
    ],
    ["events without an id", events(SUCCESS, END)],
    [
      "events with fields of the customer's own",
      events(`(${ID}) ${SUCCESS}`, `(${ID}) ${END}`).map((event) => ({
        ...event,
        extractedFields: { message: `(${ID}) ${END}` },
      })),
    ],
    [
      "events whose message is no string",
      [{ id: "1", timestamp: 1, message: { text: `(${ID}) ${SUCCESS}` } }],
    ],
  ])("%s", (_, logEvents) => {
    expect(sifted(logEvents).kept).toEqual(delivery(logEvents));
  });
});

test("system fields after the message do no harm", () => {
  const good = events(`(${ID}) ${SUCCESS}`, `(${ID}) ${END}`);
  const { kept } = sifted(good.map((event) => ({ ...event, "@aws.account": "123456789012" })));
  expect(kept).toEqual(delivery([]));
});

test("quotes, braces and line feeds in a message cannot break it", () => {
  const message = `(${ID}) Endpoint response body before transformations: "},{"id":"1","message":"(${OTHER}) ${BAD_END}\n"}]}`;
  const { kept, settled } = sifted(events(message, `(${ID}) ${SUCCESS}`, `(${ID}) ${END}`));
  expect(kept).toEqual(delivery([]));
  expect(settled.statuses).toEqual(new Map([[200, 1]]));
});

describe("events are told apart", () => {
  const named = (name: (at: number) => string, logEvents: readonly LogEvent[]) =>
    logEvents.map((event, at) => ({ ...event, id: name(at) }));
  const braces = `(${OTHER}) Endpoint response body before transformations: {"a":[{"id":"1"},{"id":"2"}]}`;
  const digits = `(${OTHER}) Method request path: {n=${"7".repeat(500)}}`;
  const some = events(`(${ID}) ${SUCCESS}`, braces, digits, `(${ID}) ${END}`, braces);

  test.each([
    ["an id of CloudWatch Logs", (at: number) => String(at).padStart(56, "3")],
    ["a word for an id", (at: number) => `event-${at}`],
    ["a number for an id", (at: number) => String(at)],
    ["56 digits and more for an id", (at: number) => `${String(at).padStart(56, "3")}-0`],
  ])("by %s", (_, name) => {
    const all = named(name, some);
    const { kept, settled } = sifted(all);
    expect(kept).toEqual(delivery([1, 2, 4].map((at) => all[at] as object)));
    expect(settled.records).toBe(2);
  });

  test("whatever the length of their messages", () => {
    for (let length = 0; length < 200; length++) {
      const all = events(
        `(${OTHER}) ${"1".repeat(length)}`,
        `(${ID}) ${SUCCESS}`,
        `(${ID}) ${END}`,
      );
      expect(sifted(all).kept).toEqual(delivery(all.slice(0, 1)));
    }
  });
});

test("on any delivery it agrees with the obvious twin", () => {
  const message = fc.tuple(
    fc.constantFrom(ID, OTHER, "QmX7RFD9pBNGqzB="),
    fc.constantFrom(SUCCESS, END, BAD_END, "Starting execution", '"},{"id":"'),
  );
  fc.assert(
    fc.property(fc.array(message), (messages) => {
      const all = events(...messages.map(([id, text]) => `(${id}) ${text}`));
      const isPlain = ([id]: readonly [string, string]) => {
        const said = messages.filter(([owner]) => owner === id).map(([, text]) => text);
        const hasEnded = said.includes(SUCCESS) && said.includes(END) && !said.includes(BAD_END);
        return id !== "QmX7RFD9pBNGqzB=" && hasEnded;
      };
      const twin = all.filter((_, at) => !isPlain(messages[at] as [string, string]));
      expect(sifted(all).kept).toEqual(delivery(twin));
    }),
  );
});
