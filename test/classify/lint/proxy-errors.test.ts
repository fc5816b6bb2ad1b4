import { describe, expect, test } from "vitest";
import { lintProxyResponse } from "../../../shared/classify/lint/proxy-response.ts";

const WRAP =
  'wrap it: `return { statusCode: 200, body: JSON.stringify(result) }` (Python: `return {"statusCode": 200, "body": json.dumps(result)}`)';
const WRAP_TEXT =
  "wrap it: `return { statusCode: 200, body: text }`, with its Content-Type in `headers`";
const ANSWER = "an object with statusCode and body";
const UNWRAP = "return the object itself, without `JSON.stringify` (Python: `json.dumps`)";

/** Level, path, found, wanted and fix of every finding. */
function findings(text: string): readonly (readonly string[])[] {
  return lintProxyResponse(text, "rest").findings.map((finding) => Object.values(finding));
}

describe("an error says what to change", () => {
  test.each([
    {
      text: '{"statusCode":200,"body":{"abc":"xyz"}}',
      finding: [
        "error",
        "$.body",
        'object {"abc":"xyz"}',
        "a string",
        'wrap it: `body: JSON.stringify(body)` (Python: `"body": json.dumps(body)`)',
      ],
    },
    {
      text: '{"id":7,"title":"x"}',
      finding: [
        "error",
        "$.statusCode",
        'absent in object {"id":7,"title":"x"}',
        "an HTTP status, as in 200",
        WRAP,
      ],
    },
    {
      text: '{"statusCode":"test"}',
      finding: [
        "error",
        "$.statusCode",
        'string "test"',
        "an HTTP status, as in 200",
        "set `statusCode` to a whole number from 200 to 599, as in `statusCode: 200`",
      ],
    },
    {
      text: '{"statusCode":200,"headers":["a"]}',
      finding: [
        "error",
        "$.headers",
        'list ["a"]',
        "an object of header names and values",
        'turn it into an object, as in `headers: { "Header-Name": "value" }`',
      ],
    },
    {
      text: '{"statusCode":200,"headers":"a: b"}',
      finding: [
        "error",
        "$.headers",
        'string "a: b"',
        "an object of header names and values",
        'turn it into an object, as in `headers: { "Header-Name": "value" }`',
      ],
    },
    {
      text: '{"statusCode":200,"multiValueHeaders":[["a","b"]]}',
      finding: [
        "error",
        "$.multiValueHeaders",
        'list [["a","b"]]',
        "an object of header names and values",
        'turn it into an object, as in `multiValueHeaders: { "Header-Name": ["value"] }`',
      ],
    },
    ...["[]", "5"].map((headers) => ({
      text: `{"statusCode":200,"headers":${headers}}`,
      finding: [
        "error",
        "$.headers",
        headers === "5" ? "number 5" : "list []",
        "an object of header names and values",
        "write `headers: {}`, or leave it out",
      ],
    })),
    {
      text: '{"statusCode":200,"headers":{"X-Tags":["a","b"]}}',
      finding: [
        "error",
        '$.headers["X-Tags"]',
        'list ["a","b"]',
        "one string",
        'move "X-Tags" to `multiValueHeaders`',
      ],
    },
    {
      text: '{"statusCode":200,"headers":{"meta":{"a":1}}}',
      finding: [
        "error",
        "$.headers.meta",
        'object {"a":1}',
        "a string",
        'write "meta" as text: `JSON.stringify(value)`',
      ],
    },
    {
      text: '{"statusCode":200,"multiValueHeaders":{"a":"b"}}',
      finding: [
        "error",
        "$.multiValueHeaders.a",
        'string "b"',
        "a list of strings",
        'write "a" as a list (`[value]`), or move it to `headers`',
      ],
    },
    {
      text: '{"statusCode":200,"multiValueHeaders":{"a":["b",{}]}}',
      finding: [
        "error",
        "$.multiValueHeaders.a[1]",
        "object {}",
        "a string",
        "write the value as text",
      ],
    },
    {
      text: '{"statusCode":200,"isBase64Encoded":[]}',
      finding: [
        "error",
        "$.isBase64Encoded",
        "list []",
        "true or false",
        "set `isBase64Encoded: false`, or `true` when `body` is base64",
      ],
    },
    {
      text: "null",
      finding: [
        "error",
        "$",
        "null",
        ANSWER,
        'return an answer on every path, as in `return { statusCode: 200, body: "" }`; an async handler must return it, not pass it to a callback',
      ],
    },
    { text: "[1]", finding: ["error", "$", "list [1]", ANSWER, WRAP] },
    { text: '"hi"', finding: ["error", "$", 'string "hi"', ANSWER, WRAP_TEXT] },
    { text: "Hi you", finding: ["error", "$", "no JSON, but text Hi you", ANSWER, WRAP_TEXT] },
    {
      text: "<html>\n<b>hi</b>",
      finding: ["error", "$", "no JSON, but an HTML page: <html> <b>hi</b>", ANSWER, WRAP_TEXT],
    },
    {
      text: '"<?xml version=\\"1.0\\"?><a/>"',
      finding: ["error", "$", 'an XML document: <?xml version="1.0"?><a/>', ANSWER, WRAP_TEXT],
    },
    {
      text: '"{\\"statusCode\\":200,\\"body\\":\\"x\\"}"',
      finding: [
        "error",
        "$",
        'a whole proxy response written as text: string "{\\"statusCode\\":200,\\"body\\":\\"x\\"}"',
        ANSWER,
        UNWRAP,
      ],
    },
    {
      text: '{"statusCode": None}',
      finding: [
        "error",
        "$",
        "None, True or False: it looks like a Python dict printed with str(), at line 1, column 16: None}",
        "valid JSON",
        "return the dict itself, or write it with `json.dumps(…)`",
      ],
    },
    {
      text: '{"errorType":"TypeError","errorMessage":"x is not a function","trace":["at y"]}',
      finding: [
        "error",
        "$.errorType",
        "an unhandled error of the function: TypeError: x is not a function",
        "an answer with statusCode and body",
        "mend the error in the function; to answer in spite of it, catch it and `return { statusCode: 500, body: JSON.stringify({ message }) }`",
      ],
    },
  ])("$text", ({ text, finding }) => {
    expect(findings(text)).toEqual([finding]);
  });
});
