import { describe, expect, test } from "vitest";
import { lintProxyResponse } from "../../../shared/classify/lint/proxy-response.ts";
import type { ProxyFormat } from "../../../shared/domain/lint.ts";

const KEYS = "only statusCode, headers, multiValueHeaders, body, isBase64Encoded";
const WRAP =
  'wrap it: `return { statusCode: 200, body: JSON.stringify(result) }` (Python: `return {"statusCode": 200, "body": json.dumps(result)}`)';

/** Level, path, found, wanted and fix of every finding. */
function findings(text: string, format: ProxyFormat = "rest"): readonly (readonly string[])[] {
  return lintProxyResponse(text, format).findings.map((finding) => Object.values(finding));
}

describe("a key that the gateway does not know", () => {
  test.each([
    { key: "message", fix: "move `message` into the object that `body` is made of, or remove it" },
    { key: "status", fix: "rename `status` to `statusCode`" },
    { key: "code", fix: "rename `code` to `statusCode`" },
    { key: "Body", fix: "rename `Body` to `body`" },
    { key: "is_base64_encoded", fix: "rename `is_base64_encoded` to `isBase64Encoded`" },
    { key: "header", fix: "rename `header` to `headers`" },
    { key: "location", fix: "move `location` into `headers`, as `Location`" },
    {
      key: "cookies",
      fix: 'write `multiValueHeaders: { "Set-Cookie": cookies }`: only HTTP APIs with payload format 2.0 read `cookies`',
    },
    { key: "statusDescription", fix: "remove `statusDescription`: only load balancers read it" },
  ])("$key: $fix", ({ key, fix }) => {
    const text = `{"statusCode":200,"${key}":"x"}`;
    expect(findings(text)).toEqual([["error", `$.${key}`, 'string "x"', KEYS, fix]]);
  });

  test("is dropped by an HTTP API", () => {
    expect(findings('{"statusCode":200,"multiValueHeaders":{}}', "http-2.0")).toEqual([
      [
        "warning",
        "$.multiValueHeaders",
        "object {}",
        "only statusCode, headers, body, cookies, isBase64Encoded (the rest is dropped)",
        "move it to `headers`, values joined with a comma; Set-Cookie goes to `cookies`",
      ],
    ]);
  });

  test.each([
    { text: '{"StatusCode":200,"x":1}', fix: "rename `StatusCode` to `statusCode`" },
    { text: '{"status":200,"x":1}', fix: "rename `status` to `statusCode`" },
    {
      text: '{"body":"a","x":1}',
      fix: "add `statusCode: 200`, or whatever status the client should get",
    },
    { text: '{"x":1}', fix: WRAP },
  ])("$text: $fix", ({ text, fix }) => {
    expect(lintProxyResponse(text, "rest").findings[0]).toMatchObject({
      path: "$.statusCode",
      fix,
    });
  });

  test("beside a body is named too when the statusCode is missing", () => {
    expect(findings('{"body":"a","x":1}').map(([level, path]) => [level, path])).toEqual([
      ["error", "$.statusCode"],
      ["error", "$.x"],
    ]);
  });

  test("is named once when it is the statusCode, misspelt", () => {
    expect(findings('{"status":200,"body":"a"}').map(([, path]) => path)).toEqual(["$.statusCode"]);
  });

  test("is not listed one by one when the object is a bare result", () => {
    expect(findings('{"a":1,"b":2,"c":3}')).toHaveLength(1);
    expect(findings('{"a":1,"b":2,"c":3}', "http-1.0")).toHaveLength(1);
    expect(findings('{"body":"x","b":2}', "http-1.0")).toHaveLength(1);
  });
});
