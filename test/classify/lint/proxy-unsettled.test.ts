import { describe, expect, test } from "vitest";
import { lintProxyResponse } from "../../../shared/classify/lint/proxy-response.ts";
import type { ProxyFormat } from "../../../shared/domain/lint.ts";

const UNSETTLED = "(whether API Gateway refuses anything else here is not settled)";
const ANSWER = "an object with statusCode and body";

/** Level, path, found, wanted and fix of every finding. */
function findings(text: string, format: ProxyFormat = "rest"): readonly (readonly string[])[] {
  return lintProxyResponse(text, format).findings.map((finding) => Object.values(finding));
}

describe("what nobody has recorded is a warning, and leaves the outcome open", () => {
  test.each<{ name: string; text: string; format?: ProxyFormat; finding: readonly string[] }>([
    {
      name: "a status no client knows",
      text: '{"statusCode":600}',
      finding: [
        "$.statusCode",
        "number 600",
        `an HTTP status, as in 200 ${UNSETTLED}`,
        "set `statusCode` to a whole number from 200 to 599, as in `statusCode: 200`",
      ],
    },
    {
      name: "a number as body",
      text: '{"statusCode":200,"body":7}',
      finding: [
        "$.body",
        "number 7",
        `a string ${UNSETTLED}`,
        'wrap it: `body: JSON.stringify(body)` (Python: `"body": json.dumps(body)`)',
      ],
    },
    {
      name: "null as body on an HTTP API",
      text: '{"statusCode":200,"body":null}',
      format: "http-1.0",
      finding: ["$.body", "null", `a string ${UNSETTLED}`, 'leave `body` out, or set it to `""`'],
    },
    {
      name: "a number as header",
      text: '{"statusCode":200,"headers":{"a":1}}',
      finding: [
        "$.headers.a",
        "number 1",
        `a string ${UNSETTLED}`,
        'write "a" as text: `String(value)`',
      ],
    },
    {
      name: "null as header",
      text: '{"statusCode":200,"headers":{"a":null}}',
      finding: [
        "$.headers.a",
        "null",
        `a string ${UNSETTLED}`,
        'leave "a" out when it has no value',
      ],
    },
    {
      name: "a number among the values of a header",
      text: '{"statusCode":200,"multiValueHeaders":{"a":["b",2]}}',
      finding: [
        "$.multiValueHeaders.a[1]",
        "number 2",
        `a string ${UNSETTLED}`,
        "write the value as text",
      ],
    },
    {
      name: "a header name with a blank",
      text: '{"statusCode":200,"headers":{"a b":"c"}}',
      finding: [
        '$.headers["a b"]',
        'the name "a b"',
        `a name of letters, digits and hyphens ${UNSETTLED}`,
        "rename the header",
      ],
    },
    {
      name: "a header over two lines",
      text: '{"statusCode":200,"headers":{"a":"b\\r\\nc"}}',
      finding: [
        "$.headers.a",
        'string "b\\r\\nc"',
        `one line ${UNSETTLED}`,
        "remove the line breaks from the value",
      ],
    },
    {
      name: "a cookie that is no text",
      text: '{"statusCode":200,"cookies":[{"a":"b"}]}',
      format: "http-2.0",
      finding: [
        "$.cookies[0]",
        'object {"a":"b"}',
        `a string ${UNSETTLED}`,
        'write `cookies: ["name=value; Path=/"]`',
      ],
    },
    {
      name: "base64 as null",
      text: '{"statusCode":200,"isBase64Encoded":null}',
      finding: [
        "$.isBase64Encoded",
        "null",
        `true or false ${UNSETTLED}`,
        "set `isBase64Encoded: false`, or `true` when `body` is base64",
      ],
    },
    {
      name: "nothing, where null would pass",
      text: "",
      format: "http-2.0",
      finding: [
        "$",
        "nothing at all",
        `${ANSWER} ${UNSETTLED}`,
        'return an answer on every path, as in `return { statusCode: 200, body: "" }`; an async handler must return it, not pass it to a callback',
      ],
    },
  ])("$name", ({ text, format, finding }) => {
    const lint = lintProxyResponse(text, format ?? "rest");
    expect(lint).toMatchObject({ outcome: "unknown", cut: false });
    expect(lint).not.toHaveProperty("clientStatus");
    expect(findings(text, format)).toEqual([["warning", ...finding]]);
  });
});
