import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lintAuthorizerAnswer } from "../../shared/classify/lint/authorizer-answer.ts";
import { lintProxyResponse } from "../../shared/classify/lint/proxy-response.ts";
import { AUTHORIZER_FORMATS, PROXY_FORMATS } from "../../shared/domain/lint.ts";
import { type RedactionLevel, redactText } from "../../shared/redact/redact.ts";

/** What the finders look for, and what could lead them astray. */
const PIECES = [
  ...["password", "token", "Cookie", "Name", "value", "x", "true", "null", "1234", "-"],
  ...[
    "{",
    "}",
    "[",
    "]",
    '"',
    "'",
    "\\",
    "\\\\",
    "\\n",
    "\n",
    " ",
    ",",
    ", ",
    ":",
    "=",
    "&",
    ";",
    "|",
  ],
  ...["%22", "%3D", "%", "&quot;", "\\u0022", "\\u0070", "<Password>", "</", "<![CDATA["],
  ...["eyJhbGciOi", ".", "AKIA", "ABCDEFGHIJKLMNOP12", "@", "a@b.co", "4111111111111111"],
  ...[" [TRUNCATED]", "-----BEGIN X-----", "-----END X", "://", "u:p", "Bearer ", "abcdef1"],
  ...["+12025550100", "203.0.113.9", "arn:aws:x:"],
];
const TEXT = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 3 })), { maxLength: 14 })
  .map((pieces) => pieces.join(""));

const LEAF = fc.oneof(
  TEXT,
  TEXT.map((text) => JSON.stringify({ password: text, a: text })),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(true, null, 4111111111111111, -4111111111111111, 200, "200"),
);
const KEY = fc.oneof(
  fc.constantFrom("password", "token", "a", "Set-Cookie", "Name", "Value", "credentials"),
  fc.constantFrom(
    "statusCode",
    "body",
    "headers",
    "cookies",
    "isBase64Encoded",
    "multiValueHeaders",
  ),
  TEXT,
);
const NESTED = fc.oneof(
  LEAF,
  fc.array(LEAF, { maxLength: 3 }),
  fc.dictionary(KEY, LEAF, { maxKeys: 3 }),
);
const VALUE = fc.oneof(
  NESTED,
  fc.array(NESTED, { maxLength: 3 }),
  fc.dictionary(KEY, NESTED, { maxKeys: 3 }),
  NESTED.map((value) => JSON.stringify(value)),
);
const OBJECT = fc.dictionary(KEY, VALUE, { maxKeys: 5 });

/** The types of a JSON value, keys left out: a key that is a secret itself is masked. */
function types(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(types);
  if (value === null || typeof value !== "object") return value === null ? "null" : typeof value;
  return Object.values(value).map(types);
}

const LEVELS: readonly RedactionLevel[] = ["none", "shape", "masked", "full"];

describe("redaction, whatever the text", () => {
  test.each(LEVELS)("done twice is done once, at level %s", (level) => {
    fc.assert(
      fc.property(TEXT, (text) => {
        const once = redactText(text, level);
        expect(redactText(once, level)).toBe(once);
      }),
      { numRuns: 300 },
    );
  });

  test("keeps length and line feeds", () => {
    fc.assert(
      fc.property(TEXT, (text) => {
        const lineLengths = (lines: string) => lines.split("\n").map((line) => line.length);
        expect(lineLengths(redactText(text, "masked"))).toEqual(lineLengths(text));
      }),
    );
  });

  test("keeps JSON as it is, but for the characters of strings and the digits of numbers", () => {
    fc.assert(
      fc.property(OBJECT, fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const masked: unknown = JSON.parse(redactText(text, "masked"));
        fc.pre(Object.keys(value).length === Object.keys(masked as object).length);
        expect(types(masked)).toEqual(types(JSON.parse(text)));
      }),
      { numRuns: 300 },
    );
  });
});

