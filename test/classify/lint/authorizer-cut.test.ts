import fc from "fast-check";
import { expect, test } from "vitest";
import { lintAuthorizerAnswer } from "../../../shared/classify/lint/authorizer-answer.ts";
import { AUTHORIZER_FORMATS } from "../../../shared/domain/lint.ts";
import { STAGE_ARN } from "../../build/authorizer.ts";
import { hostileText } from "../../build/hostile-text.ts";

const POLICY = '{"principalId":"user","policyDocument":';
const STATEMENT = `${POLICY}{"Version":"2012-10-17","Statement":[{`;

test.each([
  { text: '{"errorMessage":"boom","errorTy', reason: "function_error" },
  { text: '{"statusCode":200,"bo', reason: "invalid_policy" },
  { text: '{"principalId":null,"pol', reason: "missing_principal" },
  { text: '{"context":{"groups":["a', reason: "invalid_context" },
  { text: `${POLICY}"{\\"Ver`, reason: "invalid_policy" },
  { text: `${POLICY}{"Version":"2019`, reason: "invalid_policy" },
  { text: `${STATEMENT}"Effect":"al`, reason: "invalid_policy" },
  { text: `${STATEMENT}"Resource":"${"x".repeat(600)}`, reason: "invalid_policy" },
  { text: `${STATEMENT}"Effect":"Allow"}, `, reason: "invalid_policy" },
])("$text shows $reason before the cut", ({ text, reason }) => {
  expect(lintAuthorizerAnswer(text, "rest")).toMatchObject({
    outcome: "refused",
    reason,
    cut: true,
  });
});

test("a long resource that is cut says that there is more", () => {
  const text = `${STATEMENT}"Resource":"${"x".repeat(600)}`;
  const [finding] = lintAuthorizerAnswer(text, "rest").findings;
  expect(finding?.found).toContain("a string of more than 600 characters: xxx");
});

test.each([
  "{",
  '{"principalId":"us',
  '{"principalId":...,"policyDocument":...}',
  `${POLICY}{"Version":"2012`,
  `${POLICY}{"Version":...,"Statement":...}}`,
  `${POLICY}{"Version":"2012-10-17","Sta`,
  `${POLICY}{"Version":"2012-10-17","Statement":[`,
  `${POLICY}{"Version":"2012-10-17","Statement":[...]}}`,
  `${STATEMENT}"Effect":"All`,
  `${STATEMENT}"Effect":...,"Action":...,"Resource":...}]}}`,
  `${STATEMENT}"Effect":"Allow","Action":[...,"s3`,
  `${STATEMENT}"Effect":"Allow","Action":"lambda`,
  `${STATEMENT}"Effect":"Allow","Action":"*","Resource":["${STAGE_ARN}`,
  `${POLICY}{},"context":... [TRUNCATED]`.replace("{}", "..."),
  '{"usageIdentifierKey":...,',
  `${POLICY}{"Version":"2012-10-17","Statement":[{...}, ...]}}`,
  `${STATEMENT}"Effect":"Allow","Action":"*","Resource":["*",...`,
  "nul",
  "tr [TRUNCATED]",
])("%s is unknown", (text) => {
  const lint = lintAuthorizerAnswer(text, "rest");
  expect(lint).toMatchObject({ outcome: "unknown", findings: [] });
  expect(lint).not.toHaveProperty("decision");
});

test("a decision that is left out is unknown", () => {
  expect(lintAuthorizerAnswer('{"isAuthorized":...}', "http-2.0-simple").outcome).toBe("unknown");
});

const scalar = fc.constantFrom<unknown>(
  null,
  true,
  false,
  7,
  "",
  "x",
  "Allow",
  "Deny",
  "2012-10-17",
);
const text = fc.constantFrom(
  "*",
  `${STAGE_ARN}/*`,
  `${STAGE_ARN}/GET/a`,
  "execute-api:Invoke",
  "s3:*",
);
const nested = fc.constantFrom<unknown>(
  {},
  [],
  [1],
  ["*"],
  [{}],
  { a: [1] },
  { claims: "x" },
  { a: "b" },
);
const anything = fc.oneof(scalar, text, nested);
const statement = members(["Effect", "Action", "Resource", "NotAction", "effect"], anything);
const statements = fc.array(statement, { maxLength: 2 }).map((items) => `[${items.join(",")}]`);
const policy = fc
  .tuple(members(["Version", "version"], anything), statements)
  .map(([head, list]) => `{"Statement":${list}${head === "{}" ? "}" : `,${head.slice(1)}`}`);
const answer = members(
  [
    "principalId",
    "policyDocument",
    "context",
    "usageIdentifierKey",
    "isAuthorized",
    "errorMessage",
    "x",
  ],
  anything,
);
const whole = fc
  .tuple(answer, policy)
  .map(([head, held]) =>
    head === "{}" ? `{"policyDocument":${held}}` : `${head.slice(0, -1)},"policyDocument":${held}}`,
  );
const payload = fc.oneof(
  answer,
  whole,
  fc.array(anything).map((items) => JSON.stringify(items)),
);

/** An object as text, its keys in any order and possibly twice. */
function members(keys: readonly string[], value: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  const member = fc
    .tuple(fc.constantFrom(...keys), value)
    .map(([key, held]) => `${JSON.stringify(key)}:${JSON.stringify(held)}`);
  return fc.array(member, { maxLength: 5 }).map((parts) => `{${parts.join(",")}}`);
}

test.each(
  AUTHORIZER_FORMATS.flatMap((format) => [
    { format, knownRefused: false },
    { format, knownRefused: true },
  ]),
)("on $format (known refused: $knownRefused) a cut never gives another reason", (known) => {
  const lint = (answered: string) => lintAuthorizerAnswer(answered, known.format, known);
  fc.assert(
    fc.property(payload, fc.nat(), fc.constantFrom("", " [TRUNCATED]", "..."), (full, at, mark) => {
      const cut = lint(`${full.slice(0, 1 + (at % full.length))}${mark}`);
      if (cut.outcome === "unknown") return;
      const { outcome, reason } = lint(full);
      expect({ outcome: cut.outcome, reason: cut.reason }).toEqual({ outcome, reason });
    }),
    { numRuns: 600 },
  );
});

test("no text makes it throw", () => {
  const hostile = fc.oneof(hostileText(60), payload);
  fc.assert(
    fc.property(hostile, fc.constantFrom(...AUTHORIZER_FORMATS), (given, format) => {
      expect(lintAuthorizerAnswer(given, format).findings.length).toBeLessThanOrEqual(50);
    }),
  );
});
