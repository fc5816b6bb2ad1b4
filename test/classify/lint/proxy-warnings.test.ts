import { describe, expect, test } from "vitest";
import { lintProxyResponse } from "../../../shared/classify/lint/proxy-response.ts";
import type { ProxyFormat } from "../../../shared/domain/lint.ts";

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
      name: "base64 that a REST API may hand on as text",
      text: '{"statusCode":200,"body":"aGk=","isBase64Encoded":true}',
      finding: [
        "$.isBase64Encoded",
        "boolean true",
        "true, and binaryMediaTypes of the API that match the request's Accept (else the client gets the base64 text)",
        "see that the API's `binaryMediaTypes` name `*/*`, or the type that its clients accept first, and deploy it",
      ],
    },
    {
      name: "null that HTTP 2.0 sends as it is",
      text: "null",
      format: "http-2.0",
      finding: [
        "$",
        "null",
        `${ANSWER} (without one the client gets the text null with status 200)`,
        'return an answer on every path, as in `return { statusCode: 200, body: "" }`; an async handler must return it, not pass it to a callback',
      ],
    },
    {
      name: "a misspelt status that HTTP 2.0 sends whole",
      text: '{"StatusCode":404}',
      format: "http-2.0",
      finding: [
        "$.statusCode",
        'absent in object {"StatusCode":404}',
        "an HTTP status, as in 200 (without one the whole object is sent as JSON with status 200)",
        "rename `StatusCode` to `statusCode`",
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
    expect(lintProxyResponse(text, format ?? "rest").outcome).toBe("accepted");
    expect(findings(text, format)).toEqual([["warning", ...finding]]);
  });
});
