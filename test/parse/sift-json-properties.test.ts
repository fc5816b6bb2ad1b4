import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createTriage } from "../../shared/pipeline.ts";
import { END, ID, OTHER, SUCCESS } from "../build/sift.ts";

const NOON = Date.UTC(2026, 6, 20, 12);
const START = "Starting execution for request: a";
const BAD_END = "Method completed with status: 502";
const ARN = "arn:aws:apigateway:eu-west-1:123456789012:/restapis/a1b2c3d4e5/stages/prod";

/** One entry, in each of the ways in which a log in JSON lines has it. */
const WAYS: readonly ((message: string, at: number) => string)[] = [
  (payload, at) => JSON.stringify({ resource_arn: ARN, event_timestamp: NOON + at, payload }),
  (payload) => JSON.stringify({ payload, api_id: "a1b2c3d4e5", http_method: "GET" }),
  (payload, at) => JSON.stringify({ event_timestamp: NOON + at, stage: 'a"\\b', payload }),
  (message, at) => JSON.stringify({ timestamp: NOON + at, message, eventId: `${at}` }),
  (message, at) => JSON.stringify({ logStreamName: `a${at}`, message, ingestionTime: NOON }),
  (message, at) => `{ "timestamp" : ${NOON + at}, "message" : ${JSON.stringify(message)} }\r`,
];

/** What may stand between them, and what it is. */
const OTHERS: readonly ((message: string, at: number) => string)[] = [
  (message) => `2026-07-20T12:00:00.000Z ${message}`,
  (message, at) => JSON.stringify({ events: [{ timestamp: NOON + at, message }] }, undefined, 2),
  (message, at) => `[\n${JSON.stringify({ timestamp: NOON + at, message })}\n]`,
  (message, at) => `{"events":[\n${JSON.stringify({ timestamp: NOON + at, message })}\n]}`,
  (message, at) => JSON.stringify({ timestamp: NOON + at, message }).repeat(2),
  (message, at) => `${JSON.stringify({ timestamp: NOON + at, message })},`,
  (message, at) => JSON.stringify({ timestamp: NOON + at, message: `${message}\n{}` }),
  (message, at) => `{"timestamp":${NOON + at},"message":"${message}\\u000a(a"}`,
  (message, at) => `{"timestamp":${NOON + at},"message":"${message}\\x"}`,
  (message, at) => `{"timestamp":${NOON + at},"message":"${message}\\ud"}`,
  (message, at) => `{"timestamp":${NOON + at},"message":"${message}`,
  (message, at) => `{"timestamp":"${NOON + at}","message":"${message}"}`,
  (message, at) => `{"timestamp":${NOON + at},"message":"${message}","message":"a"}`,
  (message, at) => `{"timestamp":${NOON + at},"message":"${message}","level":"INFO"}`,
  (message, at) => `{"timestamp":${NOON + at},"message":"x${message}"}`,
  (message) => `{"message":"${message}"}`,
  () => `{"requestId":"${ID}","status":"200","httpMethod":"GET","integrationStatus":"200"}`,
  () => '{"a":"b"}',
  () => "",
  () => "loose",
];

/** What may stand before each line: mostly nothing, and never what says anything. */
const GAPS = ["", "", "", "\n", "\r\n", " \t\n\n"];

/** What becomes of each request: what the log says of it, in order. */
const REQUESTS: Readonly<Record<string, readonly string[]>> = {
  [ID]: [START, 'a: {"b":"\t"}', SUCCESS, END],
  [OTHER]: [START, "b", BAD_END],
  [ID.replace("7", "8")]: [START, SUCCESS, "Method completed with status: 404"],
  [ID.replace("7", "9")]: [START, SUCCESS],
  "QmX7RFD9pBNGqzB=": [START, SUCCESS, END],
};
const IDS = Object.keys(REQUESTS);

/**
 * The lines of all requests, shuffled, but those of each in order, and each written in one of some ways; blank lines
 * stand between.
 */
