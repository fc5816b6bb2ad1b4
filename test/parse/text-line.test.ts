import { describe, expect, test } from "vitest";
import { isEntryStart, prefixOf } from "../../shared/parse/text-line.ts";
import { ONE } from "../build/parsed.ts";

const TIME = "2026-10-20T10:11:12Z";
const MOMENT = { time: Date.parse(TIME), zone: "Z" };
const GROUP = "API-Gateway-Execution-Logs_a1b2c3d4e5/prod";
const STREAM = "0123456789abcdef0123456789abcdef";
const FAILED = "Execution failed due to a timeout error";

/** A prefix, with what stands before the place where the message begins. */
function prefixIn(line: string) {
  const { end, ...rest } = prefixOf(line);
  const moment = rest.moment && { time: rest.moment.time, zone: rest.moment.zone };
  return { ...rest, ...(moment && { moment }), message: line.slice(end) };
}

describe("what stands before a message", () => {
  test.each([
    { what: "nothing", before: "", prefix: {} },
    { what: "an id", before: `(${ONE}) `, prefix: { requestId: ONE } },
    {
      what: "a time and an id",
      before: `${TIME} (${ONE}) `,
      prefix: { requestId: ONE, moment: MOMENT },
    },
    { what: "a time", before: `${TIME} `, prefix: { moment: MOMENT } },
    {
      what: "a group, a stream, a time and an id",
      before: `${GROUP} ${STREAM} ${TIME} (${ONE}) `,
      prefix: { requestId: ONE, moment: MOMENT, origin: { logGroup: GROUP, logStream: STREAM } },
    },
    {
      what: "a time, a stream and an id",
      before: `${TIME} ${STREAM} (${ONE}) `,
      prefix: { requestId: ONE, moment: MOMENT, origin: { logStream: STREAM } },
    },
    {
      what: "a group and an id",
      before: `${GROUP} (${ONE}) `,
      prefix: { requestId: ONE, origin: { logGroup: GROUP } },
    },
    {
      what: "an epoch and an id",
      before: `1786000000123 (${ONE}) `,
      prefix: { requestId: ONE, moment: { time: 1_786_000_000_123, zone: undefined } },
    },
    { what: "a clock and an id", before: `10:11:12.345 (${ONE}) `, prefix: { requestId: ONE } },
    { what: "five times and an id", before: `${`${TIME} `.repeat(5)}`, prefix: { moment: MOMENT } },
    {
      what: "a shipper's words and an id",
      before: `[info] api gateway: (${ONE}) `,
      prefix: { requestId: ONE },
    },
  ])("is told from it: $what", ({ before, prefix }) => {
    expect(prefixIn(`${before}${FAILED}`)).toStrictEqual({
      ...prefix,
      isConsole: false,
      message: FAILED,
    });
  });

  test("is what the console prints", () => {
    const line = `Sun Jul 19 17:19:42 UTC 2026 : ${FAILED}`;
    expect(prefixIn(line)).toMatchObject({ isConsole: true, message: FAILED });
  });

  test.each([
    {
      what: "more than five times",
      line: `${`${TIME} `.repeat(6)}${FAILED}`,
      message: `${TIME} ${FAILED}`,
    },
    { what: "a name alone", line: `${STREAM} said`, message: `${STREAM} said` },
    {
      what: "an epoch that is none",
      line: `9999999999999x ${FAILED}`,
      message: `9999999999999x ${FAILED}`,
    },
    {
      what: "strange words without the service's behind the id",
      line: `info: (${ONE}) hello`,
      message: `info: (${ONE}) hello`,
    },
    {
      what: "a document in which an id stands",
      line: `{"a": "(${ONE}) ${FAILED}"}`,
      message: `{"a": "(${ONE}) ${FAILED}"}`,
    },
    {
      what: "brackets that hold no id",
      line: `info: (see) ${FAILED}`,
      message: `info: (see) ${FAILED}`,
    },
    {
      what: "an id too far behind",
      line: `${"x".repeat(130)} (${ONE}) ${FAILED}`,
      message: `${"x".repeat(130)} (${ONE}) ${FAILED}`,
    },
  ])("is not taken for a prefix: $what", ({ line, message }) => {
    expect(prefixIn(line).message).toBe(message);
    expect(prefixIn(line).requestId).toBeUndefined();
  });

  test("is a name alone when a document follows", () => {
    expect(prefixIn(`${STREAM} {"a":1}`)).toStrictEqual({
      origin: { logStream: STREAM },
      isConsole: false,
      message: '{"a":1}',
    });
  });
});

test.each([
  { line: `(${ONE}) x`, is: true },
  { line: "Sun Jul 19 17:19:42 UTC 2026 : x", is: true },
  { line: `${TIME} x`, is: false },
])("an entry begins with $line: $is", ({ line, is }) => {
  expect(isEntryStart(line)).toBe(is);
});
