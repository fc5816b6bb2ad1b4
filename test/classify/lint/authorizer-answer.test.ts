import { describe, expect, test } from "vitest";
import { lintAuthorizerAnswer } from "../../../shared/classify/lint/authorizer-answer.ts";
import { AUTHORIZER_FORMATS, type AuthorizerFormat } from "../../../shared/domain/lint.ts";
import { policyAnswer } from "../../build/authorizer.ts";

const POLICY_FORMATS = AUTHORIZER_FORMATS.filter((format) => format !== "http-2.0-simple");
const UNSETTLED = "(whether API Gateway refuses anything else here is not settled)";

/** One row: what policy formats and the simple format make of an answer. */
test.each([
  { name: "null", text: "null", policy: "invalid_policy", simple: "missing_is_authorized" },
  { name: "nothing", text: "  ", policy: "invalid_policy", simple: "missing_is_authorized" },
  {
    name: "an empty object",
    text: "{}",
    policy: "invalid_policy",
    simple: "missing_is_authorized",
  },
  {
    name: "a JSON string",
    text: '"Allow"',
    policy: "invalid_policy",
    simple: "missing_is_authorized",
  },
  { name: "a list", text: "[1]", policy: "invalid_policy", simple: "missing_is_authorized" },
  { name: "a boolean", text: "true", policy: "invalid_policy", simple: "missing_is_authorized" },
  { name: "prose", text: "Unauthorized", policy: "invalid_json", simple: "invalid_json" },
  { name: "a Python dict", text: "{'a': 1}", policy: "invalid_json", simple: "invalid_json" },
  { name: "a Python list", text: "['a']", policy: "invalid_json", simple: "invalid_json" },
  {
    name: "a simple answer",
    text: '{"isAuthorized":true}',
    policy: "invalid_policy",
    simple: undefined,
  },
  {
    name: "a proxy response",
    text: '{"statusCode":401,"body":"no"}',
    policy: "invalid_policy",
    simple: "missing_is_authorized",
  },
  {
    name: "an unhandled error",
    text: '{"errorType":"Error","errorMessage":"boom","trace":[]}',
    policy: "function_error",
    simple: "function_error",
  },
  {
    name: "an error's message alone",
    text: '{"errorMessage":"Unauthorized"}',
    policy: "function_error",
    simple: "function_error",
  },
  { name: "a policy", text: policyAnswer(), policy: undefined, simple: "missing_is_authorized" },
  {
    name: "a policy and no principal",
    text: policyAnswer({ principalId: undefined }),
    policy: "missing_principal",
    simple: "missing_is_authorized",
  },
  {
    name: "a policy and null as principal",
    text: policyAnswer({ principalId: null }),
    policy: "missing_principal",
    simple: "missing_is_authorized",
  },
  {
    name: "a policy and a principal that is an object",
    text: policyAnswer({ principalId: {} }),
    policy: "missing_principal",
    simple: "missing_is_authorized",
  },
  {
    name: "a policy and a principal without letters",
    text: policyAnswer({ principalId: "" }),
    policy: undefined,
    simple: "missing_is_authorized",
  },
  {
    name: "a decision as text",
    text: '{"isAuthorized":"true"}',
    policy: "invalid_policy",
    simple: "missing_is_authorized",
  },
  {
    name: "a misspelt decision",
    text: '{"is_authorized":true}',
    policy: "invalid_policy",
    simple: "missing_is_authorized",
  },
])("$name: $policy in place of a policy, $simple in place of a decision", (row) => {
  const reasons = POLICY_FORMATS.map((format) => lintAuthorizerAnswer(row.text, format).reason);
  expect(reasons).toEqual(POLICY_FORMATS.map(() => row.policy));
  expect(lintAuthorizerAnswer(row.text, "http-2.0-simple").reason).toBe(row.simple);
});

describe("context", () => {
  test.each([
    { name: "text", context: { a: "b" }, reasons: [] },
    { name: "a number", context: { a: 1 }, reasons: [] },
    { name: "a boolean", context: { a: true }, reasons: [] },
    { name: "nothing", context: {}, reasons: [] },
    { name: "a list", context: { a: [1] }, reasons: ["rest", "websocket", "http-1.0"] },
    { name: "an object", context: { a: {} }, reasons: ["rest", "websocket", "http-1.0"] },
    { name: "claims", context: { claims: "x" }, reasons: ["http-1.0"] },
    { name: "text in its own place", context: "x", reasons: AUTHORIZER_FORMATS },
    { name: "a list in its own place", context: [1], reasons: AUTHORIZER_FORMATS },
    { name: "null in its own place", context: null, reasons: [] },
  ])("with $name is refused by $reasons", ({ context, reasons }) => {
    const refusing = AUTHORIZER_FORMATS.filter((format) => {
      const text =
        format === "http-2.0-simple"
          ? JSON.stringify({ isAuthorized: true, context })
          : policyAnswer({ context });
      const { outcome, reason } = lintAuthorizerAnswer(text, format);
      expect([undefined, "invalid_context"]).toContain(reason);
      return outcome === "refused";
    });
    expect(new Set(refusing)).toEqual(new Set(reasons));
  });

  test.each<{ format: AuthorizerFormat; context: unknown; path: string }>([
    { format: "rest", context: { a: null }, path: "$.context.a" },
    { format: "rest", context: null, path: "$.context" },
    { format: "http-2.0-iam", context: { a: [1] }, path: "$.context.a" },
  ])("$context on $format is a warning, and the defect once a refusal is known", (row) => {
    const text = policyAnswer({ context: row.context });
    expect(lintAuthorizerAnswer(text, row.format)).toMatchObject({
      outcome: "unknown",
      cut: false,
      findings: [{ level: "warning", path: row.path, wanted: expect.stringContaining(UNSETTLED) }],
    });
    expect(lintAuthorizerAnswer(text, row.format, { knownRefused: true })).toMatchObject({
      outcome: "refused",
      reason: "invalid_context",
      findings: [{ level: "error", path: row.path }],
    });
  });

  test("with null passes where lists pass", () => {
    const text = '{"isAuthorized":true,"context":{"a":null,"b":[1],"claims":{}}}';
    expect(lintAuthorizerAnswer(text, "http-2.0-simple").findings).toEqual([]);
  });
});

