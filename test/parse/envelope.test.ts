import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { ONE, packed, read, TWO, textsIn, unreadIn } from "../build/parsed.ts";

const NOON = Date.UTC(2026, 6, 20, 12);
const GROUP = "API-Gateway-Execution-Logs_abc123def4/prod";

const event = (text: string, requestId = ONE) => ({
  id: "1",
  timestamp: NOON,
  message: `(${requestId}) ${text}`,
});

function delivery(...logEvents: readonly unknown[]) {
  return {
    messageType: "DATA_MESSAGE",
    owner: "123456789012",
    logGroup: GROUP,
    logStream: "s1",
    subscriptionFilters: ["f"],
    logEvents,
  };
}

const two = delivery(
  event("Method request path: {}"),
  event("Method completed with status: 200", TWO),
);
const TEXTS = ["Method request path: {}", "Method completed with status: 200"];

describe("a delivery of a subscription", () => {
  test.each([
    { what: "a function gets it", line: JSON.stringify({ awslogs: { data: packed(two) } }) },
    { what: "it is inside", line: JSON.stringify(two) },
    {
      what: "an on-failure destination keeps it",
      line: JSON.stringify({ version: "1.0", requestPayload: { awslogs: { data: packed(two) } } }),
    },
    {
      what: "a Kinesis stream wraps it",
      line: JSON.stringify({ Records: [{ kinesis: { data: packed(two) } }] }),
    },
    {
      what: "Firehose hands it over",
      line: JSON.stringify({ invocationId: "x", records: [{ recordId: "1", data: packed(two) }] }),
    },
    {
      what: "a stream carries it without compression",
      line: JSON.stringify({
        Records: [{ kinesis: { data: Buffer.from(JSON.stringify(two)).toString("base64") } }],
      }),
    },
    { what: "somebody printed it over lines", line: JSON.stringify(two, undefined, 4) },
  ])("is read as $what", ({ line }) => {
    const found = read(line);
    expect(found.forms).toEqual(["subscription_envelope"]);
    expect(textsIn(found)).toEqual(TEXTS);
    expect(found.unreadable).toEqual([]);
  });

  test("tells account, group, stream, API and stage, and the events' time and number", () => {
    const origin = {
      accountId: "123456789012",
      logGroup: GROUP,
      logStream: "s1",
      apiId: "abc123def4",
      stage: "prod",
    };
    expect(read("", JSON.stringify({ awslogs: { data: packed(two) } })).records).toEqual([
      {
        kind: "execution",
        requestId: ONE,
        time: NOON,
        text: TEXTS[0],
        place: { input: "input.log", line: 2, event: 1 },
        origin,
      },
      {
        kind: "execution",
        requestId: TWO,
        time: NOON,
        text: TEXTS[1],
        place: { input: "input.log", line: 2, event: 2 },
        origin,
      },
    ]);
  });

  test("of a WebSocket API tells API and stage only of execution records", () => {
    const logGroup = "/aws/apigateway/abc123def4/live";
    const access = {
      id: "2",
      timestamp: NOON,
      message: '{"requestId":"a","status":"500","routeKey":"$connect"}',
    };
    const { records } = read(
      JSON.stringify({ ...two, logGroup, logEvents: [event("Method request path: {}"), access] }),
    );
    expect(records.map(({ origin }) => origin)).toEqual([
      { accountId: "123456789012", logGroup, logStream: "s1", apiId: "abc123def4", stage: "live" },
      { accountId: "123456789012", logGroup, logStream: "s1" },
    ]);
  });

  test("may say little of itself", () => {
    const { records } = read(JSON.stringify({ logEvents: [event("Method request path: {}")] }));
    expect(records).toMatchObject([{ origin: {}, text: "Method request path: {}" }]);
  });

  test("keeps any message of an execution log's group", () => {
    const found = read(JSON.stringify(delivery({ timestamp: NOON, message: "Something new" })));
    expect(textsIn(found)).toEqual(["Something new"]);
  });

  test("numbers the events of a line through, however many documents it holds", () => {
    const { records } = read(JSON.stringify(two) + JSON.stringify(two), JSON.stringify(two));
    expect(records.map(({ place }) => [place.line, place.event])).toEqual([
      [1, 1],
      [1, 2],
      [1, 3],
      [1, 4],
      [2, 1],
      [2, 2],
    ]);
  });

  test("may be listed with others, its events numbered through", () => {
    const { records } = read(JSON.stringify([two, two]));
    expect(records.map(({ place }) => place.event)).toEqual([1, 2, 3, 4]);
  });

  test("that only checks the way holds nothing", () => {
    const probe = {
      ...two,
      messageType: "CONTROL_MESSAGE",
      logEvents: [{ id: "", timestamp: 1, message: "CWL CONTROL MESSAGE" }],
    };
    expect(read(JSON.stringify({ awslogs: { data: packed(probe) } }))).toEqual({
      records: [],
      unreadable: [],
      forms: ["subscription_envelope"],
    });
  });

  test("reads the other members when one is broken", () => {
    const found = read(
      JSON.stringify({
        Records: [
          { kinesis: { data: "" } },
          { kinesis: { data: packed(two) } },
          { kinesis: { data: 5 } },
        ],
      }),
    );
    expect(textsIn(found)).toEqual(TEXTS);
    expect(found.unreadable.map(({ code }) => code)).toEqual([
      "broken_envelope",
      "broken_envelope",
    ]);
  });

  const cut = gzipSync("x".repeat(1000)).subarray(0, 20).toString("base64");
  const bomb = gzipSync(Buffer.alloc(101 * 1024 * 1024)).toString("base64");
  test.each([
    { what: "no base64", code: "broken_envelope", envelope: { awslogs: { data: "" } } },
    { what: "no text", code: "broken_envelope", envelope: { awslogs: { data: 5 } } },
    { what: "nothing", code: "broken_envelope", envelope: { awslogs: {} } },
    {
      what: "an empty archive",
      code: "broken_envelope",
      envelope: { awslogs: { data: packed("") } },
    },
    { what: "half an archive", code: "broken_gzip", envelope: { awslogs: { data: cut } } },
    { what: "an archive far too large", code: "too_large", envelope: { awslogs: { data: bomb } } },
    {
      what: "somebody's text",
      code: "not_a_log_line",
      envelope: { awslogs: { data: packed("hello") } },
    },
    {
      what: "another document",
      code: "wrong_shape",
      envelope: { awslogs: { data: packed({ a: 1 }) } },
    },
    {
      what: "a failed event of another kind",
      code: "wrong_shape",
      envelope: { requestPayload: { detail: 1 } },
    },
  ])("that holds $what is $code", ({ code, envelope }) => {
    const found = read(JSON.stringify(envelope));
    expect(found.records).toEqual([]);
    expect(found.unreadable.map((one) => [one.code, one.place])).toEqual([
      [code, { input: "input.log", line: 1 }],
    ]);
  });

  test.each([
    '{"awslogs":"x"}',
    '{"logEvents":{}}',
    '{"Records":[]}',
    '{"records":[{"body":"x"},5]}',
    '{"requestPayload":1}',
  ])("is not %s", (line) => {
    expect(unreadIn(read(line))).toEqual([`wrong_shape: ${line}`]);
  });

  test("wrapped without end is refused, not followed", () => {
    let failed: unknown = two;
    for (let depth = 0; depth < 9; depth += 1) failed = { requestPayload: failed };
    expect(read(JSON.stringify(failed)).unreadable.map(({ code }) => code)).toEqual([
      "wrong_shape",
    ]);
  });

  test("wrapped without end in messages is refused too", () => {
    let message = `(${ONE}) Method request path: {}`;
    for (let depth = 0; depth < 9; depth += 1)
      message = JSON.stringify({ logEvents: [{ timestamp: NOON, message }] });
    expect(textsIn(read(message))).toEqual(["Method request path: {}"]);
    expect(
      read(JSON.stringify({ logEvents: [{ timestamp: NOON, message }] })).unreadable.map(
        ({ code }) => code,
      ),
    ).toEqual(["wrong_shape"]);
  });
});
