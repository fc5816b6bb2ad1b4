import { describe, expect, test } from "vitest";
import { EXTENDED, ONE, read, TWO, textsIn, unreadIn } from "../build/parsed.ts";

const NOON = Date.UTC(2026, 6, 20, 12);
const first = {
  logStreamName: "s1",
  timestamp: NOON,
  message: `(${ONE}) Method request path: {}`,
  ingestionTime: NOON,
  eventId: "1",
};
const second = {
  ...first,
  message: `(${TWO}) Endpoint response body before transformations: {\n  "a": 1\n}`,
  eventId: "2",
};
const TEXTS = [
  "Method request path: {}",
  'Endpoint response body before transformations: {\n  "a": 1\n}',
];

describe("events that CloudWatch Logs answers", () => {
  test.each([
    {
      what: "filter-log-events prints them",
      text: JSON.stringify({ events: [first, second], searchedLogStreams: [] }, undefined, 4),
    },
    {
      what: "they come on one line",
      text: JSON.stringify({ searchedLogStreams: [], events: [first, second] }),
    },
    {
      what: "pages of them follow one another",
      text: `${JSON.stringify({ events: [first] }, undefined, 2)}\n${JSON.stringify({ events: [second] }, undefined, 2)}`,
    },
    { what: "a query leaves the list", text: JSON.stringify([first, second]) },
    { what: "each stands on a line", text: `${JSON.stringify(first)}\n${JSON.stringify(second)}` },
    {
      what: "each stands on a line with a comma",
      text: `${JSON.stringify(first)},\n${JSON.stringify(second)}`,
    },
    {
      what: "a live tail sends them",
      text: JSON.stringify({ sessionUpdate: { sessionResults: [first, second] } }),
    },
    {
      what: "a live tail's update alone",
      text: JSON.stringify({ sessionResults: [first, second] }),
    },
    {
      what: "a query leaves the messages",
      text: JSON.stringify([first.message, second.message], undefined, 2),
    },
    {
      what: "the answer was cut behind them",
      text: `${JSON.stringify({ events: [first, second] }).slice(0, -2)},{"logStreamName":"s1","mess`,
    },
  ])("are read as $what", ({ text }) => {
    const found = read(...text.split("\n"));
    expect(textsIn(found)).toEqual(TEXTS);
    expect(found.forms).toEqual(["filter_log_events_json"]);
  });

  test("cut in the middle of one are counted once more", () => {
    const whole = JSON.stringify({ events: [first, second] });
    const found = read(`${whole.slice(0, -2)},{"logStreamName":"s1","mess`);
    expect(textsIn(found)).toEqual(TEXTS);
    expect(found.unreadable.map(({ code, place }) => [code, place.line])).toEqual([
      ["broken_json", 1],
    ]);
    const last = read(
      ...JSON.stringify({ events: [first, second] }, undefined, 1)
        .split("\n")
        .slice(0, -4),
    );
    expect(unreadIn(last)).toEqual(['broken_json:    "ingestionTime": 1784548800000,']);
  });

  test("have time, stream and number", () => {
    expect(read(JSON.stringify({ events: [first] })).records).toEqual([
      {
        kind: "execution",
        requestId: ONE,
        time: NOON,
        text: TEXTS[0],
        place: { input: "input.log", line: 1, event: 1 },
        origin: { logStream: "s1" },
      },
    ]);
  });

  test.each([
    {
      logGroupIdentifier: "arn:aws:logs:eu-west-1:123456789012:log-group:/my/group",
      origin: { region: "eu-west-1", accountId: "123456789012", logGroup: "/my/group" },
    },
    {
      logGroupIdentifier: "123456789012:/my/group",
      origin: { accountId: "123456789012", logGroup: "/my/group" },
    },
    { logGroupIdentifier: "/my/group", origin: { logGroup: "/my/group" } },
    { logGroupIdentifier: "arn:aws:logs:::log-group:", origin: {} },
    {
      logGroupName: "API-Gateway-Execution-Logs_abc123def4/prod",
      origin: {
        logGroup: "API-Gateway-Execution-Logs_abc123def4/prod",
        apiId: "abc123def4",
        stage: "prod",
      },
    },
  ])("may name their group: $origin", ({ origin, ...group }) => {
    expect(read(JSON.stringify({ message: first.message, ...group })).records[0]?.origin).toEqual(
      origin,
    );
  });

  test("keep the time that a message has itself", () => {
    const { records } = read(
      JSON.stringify({
        ...first,
        message: `2026-07-20T13:00:00+01:00 (${EXTENDED}) Method request path: {}`,
      }),
    );
    expect(records).toMatchObject([{ time: NOON, zone: "+01:00", requestId: EXTENDED }]);
  });

  test("may hold access logs, as text or as an object", () => {
    const message = { requestId: "a", status: "500", integrationErrorMessage: "boom" };
    const found = read(
      JSON.stringify({
        events: [
          { ...first, message: JSON.stringify(message) },
          { ...first, message },
        ],
      }),
    );
    expect(found.records).toMatchObject([
      {
        kind: "access",
        time: NOON,
        fields: message,
        text: JSON.stringify(message),
        origin: { logStream: "s1" },
      },
      {
        kind: "access",
        time: NOON,
        fields: message,
        text: JSON.stringify(message),
        origin: { logStream: "s1" },
      },
    ]);
  });

  test("are counted one by one when they are no log of ours, whatever their length", () => {
    const found = read(
      JSON.stringify({
        events: [
          { ...first, message: "START\nEND" },
          { ...first, message: { a: 1 } },
          { ...first, message: 5 },
          7,
          first,
        ],
      }),
    );
    expect(unreadIn(found)).toEqual([
      "not_a_log_line: START\nEND",
      'wrong_shape: {"a":1}',
      `wrong_shape: ${JSON.stringify({ ...first, message: 5 })}`,
      "wrong_shape: 7",
    ]);
    expect(found.unreadable.map(({ place }) => place.event)).toEqual([1, 2, 3, 4]);
    expect(textsIn(found)).toEqual([TEXTS[0]]);
  });

  test("may have an empty message, which says nothing", () => {
    expect(read(JSON.stringify({ events: [{ ...first, message: "" }] }))).toEqual({
      records: [],
      unreadable: [],
      forms: ["filter_log_events_json"],
    });
  });

  test("count what follows an entry's end in their message", () => {
    const message = `hello\n(${ONE}) Method request path: {}`;
    const found = read(JSON.stringify({ events: [{ ...first, message }] }));
    expect([textsIn(found), unreadIn(found)]).toEqual([[TEXTS[0]], ["not_a_log_line: hello"]]);
  });

  test("may hold entries glued together", () => {
    const message = `(${ONE}) Method request path: {} (${ONE}) Method completed with status: 200`;
    expect(textsIn(read(JSON.stringify({ events: [{ ...first, message }] })))).toEqual([
      "Method request path: {}",
      "Method completed with status: 200",
    ]);
  });

  test("may be in a list with strangers", () => {
    const found = read(JSON.stringify([first, { a: 1 }, 5, null]));
    expect(textsIn(found)).toEqual([TEXTS[0]]);
    expect(unreadIn(found)).toEqual([
      'wrong_shape: {"a":1}',
      "wrong_shape: 5",
      "wrong_shape: null",
    ]);
  });

  test("may be wrapped by a container's log driver", () => {
    const found = read(
      JSON.stringify({
        log: `(${ONE}) Method request path: {}\n`,
        stream: "stdout",
        time: "2026-07-20T12:00:00Z",
      }),
    );
    expect(found.records).toMatchObject([{ requestId: ONE, time: NOON, text: TEXTS[0] }]);
  });

  test.each([
    {
      what: "an application's line",
      line: '{"level":"info","message":"started","timestamp":1784548800000}',
    },
    {
      what: "an application's line with a date",
      line: '{"message":"started","timestamp":"2026-07-20T12:00:00Z"}',
    },
    { what: "a list of words", line: '["a","b"]' },
    { what: "a list of numbers and words", line: '["b",1]' },
    { what: "an empty list", line: "[]" },
    { what: "an empty object", line: "{}" },
    { what: "events that are no list", line: '{"events":{"a":1}}' },
  ])("are not seen in $what", ({ line }) => {
    expect(unreadIn(read(line))).toEqual([`wrong_shape: ${line}`]);
  });
});
