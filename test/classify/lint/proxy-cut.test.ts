import fc from "fast-check";
import { expect, test } from "vitest";
import { lintProxyResponse } from "../../../shared/classify/lint/proxy-response.ts";
import { PROXY_FORMATS } from "../../../shared/domain/lint.ts";
import { hostileText } from "../../build/hostile-text.ts";

test.each([
  { text: '{"statusCode":200,"body":{"a":1', reason: "body_not_string" },
  { text: '{"statusCode":200,"headers":{"a":{"b', reason: "invalid_headers" },
  { text: '{"statusCode":200,"ok":true,"bo', reason: "unexpected_field" },
  { text: '{"statusCode":"te', reason: "invalid_status_code" },
  { text: '"hello wor', reason: "plain_string" },
  { text: "[1,2", reason: "not_an_object" },
  { text: "Hello from [TRUNCATED]", reason: "plain_string" },
  { text: '{"statusCode":200,"body":{...}}', reason: "body_not_string" },
  { text: '{"id":7} [TRUNCATED]', reason: "missing_status_code" },
])("$text shows $reason before the cut", ({ text, reason }) => {
  expect(lintProxyResponse(text, "rest")).toMatchObject({ outcome: "refused", reason });
});

test.each([
  { name: "the status may follow", text: '{"id":7,"title":"x' },
  { name: "the body may be wrong", text: '{"statusCode":200,"bo' },
  { name: "the status may go on", text: '{"statusCode":20' },
  { name: "the status may go on as text", text: '{"statusCode":"2' },
  { name: "the status may begin with digits", text: '{"statusCode":"' },
  { name: "base64 may be said rightly", text: '{"statusCode":200,"isBase64Encoded":"n' },
  { name: "the value may be anything", text: '{"statusCode":200,"body":n' },
  { name: "a whole answer stands before a mark", text: '{"statusCode":200} [TRUNCATED]' },
  { name: "everything is left out", text: "{...}" },
  { name: "a list may become prose", text: "[" },
  { name: "a list of nothing known", text: "[..." },
  { name: "a number may become prose", text: "404 [TRUNCATED]" },
  { name: "a literal may become prose", text: "nul" },
  { name: "the body is left out", text: '{"statusCode":200,"body":...}' },
  { name: "the headers are left out", text: '{"statusCode":200,"headers":...}' },
  { name: "a header is left out", text: '{"statusCode":200,"headers":{"a":...}}' },
  { name: "multi-value headers are left out", text: '{"statusCode":200,"multiValueHeaders":...}' },
  { name: "one list is left out", text: '{"statusCode":200,"multiValueHeaders":{"a":...}}' },
  { name: "one value is left out", text: '{"statusCode":200,"multiValueHeaders":{"a":[...,"b"]}}' },
  { name: "base64 is left out", text: '{"statusCode":200,"isBase64Encoded":...}' },
  { name: "the status is left out", text: '{"statusCode":...}' },
  { name: "there is a mark and nothing else", text: "[TRUNCATED]" },
])("$text is unknown: $name", ({ text }) => {
  const lint = lintProxyResponse(text, "rest");
  expect(lint).toMatchObject({ outcome: "unknown", cut: true });
  expect(lint).not.toHaveProperty("reason");
  expect(lint).not.toHaveProperty("clientStatus");
});

test.each([
  { name: "cookies are left out", text: '{"statusCode":200,"cookies":...}' },
  { name: "one cookie is left out", text: '{"statusCode":200,"cookies":["a=b",...]}' },
  { name: "without a statusCode all of it is a body", text: '{"body":{"a":1},"head' },
  { name: "a foreign key is dropped", text: '{"statusCode":200,"ok":1,' },
  { name: "an error may turn out to be an answer", text: '{"errorMessage":"x","st' },
  { name: "a string may go on", text: '"hel' },
])("$text is unknown on HTTP 2.0: $name", ({ text }) => {
  expect(lintProxyResponse(text, "http-2.0").outcome).toBe("unknown");
});

test("a foreign key is an error whose reason depends on what lies behind the cut", () => {
  expect(lintProxyResponse('{"id":7,"ti', "rest")).toMatchObject({
    outcome: "unknown",
    findings: [{ level: "error", path: "$.id", found: "number 7" }],
  });
});

const value = fc.oneof(
  fc.constantFrom(null, true, false, 0, 7, 200, 200.5, 404, 1000, "", "200", "test", "true"),
  fc.constantFrom("hello", '{"statusCode":200,"body":"x"}', "a\nb", "aGk="),
  fc.constantFrom<unknown>({}, [], [1], ["a"], { a: 1 }, { a: "b" }, { a: ["b"] }, { a: [{}] }),
);
const KEYS = [
  "statusCode",
  "headers",
  "multiValueHeaders",
  "body",
  "isBase64Encoded",
  "base64Encoded",
  "cookies",
  "ok",
  "StatusCode",
  "errorMessage",
];
/** An answer with its keys in any order, some of them twice. */
const answer = fc
  .array(fc.tuple(fc.constantFrom(...KEYS), value), { maxLength: 6 })
  .map((members) => {
    const parts = members.map(([key, held]) => `${JSON.stringify(key)}:${JSON.stringify(held)}`);
    return `{${parts.join(",")}}`;
  });
const list = fc.array(value, { maxLength: 3 }).map((items) => JSON.stringify(items));
const string = fc.string({ minLength: 1 }).map((text) => JSON.stringify(text));
const payload = fc.oneof({ weight: 8, arbitrary: answer }, list, string);

test.each(
  PROXY_FORMATS.flatMap((format) => [
    { format, knownRefused: false },
    { format, knownRefused: true },
  ]),
)("on $format (known refused: $knownRefused) a cut never gives another reason", (known) => {
  fc.assert(
    fc.property(payload, fc.nat(), fc.constantFrom("", " [TRUNCATED]", "..."), (text, at, mark) => {
      const whole = lintProxyResponse(text, known.format, known);
      const cut = lintProxyResponse(
        `${text.slice(0, 1 + (at % text.length))}${mark}`,
        known.format,
        known,
      );
      if (cut.outcome === "unknown") return;
      expect({ outcome: cut.outcome, reason: cut.reason }).toEqual({
        outcome: whole.outcome,
        reason: whole.reason,
      });
    }),
    { numRuns: 600 },
  );
});

test("no text makes it throw, and no lint has more than 50 findings or longer ones than a line", () => {
  const text = fc.oneof(hostileText(60), payload);
  fc.assert(
    fc.property(text, fc.constantFrom(...PROXY_FORMATS), (hostile, format) => {
      const { findings } = lintProxyResponse(hostile, format);
      expect(findings.length).toBeLessThanOrEqual(50);
      for (const { found, path } of findings) {
        expect(found.length).toBeLessThanOrEqual(180);
        expect(path.startsWith("$")).toBe(true);
      }
    }),
  );
});