/** Answers of functions, right and wrong, with secrets in every place. */
const SECRET = fc.constantFrom(
  "hunter2hunter2",
  "Bearer a1b2c3d4e5f6",
  "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcdefghijk",
  "jane.doe@example.com",
  "4111 1111 1111 1111",
  "sid=abc; Path=/; HttpOnly",
  4111111111111111,
);
const RESPONSE = fc.record(
  {
    statusCode: fc.constantFrom(200, 500, "200", "abc", null, 99, 12.5, true),
    body: fc.oneof(
      SECRET,
      SECRET.map((secret) => JSON.stringify({ token: secret })),
      SECRET.map((secret) => ({ token: secret })),
      fc.constant(null),
    ),
    headers: fc.oneof(
      fc.dictionary(fc.constantFrom("Set-Cookie", "Authorization", "x-api-key", "a b"), SECRET),
      fc.constantFrom(
        "Cookie: a=b",
        null,
        [],
        { Authorization: ["a"] },
        { Cookie: { a: "b" } },
        { Cookie: true },
      ),
    ),
    cookies: fc.oneof(fc.array(SECRET, { maxLength: 2 }), SECRET),
    isBase64Encoded: fc.constantFrom(true, false, "true"),
    token: SECRET,
    errorMessage: SECRET,
  },
  { requiredKeys: [] },
);

const POLICY = {
  Version: "2012-10-17",
  Statement: [
    {
      Action: "execute-api:Invoke",
      Effect: "Allow",
      Resource: "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/prod/GET/*",
    },
  ],
};
const AUTHORIZER_ANSWER = fc.record(
  {
    principalId: SECRET,
    policyDocument: fc.constantFrom(POLICY, { ...POLICY, Statement: [{}] }, "Allow", null),
    context: fc.dictionary(
      fc.constantFrom("token", "email", "a"),
      fc.oneof(
        SECRET,
        SECRET.map((secret) => [secret]),
        SECRET.map((secret) => ({ secret })),
      ),
    ),
    usageIdentifierKey: SECRET,
    isAuthorized: fc.constantFrom(true, false, "true"),
  },
  { requiredKeys: [] },
);

describe("masking never hides the defect", () => {
  test.each(AUTHORIZER_FORMATS)("of an authorizer's answer held against %s", (format) => {
    fc.assert(
      fc.property(AUTHORIZER_ANSWER, fc.nat(600), (answer, at) => {
        const text = JSON.stringify(answer).slice(0, at);
        const masked = lintAuthorizerAnswer(redactText(text, "masked"), format);
        const { outcome, reason, decision } = lintAuthorizerAnswer(text, format);
        expect([masked.outcome, masked.reason, masked.decision]).toEqual([
          outcome,
          reason,
          decision,
        ]);
      }),
      { numRuns: 200 },
    );
  });

  test.each(PROXY_FORMATS)("of an answer held against %s", (format) => {
    fc.assert(
      fc.property(RESPONSE, fc.constantFrom(0, 2), fc.nat(600), (answer, indent, at) => {
        const whole = JSON.stringify(answer, null, indent);
        const text = at < whole.length ? `${whole.slice(0, at)} [TRUNCATED]` : whole;
        expect(verdict(redactText(text, "masked"))).toEqual(verdict(text));
      }),
      { numRuns: 200 },
    );

    function verdict(text: string): unknown {
      const { outcome, reason, findings } = lintProxyResponse(text, format);
      const errors = findings.filter(({ level }) => level === "error").map(({ path }) => path);
      return { outcome, reason, errors };
    }
  });

  test.each([
    ["a Python dict", "{'statusCode': 200, 'body': 'token=abcdef'}"],
    ["a Java map", "{statusCode=200, token=abcdef, body=ok}"],
    ["a JWT", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcdefghijk"],
    ["a page", "<html><body>jane@example.com</body></html>"],
    ["a sentence", "done for jane@example.com"],
    ["a string", '"done for jane@example.com"'],
    ["a card number", "4111111111111111"],
    ["null", "null"],
    ["nothing", ""],
  ])("of an answer that is %s", (_, text) => {
    const { reason } = lintProxyResponse(text, "rest");
    expect(lintProxyResponse(redactText(text, "masked"), "rest").reason).toBe(reason);
  });
});
