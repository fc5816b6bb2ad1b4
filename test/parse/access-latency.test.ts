import { expect, test } from "vitest";
import { EXTENDED, fieldsIn, ONE, read } from "../build/parsed.ts";

const QUOTED = "The Lambda function returned the following error: no answer in 200 ms";

test.each([
  { what: "a number in milliseconds", line: `${ONE} - GET /pets - 500 - 132 ms`, latency: "132" },
  { what: "one without a blank", line: `${ONE} GET /pets 200 (84ms)`, latency: "84" },
  { what: "two such numbers", line: `${ONE} GET /pets 500 132ms 120ms`, latency: undefined },
  { what: "a number of items", line: `${ONE} GET /pets 500 132 msgs`, latency: undefined },
  { what: "a part of a number", line: `${ONE} GET /pets 500 1.32 ms`, latency: undefined },
  { what: "a sentence", line: `${EXTENDED} GET /pets 500 ${QUOTED}`, latency: undefined },
])("of values without names, $what has the latency $latency", ({ line, latency }) => {
  const fields = fieldsIn(read(line));
  expect(fields.httpMethod).toBe("GET");
  expect(fields.responseLatency).toBe(latency);
});