describe("the decision of an accepted answer", () => {
  test.each([
    { text: '{"isAuthorized":true}', said: { decision: "allow" } },
    {
      text: '{"isAuthorized":false,"context":{"why":["expired"]}}',
      said: { decision: "deny", clientStatus: 403 },
    },
  ])("$text is $said", ({ text, said }) => {
    expect(lintAuthorizerAnswer(text, "http-2.0-simple")).toEqual({
      outcome: "accepted",
      findings: [],
      shape: "json_object",
      cut: false,
      ...said,
    });
  });

  test.each(["{}", '{"principalId":"user","policyDo', '{"isAuthorized":true}'])(
    "%s has none on a REST API",
    (text) => {
      expect(lintAuthorizerAnswer(text, "rest")).not.toHaveProperty("decision");
    },
  );

  test("is not made up of prose that a refusal cannot explain", () => {
    const lint = lintAuthorizerAnswer(policyAnswer(), "rest", { knownRefused: true });
    expect(lint).toMatchObject({ outcome: "refused", reason: "unknown" });
    expect(lint).not.toHaveProperty("decision");
  });
});

describe("a key of something else", () => {
  test("is refused by REST and dropped by HTTP APIs", () => {
    const text = policyAnswer({ extra: 1 });
    const outcomes = POLICY_FORMATS.map((format) => [
      format,
      lintAuthorizerAnswer(text, format).findings.map(({ level, path }) => `${level} ${path}`),
    ]);
    expect(Object.fromEntries(outcomes)).toEqual({
      rest: ["error $.extra"],
      websocket: ["error $.extra"],
      "http-1.0": ["warning $.extra"],
      "http-2.0-iam": ["warning $.extra"],
    });
  });

  test.each([
    {
      key: "statusCode",
      fix: "return an authorizer's answer: this is the answer of an integration (statusCode, body)",
    },
    {
      key: "isAuthorized",
      fix: "return principalId and policyDocument: only HTTP APIs with simple responses read `isAuthorized`",
    },
    { key: "tenant", fix: "move `tenant` into `context`, or remove it" },
  ])("$key: $fix", ({ key, fix }) => {
    const { findings } = lintAuthorizerAnswer(policyAnswer({ [key]: 1 }), "rest");
    expect(findings).toEqual([
      {
        level: "error",
        path: `$.${key}`,
        found: "number 1",
        wanted: "only principalId, policyDocument, context, usageIdentifierKey",
        fix,
      },
    ]);
  });

  test("is no misspelt name of another when it is much longer", () => {
    const { findings } = lintAuthorizerAnswer(
      '{"is__________authorized__________":true}',
      "http-2.0-simple",
    );
    expect(findings[0]?.fix).toBe(
      "set `isAuthorized` to a boolean: `true` to let the caller in, `false` to refuse",
    );
  });

  test.each(["policyDocument", "principalId"])("%s is not read beside a decision", (key) => {
    const text = JSON.stringify({ isAuthorized: true, [key]: "x" });
    expect(lintAuthorizerAnswer(text, "http-2.0-simple").findings).toEqual([
      {
        level: "warning",
        path: `$.${key}`,
        found: 'string "x"',
        wanted: "only isAuthorized, context",
        fix: `remove \`${key}\`: with simple responses on, policies are not read`,
      },
    ]);
  });
});

test.each([
  { value: "abc", rest: undefined, known: "unknown" },
  { value: null, rest: undefined, known: "unknown" },
  { value: 7, rest: undefined, known: "invalid_policy" },
  { value: true, rest: undefined, known: "invalid_policy" },
  { value: ["abc"], rest: "invalid_policy", known: "invalid_policy" },
  { value: {}, rest: "invalid_policy", known: "invalid_policy" },
])("usageIdentifierKey $value is $rest, and $known after a refusal", ({ value, rest, known }) => {
  const text = policyAnswer({ usageIdentifierKey: value });
  expect(lintAuthorizerAnswer(text, "rest").reason).toBe(rest);
  expect(lintAuthorizerAnswer(text, "rest", { knownRefused: true }).reason).toBe(known);
});

test.each([7, true])("a principal that is %s is not settled", (principalId) => {
  const text = policyAnswer({ principalId });
  expect(lintAuthorizerAnswer(text, "rest").outcome).toBe("unknown");
  expect(lintAuthorizerAnswer(text, "rest", { knownRefused: true }).reason).toBe(
    "missing_principal",
  );
});
