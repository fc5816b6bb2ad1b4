import { expect, test } from "vitest";
import { lintProxyResponse } from "../../../shared/classify/lint/proxy-response.ts";
import type { ProxyFormat } from "../../../shared/domain/lint.ts";

/** Level, path, found, wanted and fix of every finding. */
function findings(text: string): readonly (readonly string[])[] {
  return lintProxyResponse(text, "rest").findings.map((finding) => Object.values(finding));
}

test.each(["...", "[Binary Data]", "*****abc123"])("%s is said to hide the payload", (text) => {
  expect(findings(text)).toEqual([
    [
      "warning",
      "$",
      `${text} in place of the payload`,
      "the payload itself",
      "invoke the function with the same event and check what it returns",
    ],
  ]);
});

test("all findings are given, errors first, each in the order of the payload", () => {
  const text =
    '{"headers":{"a":1,"b":[]},"body":{},"statusCode":"x","isBase64Encoded":null,"ok":1}';
  expect(findings(text).map(([level, path]) => `${level} ${path}`)).toEqual([
    "error $.headers.b",
    "error $.body",
    "error $.statusCode",
    "error $.ok",
    "warning $.headers.a",
    "warning $.isBase64Encoded",
  ]);
});

test("at most 50 findings, the errors among them", () => {
  const headers = Array.from({ length: 80 }, (_, index) => `"h${index}":1`).join(",");
  const lint = lintProxyResponse(`{"statusCode":200,"headers":{${headers}},"body":{}}`, "rest");
  expect(lint.findings).toHaveLength(50);
  expect(lint.findings[0]).toMatchObject({ level: "error", path: "$.body" });
  expect(lint.findings[49]).toMatchObject({ level: "warning", path: "$.headers.h48" });
});

test.each([
  {
    name: "a long value",
    text: `{"statusCode":200,"body":{"a":"${"x".repeat(500)}"}}`,
    length: 80,
  },
  { name: "a short value", text: '{"statusCode":200,"body":{}}', length: 9 },
])("$name is shown in $length characters", ({ text, length }) => {
  expect(lintProxyResponse(text, "rest").findings[0]?.found).toHaveLength(length);
});

test("a value is not cut through a surrogate pair", () => {
  const text = `{"statusCode":200,"body":["${"x".repeat(71)}😀${"x".repeat(50)}"]}`;
  expect(lintProxyResponse(text, "rest").findings[0]?.found).toBe(`list ["${"x".repeat(71)}…`);
});

test("a long or odd key has a short path", () => {
  const text = `{"statusCode":200,"${"k".repeat(90)}":1}`;
  expect(lintProxyResponse(text, "rest").findings[0]?.path).toBe(`$["${"k".repeat(40)}…"]`);
});

test.each<{ text: string; format: ProxyFormat }>([
  {
    text: '{"statusCode":200,"headers":{"a":"b"},"body":"{\\"statusCode\\":1}"}',
    format: "rest",
  },
  { text: '{"statusCode":"200","body":null,"multiValueHeaders":null}', format: "rest" },
  { text: '{"statusCode":200,"body":"\\"quoted\\""}', format: "rest" },
  { text: '{"statusCode":200,"body":"a b","isBase64Encoded":false}', format: "rest" },
  { text: '{"statusCode":200,"body":"aGk\\n=","isBase64Encoded":true}', format: "http-1.0" },
  { text: '{"statusCode":200,"body":"aGk\\n=","isBase64Encoded":true}', format: "websocket" },
  { text: '{"statusCode":200,"body":"aGk=","isBase64Encoded":false}', format: "rest" },
  { text: '{"statusCode":200,"body":"","isBase64Encoded":true}', format: "rest" },
  { text: '{"statusCode":200,"isBase64Encoded":true}', format: "rest" },
  { text: '{"id":7,"status":"ok"}', format: "http-2.0" },
  { text: '"hi"', format: "http-2.0" },
  { text: "[1]", format: "http-2.0" },
  { text: '{"errorType":"none"}', format: "http-2.0" },
])("$text on $format is all right", ({ text, format }) => {
  expect(lintProxyResponse(text, format)).toMatchObject({ outcome: "accepted", findings: [] });
});