function logOf(ways: typeof WAYS) {
  const messages = IDS.flatMap((id) => REQUESTS[id]?.map(() => id) ?? []);
  const order = fc.shuffledSubarray(messages, { minLength: messages.length });
  const written = fc.array(fc.nat(ways.length - 1), { minLength: 20, maxLength: 20 });
  const gaps = fc.array(fc.constantFrom(...GAPS), { minLength: 20, maxLength: 20 });
  return fc.tuple(order, written, gaps).map(([ids, chosen, between]) => {
    const left = structuredClone(REQUESTS) as Record<string, string[]>;
    const lines = ids.map((id, at) => {
      const message = `(${id}) ${left[id]?.shift()}`;
      return `${between[at]}${ways[chosen[at] as number]?.(message, at)}`;
    });
    return `${lines.join("\n")}\n`;
  });
}

function summaryOf(text: string, keep: "none" | "all", size = 1 << 20) {
  const triage = createTriage({ inputs: ["a.log"], redaction: "masked", keep });
  const feed = triage.open("a.log");
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) feed.push(bytes.subarray(at, at + size));
  feed.end();
  triage.finish();
  const { totals, faults, unreadable, unknown } = triage.summary();
  return {
    // A success whose beginning is not in the log is not looked at closely enough to tell.
    totals: { ...totals, incomplete: 0 },
    unreadable: unreadable.count,
    unknown: unknown.map(({ template, count }) => ({ template, count })),
    faults: faults.map(({ fingerprint, count }) => ({ fingerprint, count })),
  };
}

/** The same, but for records: what comes of a request that was counted already is not looked at. */
function requestsOf(text: string, keep: "none" | "all", size?: number) {
  const summary = summaryOf(text, keep, size);
  return { ...summary, totals: { ...summary.totals, records: 0 } };
}

/** One entry in each of the ways in which a log of text has it, some over several lines. */
const TEXT_WAYS: typeof WAYS = [
  (text) => `2026-07-20T12:00:00.000Z ${text}`,
  (text) => text,
  (text) => `(${text.slice(1)}\n{"a":\n\n1}`,
];

test("a log of text with blank lines, sifted, comes to what it comes to unsifted", () => {
  fc.assert(
    fc.property(logOf([...TEXT_WAYS, ...WAYS]), fc.integer({ min: 1, max: 400 }), (text, size) => {
      expect(requestsOf(text, "none", size)).toEqual(requestsOf(text, "all"));
    }),
    { numRuns: 300 },
  );
});

test("a log in JSON lines, sifted, comes to what it comes to unsifted", () => {
  fc.assert(
    fc.property(logOf(WAYS), fc.integer({ min: 1, max: 400 }), (text, size) => {
      expect(summaryOf(text, "none", size)).toEqual(summaryOf(text, "all"));
    }),
  );
});

test("so does one with other things among its lines, but for records of counted requests", () => {
  fc.assert(
    fc.property(
      logOf([...WAYS, ...WAYS, ...OTHERS]),
      fc.integer({ min: 1, max: 400 }),
      (text, size) => {
        expect(requestsOf(text, "none", size)).toEqual(requestsOf(text, "all"));
      },
    ),
    { numRuns: 300 },
  );
});

const START_OF_TEXT = `2026-07-20T12:00:00.000Z (${ID}) ${START}`;
const END_OF_TEXT = `(${ID}) ${SUCCESS}\n(${ID}) ${END}`;
const event = (message: string) => JSON.stringify({ timestamp: NOON, message });

describe("as it does unsifted comes", () => {
  test.each<readonly [string, readonly string[]]>([
    [
      "a document to its end, behind a request that waits for its own",
      [
        event(`(${OTHER}) ${START}`),
        event(`(${ID}) ${END}`),
        '{"events":[',
        event("(QmX7RFD9pBNGqzB=) a"),
        "]}",
      ],
    ],
    [
      "an entry of text that goes on behind an event of something else",
      [START_OF_TEXT, event("x"), '{"a":"b"}', END_OF_TEXT],
    ],
  ])("%s", (_, lines) => {
    for (const size of [1, 60, 1 << 20])
      expect(requestsOf(lines.join("\n"), "none", size)).toEqual(
        requestsOf(lines.join("\n"), "all"),
      );
  });
});
