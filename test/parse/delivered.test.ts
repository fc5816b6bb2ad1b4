import { describe, expect, test } from "vitest";
import { executionIn, ONE, read, textsIn, unreadIn } from "../build/parsed.ts";

const NOON = Date.UTC(2026, 6, 20, 12);
const MESSAGE = "Method completed with status: 502";
const ARN = "arn:aws:apigateway:eu-west-1:123456789012:/restapis/abc123def4/stages/prod";

const whole = {
  resource_arn: ARN,
  event_timestamp: NOON,
  api_id: "abc123def4",
  stage: "prod",
  resource_path: "/pets/{id}",
  http_method: "GET",
  payload: `(${ONE}) ${MESSAGE}`,
};

describe("a delivered execution log record", () => {
  test("is read with all its fields", () => {
    const found = read(JSON.stringify(whole));
    expect(found.forms).toEqual(["delivered_json"]);
    expect(found.records).toEqual([
      {
        kind: "execution",
        requestId: ONE,
        time: NOON,
        text: MESSAGE,
        place: { input: "input.log", line: 1 },
        origin: {
          region: "eu-west-1",
          accountId: "123456789012",
          apiId: "abc123def4",
          stage: "prod",
          route: "/pets/{id}",
          method: "GET",
        },
      },
    ]);
  });

  test.each([
    {
      what: "its ARN alone",
      fields: { resource_arn: ARN },
      origin: {
        region: "eu-west-1",
        accountId: "123456789012",
        apiId: "abc123def4",
        stage: "prod",
      },
    },
    {
      what: "an ARN without account",
      fields: { resource_arn: "arn:aws:apigateway:eu-west-1::/restapis/abc123def4/stages/prod" },
      origin: { region: "eu-west-1", apiId: "abc123def4", stage: "prod" },
    },
    {
      what: "an ARN without stage",
      fields: { resource_arn: "arn:aws-cn:apigateway:cn-north-1:123456789012:/apis/abc123def4" },
      origin: { region: "cn-north-1", accountId: "123456789012", apiId: "abc123def4" },
    },
    {
      what: "an ARN of something else",
      fields: { resource_arn: "arn:aws:lambda:eu-west-1:123456789012:function:x" },
      origin: {},
    },
    {
      what: "an API and a stage",
      fields: { api_id: "abc123def4", stage: "prod" },
      origin: { apiId: "abc123def4", stage: "prod" },
    },
    {
      what: "fields that are not set",
      fields: { api_id: "-", stage: "", http_method: "-", resource_path: "-" },
      origin: {},
    },
    {
      what: "fields of another type",
      fields: { api_id: 5, resource_arn: null, http_method: ["GET"] },
      origin: {},
    },
    { what: "nothing but its payload", fields: {}, origin: {} },
  ])("may have $what", ({ fields, origin }) => {
    const record = executionIn(read(JSON.stringify({ ...fields, payload: `(${ONE}) ${MESSAGE}` })));
    expect(record).toMatchObject({ requestId: ONE, text: MESSAGE });
    expect(record.origin).toEqual(origin);
  });

  test.each([
    { what: "milliseconds", event_timestamp: NOON, time: NOON },
    { what: "milliseconds as text", event_timestamp: String(NOON), time: NOON },
    { what: "seconds", event_timestamp: NOON / 1000, time: NOON },
    { what: "seconds with a fraction", event_timestamp: NOON / 1000 + 0.25, time: NOON + 250 },
    { what: "microseconds", event_timestamp: NOON * 1000, time: NOON },
    { what: "a date", event_timestamp: "2026-07-20T12:00:00Z", time: NOON, zone: "Z" },
    { what: "nonsense", event_timestamp: "today" },
    { what: "a time far too small", event_timestamp: 5 },
    { what: "a time far too large", event_timestamp: 1e16 },
    { what: "another type", event_timestamp: { at: 1 } },
  ])("has its time as $what", ({ event_timestamp, time, zone }) => {
    const record = executionIn(
      read(JSON.stringify({ event_timestamp, payload: `(${ONE}) ${MESSAGE}` })),
    );
    expect([record.time, record.zone]).toEqual([time, zone]);
  });

  test("may hold a payload without id, of any words", () => {
    const found = read(JSON.stringify({ ...whole, payload: "Something new happened" }));
    expect(executionIn(found)).toMatchObject({ text: "Something new happened", time: NOON });
  });

  test("may hold an entry of several lines, or several entries", () => {
    const payload = `(${ONE}) Endpoint response body before transformations: {\n  "a": 1\n}\r\n(${ONE}) ${MESSAGE}`;
    expect(textsIn(read(JSON.stringify({ ...whole, payload })))).toEqual([
      'Endpoint response body before transformations: {\n  "a": 1\n}',
      MESSAGE,
    ]);
  });

  test("may be printed over lines, or follow another without a separator", () => {
    expect(textsIn(read(JSON.stringify(whole, undefined, 2)))).toEqual([MESSAGE]);
    expect(textsIn(read(JSON.stringify(whole) + JSON.stringify(whole)))).toEqual([
      MESSAGE,
      MESSAGE,
    ]);
  });

  test("is none when its payload is somebody's", () => {
    expect(unreadIn(read('{"payload":"hello"}'))).toEqual(['wrong_shape: {"payload":"hello"}']);
    expect(unreadIn(read('{"payload":{"a":1}}'))).toEqual(['wrong_shape: {"payload":{"a":1}}']);
  });
});

describe("a delivered record as plain text", () => {
  test.each([{ delimiter: "\t" }, { delimiter: "," }, { delimiter: " " }, { delimiter: " | " }])(
    "is read with $delimiter between its fields",
    ({ delimiter }) => {
      const line = [ARN, NOON, "abc123def4", "prod", "/pets", "GET", `(${ONE}) ${MESSAGE}`].join(
        delimiter,
      );
      const record = executionIn(read(line));
      expect(record).toMatchObject({ requestId: ONE, time: NOON, text: MESSAGE });
      expect(record.origin).toEqual({
        region: "eu-west-1",
        accountId: "123456789012",
        apiId: "abc123def4",
        stage: "prod",
        route: "/pets",
        method: "GET",
      });
    },
  );

  test("may have no more than its ARN", () => {
    const record = executionIn(read(`${ARN} (${ONE}) ${MESSAGE}`));
    expect([record.time, record.origin.route, record.origin.method]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("is its payload alone, when only that was chosen", () => {
    expect(textsIn(read(`(${ONE}) ${MESSAGE}`))).toEqual([MESSAGE]);
  });

  test.each([`${ARN} hello`, `${ARN} (hello) there`])("is none without an entry: %s", (line) => {
    expect(unreadIn(read(line))).toEqual([`not_a_log_line: ${line}`]);
  });
});
