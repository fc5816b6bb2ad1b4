import { describe, expect, test } from "vitest";
import { ONE, read, unreadIn } from "../build/parsed.ts";

const NOON = Date.UTC(2026, 6, 20, 12);

describe("events that the CLI prints as text", () => {
  test.each([
    {
      what: "filter-log-events",
      line: `EVENTS\t123\t1784548800001\ts1\t(${ONE}) Method request path: {}\t${NOON}`,
      time: NOON,
    },
    {
      what: "a message with tabs",
      line: `EVENTS\t123\t(${ONE}) Method request\tpath: {}\t${NOON}`,
      time: NOON,
      text: "Method request\tpath: {}",
    },
    {
      what: "no time behind it",
      line: `EVENTS\t123\t(${ONE}) Method request path: {}`,
      time: undefined,
    },
  ])("are read from $what", ({ line, time, text = "Method request path: {}" }) => {
    const { records } = read(line);
    expect(records).toMatchObject([{ requestId: ONE, text }]);
    expect(records[0]?.time).toBe(time);
  });

  test("may be of an access log", () => {
    expect(
      read(`EVENTS\t1\t{"requestId":"a","status":"500","routeKey":"GET /"}\t${NOON}`).records,
    ).toMatchObject([{ kind: "access", time: NOON }]);
  });

  test("are counted when they are no log of ours", () => {
    expect(unreadIn(read("EVENTS\t1\thello\t5"))).toEqual(["not_a_log_line: EVENTS\t1\thello\t5"]);
  });
});
