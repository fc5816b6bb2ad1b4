import { describe, expect, test } from "vitest";
import { lintProxyResponse } from "../../../shared/classify/lint/proxy-response.ts";
import type { ProxyFormat } from "../../../shared/domain/lint.ts";

const UNSETTLED = "(whether API Gateway refuses anything else here is not settled)";
const ANSWER = "an object with statusCode and body";
const UNWRAP = "return the object itself, without `JSON.stringify` (Python: `json.dumps`)";

/** Level, path, found, wanted and fix of every finding. */
function findings(text: string, format: ProxyFormat = "rest"): readonly (readonly string[])[] {
  return lintProxyResponse(text, format).findings.map((finding) => Object.values(finding));
}

describe("a warning is for what is legal and surely not meant", () => {
  test.each<{ name: string; text: string; format?: ProxyFormat; finding: readonly string[] }>([
    {
      name: "no status",
      text: "{}",
      finding: [
        "$.statusCode",
        "absent in object {}",
        "an HTTP status, as in 200 (without one the client gets 200)",
        "add `statusCode: 200`, or whatever status the client should get",
      ],
    },
    {
      name: "an answer that HTTP 2.0 sends whole",
      text: '{"body":"x"}',
      format: "http-2.0",
      finding: [
        "$.statusCode",
        'absent in object {"body":"x"}',
        "an HTTP status, as in 200 (without one the whole object is sent as JSON with status 200)",
        "add `statusCode: 200`, or whatever status the client should get",
      ],
    },
    {
      name: "a misspelt answer that HTTP 2.0 sends whole",
      text: '{"Headers":{}}',
      format: "http-2.0",
      finding: [
        "$.statusCode",
        'absent in object {"Headers":{}}',
        "an HTTP status, as in 200 (without one the whole object is sent as JSON with status 200)",
        "add `statusCode: 200`, or whatever status the client should get",
      ],
    },
    {
      name: "a status before the last",
      text: '{"statusCode":100}',
      finding: [
        "$.statusCode",
        "number 100",
        "an HTTP status, as in 200",
        "set `statusCode` to a whole number from 200 to 599, as in `statusCode: 200`",
      ],
    },
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
      name: "the gateway's own header",
      text: '{"statusCode":200,"headers":{"Content-Length":"5"}}',
      finding: [
        '$.headers["Content-Length"]',
        'string "5"',
        "no such header",
        "leave Content-Length out: API Gateway sets it itself, and a wrong one breaks the response",
      ],
    },
    {
      name: "the gateway's own header with several values",
      text: '{"statusCode":200,"multiValueHeaders":{"connection":["close"]}}',
      finding: [
        "$.multiValueHeaders.connection",
        'list ["close"]',
        "no such header",
        "leave connection out: API Gateway sets it itself, and a wrong one breaks the response",
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
      name: "base64 that is none",
      text: '{"statusCode":200,"body":"{\\"a\\":1}","isBase64Encoded":true}',
      finding: [
        "$.body",
        'text that is no base64: {"a":1}',
        "base64, since isBase64Encoded is true",
        'encode the body (`Buffer.from(body).toString("base64")`), or set `isBase64Encoded: false`',
      ],
    },
    {
      name: "the undocumented key",
      text: '{"statusCode":200,"base64Encoded":true}',
      finding: [
        "$.base64Encoded",
        "base64Encoded, which REST APIs take without documenting it",
        "isBase64Encoded",
        "rename `base64Encoded` to `isBase64Encoded`",
      ],
    },
    {
      name: "an answer in an answer",
      text: '{"statusCode":200,"body":"{\\"statusCode\\":404,\\"headers\\":{}}"}',
      finding: [
        "$.body",
        'a whole proxy response written as text: {"statusCode":404,"headers":{}}',
        "the body alone",
        "return the inner answer itself: it was wrapped in a second proxy response",
      ],
    },
    {
      name: "JSON written twice",
      text: '{"statusCode":200,"body":"\\"{\\\\\\"a\\\\\\":1}\\""}',
      finding: [
        "$.body",
        'JSON written as text twice: "{\\"a\\":1}"',
        "JSON written as text once",
        "call `JSON.stringify` (Python: `json.dumps`) once, not twice",
      ],
    },
    {
      name: "an answer as text on HTTP 2.0",
      text: '"{\\"statusCode\\":200,\\"body\\":\\"x\\"}"',
      format: "http-2.0",
      finding: [
        "$",
        'a whole proxy response written as text: string "{\\"statusCode\\":200,\\"body\\":\\"x\\"}"',
        ANSWER,
        UNWRAP,
      ],
    },
    {
      name: "a key twice",
      text: '{"statusCode":500,"statusCode":200}',
      finding: [
        "$.statusCode",
        "number 200, a second time",
        "every key once",
        "write `statusCode` once: of several the last one counts",
      ],
    },
    {
      name: "a streamed answer",
      text: `{"statusCode":200}${"\0".repeat(8)}x`,
      finding: [
        "$",
        "metadata and eight NUL bytes, as response streaming writes them",
        "a REST API whose integration has the response transfer mode STREAM",
        "set the integration's `responseTransferMode` to STREAM, or return a buffered answer",
      ],
    },
  ])("$name", ({ text, format, finding }) => {
    const lint = lintProxyResponse(text, format ?? "rest");
    expect(lint.outcome).toBe("accepted");
    expect(findings(text, format)).toEqual([["warning", ...finding]]);
  });
});
