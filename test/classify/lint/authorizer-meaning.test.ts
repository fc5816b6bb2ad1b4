import { describe, expect, test } from "vitest";
import { lintAuthorizerAnswer } from "../../../shared/classify/lint/authorizer-answer.ts";
import type { AuthorizerFormat } from "../../../shared/domain/lint.ts";
import { policyAnswer, policyOf, statement } from "../../build/authorizer.ts";

const DENIES = statement({ Effect: "Deny", Resource: "*" });
const DENYING = 'Statement: [{ Effect: "Deny", Action: "execute-api:Invoke", Resource: "*" }]';
const ALLOWING =
  'Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: "arn:aws:execute-api:{region}:{account}:{api}/*/*" }]';
const TO_REFUSE = `to refuse, set \`policyDocument\` to \`{ Version: "2012-10-17", ${DENYING} }\` (403), or`;

/** The changes that mend an answer, by path. */
function fixes(text: string, format: AuthorizerFormat): Readonly<Record<string, string>> {
  const { findings } = lintAuthorizerAnswer(text, format);
  return Object.fromEntries(findings.map(({ path, fix }) => [path, fix]));
}

describe("the change that mends a refusal refuses", () => {
  test.each<{ text: string; format: AuthorizerFormat; path: string; fix: string }>([
    {
      text: '{"isAuthorized":false}',
      format: "rest",
      path: "$.policyDocument",
      fix: `${TO_REFUSE} throw \`Error("Unauthorized")\` for a 401`,
    },
    {
      text: '{"isAuthorized":false}',
      format: "http-2.0-iam",
      path: "$.policyDocument",
      fix: `${TO_REFUSE} return \`{ errorMessage: "Unauthorized" }\` for a 401`,
    },
    {
      text: '{"statusCode":401,"body":"Unauthorized"}',
      format: "websocket",
      path: "$.policyDocument",
      fix: `${TO_REFUSE} throw \`Error("Unauthorized")\` for a 401`,
    },
    {
      text: '{"isAuthorized":true,"statusCode":"403"}',
      format: "rest",
      path: "$.policyDocument",
      fix: `${TO_REFUSE} throw \`Error("Unauthorized")\` for a 401`,
    },
    {
      text: '{"statusCode":401}',
      format: "http-2.0-simple",
      path: "$.isAuthorized",
      fix: "set `isAuthorized: false`, a boolean",
    },
    {
      text: '{"isAuthorized":"False"}',
      format: "http-2.0-simple",
      path: "$.isAuthorized",
      fix: "set `isAuthorized: false`, a boolean",
    },
    ...[policyOf(DENIES), policyOf(), policyOf({ Effect: "deny" }, DENIES)].map(
      (policyDocument) => ({
        text: policyAnswer({ policyDocument }),
        format: "http-2.0-simple" as const,
        path: "$.isAuthorized",
        fix: "set `isAuthorized: false`, a boolean; or turn simple responses off: `aws apigatewayv2 update-authorizer --no-enable-simple-responses …`",
      }),
    ),
    {
      text: '{"isAuthorized":false,"principalId":"x"}',
      format: "http-2.0-simple",
      path: "$.principalId",
      fix: "remove `principalId`: with simple responses on, policies are not read",
    },
    {
      text: policyAnswer({ policyDocument: policyOf(statement({ Effect: "DENY" })) }),
      format: "rest",
      path: "$.policyDocument.Statement[0].Effect",
      fix: 'set `Effect: "Deny"`',
    },
  ])("$text on $format", ({ text, format, path, fix }) => {
    expect(fixes(text, format)[path]).toBe(fix);
  });

  test.each([
    '{"isAuthorized":false}',
    '{"statusCode":401,"body":"Unauthorized"}',
    '{"statusCode":403}',
  ])("%s is never told to allow", (text) => {
    const told = Object.values({ ...fixes(text, "rest"), ...fixes(text, "http-1.0") }).join();
    expect(told).not.toContain('"Allow"');
  });
});

