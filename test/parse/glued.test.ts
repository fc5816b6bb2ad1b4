import { describe, expect, test } from "vitest";
import { EXTENDED, ONE, read, TWO, textsIn } from "../build/parsed.ts";

const DATE = "Sun Jul 19 17:19:42 UTC 2026";
const ISO = "2026-07-20T12:00:00.000Z";

describe("entries pasted behind one another on a line are taken apart", () => {
  test.each([
    {
      what: "console entries",
      line: `${DATE} : Method request path: {} ${DATE} : Method completed with status: 200`,
      texts: ["Method request path: {}", "Method completed with status: 200"],
    },
    {
      what: "console entries without a blank",
      line: `${DATE} : Method request path: {}[TRUNCATED]${DATE} : Method completed with status: 200`,
      texts: ["Method request path: {}[TRUNCATED]", "Method completed with status: 200"],
    },
    {
      what: "console entries behind their header",
      line: `Execution log for request x ${DATE} : Method request path: {}`,
      texts: ["Execution log for request x", "Method request path: {}"],
    },
    {
      what: "entries of one id",
      line: `(${ONE}) Method request path: {} (${ONE}) Method completed with status: 200`,
      texts: ["Method request path: {}", "Method completed with status: 200"],
    },
    {
      what: "three of one id behind a payload",
      line: `(${ONE}) Endpoint response body before transformations: {} (${ONE}) Successfully completed execution (${ONE}) Method completed with status: 200`,
      texts: [
        "Endpoint response body before transformations: {}",
        "Successfully completed execution",
        "Method completed with status: 200",
      ],
    },
    {
      what: "entries of two ids",
      line: `(${ONE}) Method completed with status: 200 (${TWO}) Method request path: {}`,
      texts: ["Method completed with status: 200", "Method request path: {}"],
    },
    {
      what: "entries of WebSocket ids",
      line: `(${EXTENDED}) Extended Request Id: ${EXTENDED} (${EXTENDED}) Execution failed: x`,
      texts: [`Extended Request Id: ${EXTENDED}`, "Execution failed: x"],
    },
    {
      what: "messages that a query left, parted by tabs",
      line: `(${ONE}) Endpoint response body before transformations: {}\t(${TWO}) Method request path: {}`,
      texts: ["Endpoint response body before transformations: {}", "Method request path: {}"],
    },
    {
      what: "entries with a time and an id",
      line: `${ISO} (${ONE}) Method request path: {} ${ISO} (${ONE}) Method completed with status: 200`,
      texts: ["Method request path: {}", "Method completed with status: 200"],
    },
    {
      what: "entries with a time alone",
      line: `${ISO} Method request path: {} ${ISO} Method completed with status: 200`,
      texts: ["Method request path: {}", "Method completed with status: 200"],
    },
    {
      what: "bare messages",
      line: "Execution failed due to a timeout error Method completed with status: 504",
      texts: ["Execution failed due to a timeout error", "Method completed with status: 504"],
    },
    {
      what: "bare messages behind a payload",
      line: 'Endpoint response body before transformations: {"a":1} Execution failed due to configuration error: Malformed Lambda proxy response',
      texts: [
        'Endpoint response body before transformations: {"a":1}',
        "Execution failed due to configuration error: Malformed Lambda proxy response",
      ],
    },
  ])("$what", ({ line, texts }) => {
    expect(textsIn(read(line))).toEqual(texts);
  });

  test("also behind the rest of a wrapped line", () => {
    const line = `of 10 bytes. ${DATE} : Method completed with status: 500`;
    expect(textsIn(read("Execution failed: larger than allowed maximum", line))).toEqual([
      "Execution failed: larger than allowed maximum of 10 bytes.",
      "Method completed with status: 500",
    ]);
  });

  test("also behind a document that belongs to the entry before", () => {
    const document = `{"a":1} (${TWO}) Method completed with status: 200`;
    const found = read(`(${ONE}) Endpoint response body before transformations:`, document);
    expect(textsIn(found)).toEqual([
      'Endpoint response body before transformations:\n{"a":1}',
      "Method completed with status: 200",
    ]);
  });

  test("also behind a record of an access log and a word", () => {
    const access = '{"requestId":"r","status":"500","routeKey":"x"}';
    const found = read(`${ISO} ${access} word (${ONE}) Method request path: {}`);
    expect(textsIn(found)).toEqual([access, "Method request path: {}"]);
    expect(found.unreadable.map(({ excerpt }) => excerpt)).toEqual(["word "]);
  });

  test("each with its own time and id", () => {
    const line = `${ISO} (${ONE}) Method request path: {} 2026-07-20T12:00:01.000Z (${ONE}) Method completed with status: 200`;
    expect(read(line).records).toMatchObject([
      { requestId: ONE, time: Date.UTC(2026, 6, 20, 12, 0, 0) },
      { requestId: ONE, time: Date.UTC(2026, 6, 20, 12, 0, 1) },
    ]);
  });
});

describe("a text that only quotes a log stays whole", () => {
  test.each([
    {
      what: "another request's entry in a payload",
      line: `(${ONE}) Endpoint response body before transformations: see (${TWO}) Method completed with status: 200`,
    },
    {
      what: "its own id in brackets",
      line: `(${ONE}) Endpoint request headers: {a=(${ONE}), b=(${ONE}) c}`,
    },
    {
      what: "an id and words that are no message",
      line: `(${ONE}) Received response. Status (${TWO}) hello`,
    },
    {
      what: "words of a date",
      line: `(${ONE}) Endpoint response body before transformations: Sun Jul 19 UTC 2026 : hello`,
    },
    {
      what: "an impossible date",
      line: `(${ONE}) Received response. Sun Foo 19 17:19:42 UTC 2026 : hello`,
    },
    { what: "UTC and no date", line: `(${ONE}) Received response. UTC UTC ` },
    {
      what: "a message inside a value",
      line: 'Endpoint response body before transformations: "he said Execution failed due to me"',
    },
    {
      what: "a date and words that are no message",
      line: `Method request headers: {Date=${ISO} x}`,
    },
  ])("$what", ({ line }) => {
    const [text] = textsIn(read(line));
    expect(read(line).records).toHaveLength(1);
    expect(line.endsWith(text ?? "?") || `${text} ` === line.slice(-1 - (text?.length ?? 0))).toBe(
      true,
    );
  });
});
