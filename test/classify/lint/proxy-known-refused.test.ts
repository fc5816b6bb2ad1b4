import { describe, expect, test } from "vitest";
import { lintProxyResponse } from "../../../shared/classify/lint/proxy-response.ts";

describe("when the log says the gateway refused", () => {
  test.each([
    { text: "{}", reason: "missing_status_code" },
    { text: '{"body":"x"}', reason: "missing_status_code" },
    { text: '{"statusCode":200,"headers":{"a":1}}', reason: "invalid_headers" },
    { text: '{"statusCode":200,"headers":{"a":null}}', reason: "invalid_headers" },
    { text: '{"statusCode":200,"headers":{"a b":"x"}}', reason: "invalid_headers" },
    { text: '{"statusCode":200,"headers":{"a":"x\\ny"}}', reason: "invalid_headers" },
    { text: '{"statusCode":200,"multiValueHeaders":{"a":[1]}}', reason: "invalid_headers" },
    { text: '{"statusCode":200,"body":7}', reason: "body_not_string" },
    { text: '{"statusCode":200,"body":true}', reason: "body_not_string" },
    { text: '{"statusCode":null,"body":"x"}', reason: "invalid_status_code" },
    { text: '{"statusCode":200.5}', reason: "invalid_status_code" },
    { text: '{"statusCode":700}', reason: "invalid_status_code" },
    { text: '{"statusCode":200,"isBase64Encoded":"false"}', reason: "invalid_is_base64_encoded" },
    { text: '{"statusCode":200,"body":"a\nb"}', reason: "invalid_json" },
    { text: '{"statusCode":200,"body":"x"}', reason: "unknown" },
    { text: "{“statusCode”:200,“body”:{“a”:1}}", reason: "body_not_string" },
    { text: '{“statusCode”:200,"body":{}}', reason: "invalid_json" },
    { text: '{"statusCode":100}', reason: "unknown" },
    { text: '{"errorMessage":"boom"}', reason: "function_error" },
    // A sure defect wins over what is not settled, wherever it stands.
    { text: '{"statusCode":null,"headers":{"a":1},"body":{}}', reason: "body_not_string" },
    { text: '{"statusCode":200,"body":"a\nb","ok":1}', reason: "unexpected_field" },
  ])("$text is $reason", ({ text, reason }) => {
    expect(lintProxyResponse(text, "rest", { knownRefused: true })).toMatchObject({
      outcome: "refused",
      reason,
      clientStatus: 502,
    });
  });

  test.each(['{"statusCode":200,"headers":{"a":1},"bo', "...", "[Binary Data]", '{"a":1,"b":2'])(
    "%s stays unknown",
    (text) => {
      const lint = lintProxyResponse(text, "rest", { knownRefused: true });
      expect(lint.outcome).toBe("unknown");
      expect(lint).not.toHaveProperty("reason");
      expect(lint).not.toHaveProperty("clientStatus");
    },
  );

  test.each([
    { text: '{"statusCode":200,"body":null}', rest: "unknown", http: "body_not_string" },
    { text: '{"statusCode":200,"headers":null}', rest: "unknown", http: "invalid_headers" },
    {
      text: '{"statusCode":200,"cookies":null}',
      rest: "unexpected_field",
      http: "invalid_headers",
    },
    { text: '{"statusCode":200,"cookies":[1]}', rest: "unexpected_field", http: "invalid_headers" },
    { text: "null", rest: "null_response", http: "null_response" },
    { text: "", rest: "null_response", http: "null_response" },
  ])("$text is $rest on REST and $http on HTTP 2.0", ({ text, rest, http }) => {
    const reasons = (["rest", "http-2.0"] as const).map(
      (format) => lintProxyResponse(text, format, { knownRefused: true }).reason,
    );
    expect(reasons).toEqual([rest, http]);
  });

  test("what is not settled is an error only when nothing surer was found", () => {
    const alone = lintProxyResponse('{"statusCode":200,"body":7}', "rest", { knownRefused: true });
    const beside = lintProxyResponse('{"statusCode":200,"body":7,"ok":1}', "rest", {
      knownRefused: true,
    });
    expect(alone.findings.map(({ level, path }) => [level, path])).toEqual([["error", "$.body"]]);
    expect(beside.findings.map(({ level, path }) => [level, path])).toEqual([
      ["error", "$.ok"],
      ["warning", "$.body"],
    ]);
  });
});

test("how base64 reaches the client explains no refusal", () => {
  const text = '{"statusCode":200,"body":"aGk=","isBase64Encoded":true}';
  expect(lintProxyResponse(text, "rest", { knownRefused: true }).findings).toEqual([]);
  expect(lintProxyResponse(text, "rest").findings).toHaveLength(1);
});
