import { Buffer } from "node:buffer";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EXTENDED, ONE, type Read, read, readChunks, TWO } from "../build/parsed.ts";

const NOON = Date.UTC(2026, 6, 20, 12);

/** A line, or some, of every form, each with a word of its own. */
const FORMS: readonly ((word: string) => string)[] = [
  (word) => `(${ONE}) Method request path: ${word}`,
  (word) => `(${TWO}) Endpoint response body before transformations: ${word}`,
  (word) => `(${EXTENDED}) Execution failed: ${word}`,
  (word) => `2026-07-20T12:00:00Z (${ONE}) Method request path: ${word}`,
  (word) => `2026-07-20T12:00:00Z\n(${ONE}) Method request path: ${word}`,
  (word) => `Sun Jul 19 17:19:42 UTC 2026 : ${word}`,
  (word) => `| | 2026-07-20T12:00:00Z | (${ONE}) Method request path: ${word} |`,
  (word) => `Execution failed due to ${word}`,
  (word) => JSON.stringify({ api_id: "a", payload: `(${ONE}) Method request path: ${word}` }),
  (word) =>
    JSON.stringify(
      { logEvents: [{ timestamp: NOON, message: `(${ONE}) Method request path: ${word}` }] },
      undefined,
      2,
    ),
  (word) => JSON.stringify({ events: [{ timestamp: NOON, message: word, eventId: "1" }] }),
  (word) =>
    JSON.stringify({
      "@timestamp": "2026-07-20 12:00:00",
      "@message": `(${ONE}) Method request path: ${word}`,
    }),
  (word) =>
    JSON.stringify({ requestId: word, status: "500", httpMethod: "GET", integrationStatus: "200" }),
  (word) =>
    JSON.stringify(
      { requestId: word, status: "500", httpMethod: "GET", integrationStatus: "200" },
      undefined,
      1,
    ),
  (word) => `{"requestId":"${word}","status":"500","httpMethod":"GET","integrationStatus":"2`,
  (word) => `${NOON},"(${ONE}) Method request path: ${word}\n(more)"`,
  (word) => `timestamp,message\n${NOON},"(${ONE}) Method request path: ${word}"`,
  (word) => `| requestId | status |\n| --- | --- |\n| ${word} | 500 |`,
  (word) => `192.0.2.1 - - [20/Jul/2026:12:00:00 +0000] "GET /${word} HTTP/1.1" 502 36 ${TWO}`,
  (word) =>
    `<request id="${word}"><status>500</status><httpMethod>GET</httpMethod><routeKey>x</routeKey></request>`,
  (word) => `Lambda Customer Function Error:${word}`,
  (word) => `HTTP/1.1 403 Forbidden\nx-amz-apigw-id: ${word}=\n\n{"message":"Forbidden"}`,
  (word) => `HTTP/1.1 200 OK\nx-filler: ${word}\n`,
  (word) => `- Error: "User is not authorized to access this resource ${word}"`,
  (word) => `(${ONE}) Method completed with status: 500 ${word}\n`,
  (word) => `{"a":"${word}"}`,
  (word) => `${word} and so on`,
  (word) => `  "${word}": [1, 2],`,
  (word) => `{ ${word}`,
  (word) => `</${word}>`,
  (word) => `<pre>(${ONE}) Method request path: ${word}</pre>`,
  (word) => `<p><code>2026-07-20T12:00:00.000Z (${TWO}) Execution failed: &quot;${word}`,
  (word) => `</code></p>${word}<br>`,
  (word) => `Request: /${word}\nStatus: 500`,
  (word) => `Response Body\n{"message":"${word}"}\nLogs`,
  (word) =>
    `Endpoint response body before transformations: {"a":"${word}"}Successfully completed execution`,
];

const junk = fc.string({ unit: fc.constantFrom(..."{}[]\"'|,:()<>/\\ -\t1aT="), maxLength: 12 });
const form = fc.nat(FORMS.length - 1);
/** Each line has its own word, which tells where it went. */
const lines = fc.array(fc.oneof(form, junk), { maxLength: 8 }).map((kinds) =>
  kinds.map((kind, index) => {
    const word = `word${index}end`;
    return typeof kind === "number" ? (FORMS[kind]?.(word) ?? "") : `${kind}${word}`;
  }),
);

function textsOf({ records, unreadable }: Read): readonly string[] {
  return [...records.map(({ text }) => text), ...unreadable.map(({ excerpt }) => excerpt)];
}

function split(bytes: Buffer, cuts: readonly number[]): readonly Buffer[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort(
    (left, right) => left - right,
  );
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}

describe("parsing", () => {
  test("does not depend on where the chunks of an input end", () => {
    fc.assert(
      fc.property(
        lines,
        fc.constantFrom("\n", "\r\n"),
        fc.boolean(),
        fc.array(fc.nat(), { maxLength: 8 }),
        (texts, ending, isWide, cuts) => {
          const text = `${texts.join(ending)} Zoë 🦊`;
          const bytes = isWide ? Buffer.from(`\uFEFF${text}`, "utf16le") : Buffer.from(text);
          expect(readChunks(split(bytes, cuts))).toEqual(readChunks([bytes]));
        },
      ),
      { numRuns: 300 },
    );
  });

  test("does not depend on the chunks of any bytes at all, and never throws", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 60 }),
        fc.array(fc.nat(), { maxLength: 4 }),
        (bytes, cuts) => {
          const whole = Buffer.from(bytes);
          expect(readChunks(split(whole, cuts))).toEqual(readChunks([whole]));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("never throws on lines that were mutilated", () => {
    fc.assert(
      fc.property(lines, fc.array(fc.tuple(fc.nat(), junk), { maxLength: 6 }), (texts, wounds) => {
        const text = wounds.reduce((whole, [at, cut]) => {
          const place = at % (whole.length + 1);
          return whole.slice(0, place) + cut + whole.slice(place + (at % 5));
        }, texts.join("\n"));
        const { records, unreadable } = read(text);
        for (const { place } of [...records, ...unreadable]) {
          expect(place.line).toBeGreaterThan(0);
          expect(place.line).toBeLessThanOrEqual(text.split("\n").length);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("loses no line, and tells none twice", () => {
    fc.assert(
      fc.property(lines, (texts) => {
        const found = textsOf(read(...texts));
        for (const index of texts.keys()) {
          const word = `word${index}end`;
          expect([word, found.filter((text) => text.includes(word)).length]).toEqual([word, 1]);
        }
      }),
      { numRuns: 1500 },
    );
  });
});