describe("the change that mends access gives access", () => {
  test.each<{ text: string; format: AuthorizerFormat; path: string; fix: string }>([
    {
      text: '{"isAuthorized":true}',
      format: "rest",
      path: "$.policyDocument",
      fix: `set \`policyDocument\` to \`{ Version: "2012-10-17", ${ALLOWING} }\``,
    },
    {
      text: '{"isAuthorized":"true"}',
      format: "http-2.0-simple",
      path: "$.isAuthorized",
      fix: "set `isAuthorized: true`, a boolean",
    },
    {
      text: policyAnswer({ policyDocument: policyOf(statement({ Effect: "allow" })) }),
      format: "rest",
      path: "$.policyDocument.Statement[0].Effect",
      fix: 'set `Effect: "Allow"`',
    },
  ])("$text on $format", ({ text, format, path, fix }) => {
    expect(fixes(text, format)[path]).toBe(fix);
  });
});

test.each([
  { name: "nothing", answer: {} },
  { name: "another word", answer: { isAuthorized: "yes" } },
  { name: "a number", answer: { isAuthorized: 1 } },
  { name: "a good status", answer: { statusCode: 200 } },
  { name: "a status that is no number", answer: { statusCode: {} } },
  { name: "either effect", answer: { policyDocument: policyOf(statement(), DENIES) } },
  { name: "no effect", answer: { policyDocument: policyOf({}) } },
  { name: "text as a statement", answer: { policyDocument: policyOf("Deny") } },
  { name: "a statement outside a list", answer: { policyDocument: { Statement: DENIES } } },
])("of an answer that says $name both ways are told", ({ answer }) => {
  const fix = fixes(JSON.stringify(answer), "http-2.0-simple")["$.isAuthorized"];
  expect(fix).toContain("`true` to let the caller in, `false` to refuse");
});

test("a statement outside a list keeps what it says", () => {
  const text = policyAnswer({ policyDocument: { Version: "2012-10-17", Statement: DENIES } });
  expect(fixes(text, "rest")).toEqual({
    "$.policyDocument.Statement": "put the statement into a list: `[…]`",
  });
});

test("a decision in British spelling is told the American one", () => {
  expect(fixes('{"isAuthorised":true}', "http-2.0-simple")).toEqual({
    "$.isAuthorized": "rename `isAuthorised` to `isAuthorized`",
  });
});

test.each<AuthorizerFormat>(["rest", "http-1.0", "http-2.0-iam"])(
  "a misspelt key has one change on %s: its right name",
  (format) => {
    const text = '{"principalId":"user","PolicyDocument":{}}';
    const { outcome, reason } = lintAuthorizerAnswer(text, format);
    expect({ outcome, reason }).toEqual({ outcome: "refused", reason: "invalid_policy" });
    expect(Object.values(fixes(text, format))).toEqual([
      "rename `PolicyDocument` to `policyDocument`",
    ]);
  },
);

test.each<{ text: string; format: AuthorizerFormat; path: string; meant: string }>([
  {
    text: '{"principalId":"user","PolicyDocument":{"a',
    format: "http-1.0",
    path: "$.PolicyDocument",
    meant: "policyDocument",
  },
  {
    text: '{"isAuthorized":true,"Context":{}}',
    format: "http-2.0-simple",
    path: "$.Context",
    meant: "context",
  },
])("$text on $format is told at $path which name is right", ({ text, format, path, meant }) => {
  expect(fixes(text, format)).toEqual({ [path]: `rename \`${path.slice(2)}\` to \`${meant}\`` });
});

test("no change names a field of the event: HTTP APIs call it otherwise, and it is a trap when cached", () => {
  const policies = [null, {}, policyOf(), policyOf({ Effect: "Allow", Action: "*" }), policyOf(1)];
  const told = policies.map((policyDocument) => fixes(policyAnswer({ policyDocument }), "rest"));
  expect(JSON.stringify(told)).not.toContain("event.");
});
