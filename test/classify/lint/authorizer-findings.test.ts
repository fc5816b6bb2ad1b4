import { describe, expect, test } from "vitest";
import { lintAuthorizerAnswer } from "../../../shared/classify/lint/authorizer-answer.ts";
import type { AuthorizerFormat } from "../../../shared/domain/lint.ts";
import { policyAnswer, policyOf, statement } from "../../build/authorizer.ts";

const EITHER =
  '`[{ Effect: "Allow", Action: "execute-api:Invoke", Resource: "arn:aws:execute-api:{region}:{account}:{api}/*/*" }]` to let the caller in, or to `[{ Effect: "Deny", Action: "execute-api:Invoke", Resource: "*" }]` to refuse';
const UNWRAP = "return the object itself, without `JSON.stringify` (Python: `json.dumps`)";
const ON_EVERY_PATH =
  'return `{ principalId, policyDocument }` on every path; to refuse, return a policy that denies, or throw `Error("Unauthorized")` for a 401';
const BOTH = "an object with principalId and policyDocument";

/** Path, found, wanted and fix of the first finding. */
function first(text: string, format: AuthorizerFormat): readonly unknown[] {
  const [finding] = lintAuthorizerAnswer(text, format).findings;
  return [finding?.path, finding?.found, finding?.wanted, finding?.fix];
}

describe("the first finding says what to change", () => {
  test.each<{ name: string; text: string; format?: AuthorizerFormat; finding: readonly string[] }>([
    { name: "null", text: "null", finding: ["$", "null", BOTH, ON_EVERY_PATH] },
    { name: "nothing", text: "", finding: ["$", "nothing at all", BOTH, ON_EVERY_PATH] },
    { name: "prose", text: "ok", finding: ["$", "no JSON, but text ok", BOTH, ON_EVERY_PATH] },
    { name: "a word", text: '"Allow"', finding: ["$", 'string "Allow"', BOTH, ON_EVERY_PATH] },
    { name: "an answer as text", text: '"{}"', finding: ["$", 'string "{}"', BOTH, UNWRAP] },
    {
      name: "no decision at all",
      text: "null",
      format: "http-2.0-simple",
      finding: [
        "$",
        "null",
        "an object with isAuthorized",
        "return `{ isAuthorized: true }` or `{ isAuthorized: false }` on every path",
      ],
    },
    {
      name: "no policy",
      text: '{"principalId":"user"}',
      finding: [
        "$.policyDocument",
        "absent",
        "an IAM policy as an object",
        `set \`policyDocument\` to \`{ Version: "2012-10-17", Statement }\`, with Statement set to ${EITHER}`,
      ],
    },
    {
      name: "a policy as text",
      text: policyAnswer({ policyDocument: "{}" }),
      finding: [
        "$.policyDocument",
        'string "{}"',
        "an IAM policy as an object",
        "give the policy as an object, without `JSON.stringify` (Python: `json.dumps`)",
      ],
    },
    {
      name: "a word as policy",
      text: policyAnswer({ policyDocument: "allow" }),
      finding: [
        "$.policyDocument",
        'string "allow"',
        "an IAM policy as an object",
        `set \`policyDocument\` to \`{ Version: "2012-10-17", Statement }\`, with Statement set to ${EITHER}`,
      ],
    },
    {
      name: "no principal",
      text: policyAnswer({ principalId: undefined }),
      finding: [
        "$.principalId",
        "absent",
        "a string that names the caller",
        'set `principalId` to the caller\'s id, as in `principalId: "user"`',
      ],
    },
    {
      name: "a misspelt principal",
      text: policyAnswer({ principalId: undefined, PrincipalID: "user" }),
      format: "http-1.0",
      finding: [
        "$.principalId",
        "absent",
        "a string that names the caller",
        "rename `PrincipalID` to `principalId`",
      ],
    },
    {
      name: "a list in context",
      text: policyAnswer({ context: { groups: ["a"] } }),
      finding: [
        "$.context.groups",
        'list ["a"]',
        "a string, number or boolean",
        "write the value as text: `JSON.stringify(value)` (Python: `json.dumps(value)`)",
      ],
    },
    {
      name: "null in context",
      text: policyAnswer({ context: { group: null } }),
      finding: [
        "$.context.group",
        "null",
        "a string, number or boolean (whether API Gateway refuses anything else here is not settled)",
        "leave the name out when it has no value",
      ],
    },
    {
      name: "a context that is text",
      text: policyAnswer({ context: "x" }),
      finding: [
        "$.context",
        'string "x"',
        "an object of names and values",
        "set `context` to an object, or leave it out",
      ],
    },
    {
      name: "claims",
      text: policyAnswer({ context: { claims: "x" } }),
      format: "http-1.0",
      finding: [
        "$.context.claims",
        'string "x"',
        "another name: API Gateway keeps this one for itself",
        "rename `claims`, for example to `userClaims`",
      ],
    },
    {
      name: "a list as API key",
      text: policyAnswer({ usageIdentifierKey: [] }),
      finding: [
        "$.usageIdentifierKey",
        "list []",
        "an API key of the usage plan, as a string",
        "set `usageIdentifierKey` to the key's value, or leave it out",
      ],
    },
    {
      name: "a decision as text",
      text: '{"isAuthorized":"yes"}',
      format: "http-2.0-simple",
      finding: [
        "$.isAuthorized",
        'string "yes"',
        "true or false",
        "set `isAuthorized` to a boolean: `true` to let the caller in, `false` to refuse",
      ],
    },
    {
      name: "a policy where a decision is read",
      text: policyAnswer(),
      format: "http-2.0-simple",
      finding: [
        "$.isAuthorized",
        "absent",
        "true or false",
        "set `isAuthorized: true`, a boolean; or turn simple responses off: `aws apigatewayv2 update-authorizer --no-enable-simple-responses …`",
      ],
    },
    {
      name: "an error",
      text: '{"errorMessage":"boom","errorType":"Error"}',
      finding: [
        "$.errorMessage",
        "an unhandled error of the function: Error: boom",
        "an authorizer's answer",
        "mend the error in the authorizer function; its own log has the stack trace",
      ],
    },
    {
      name: "the error that stands for a 401",
      text: '{"errorMessage":"Unauthorized"}',
      format: "http-2.0-simple",
      finding: [
        "$.errorMessage",
        "an unhandled error of the function: Unauthorized",
        "an authorizer's answer",
        "nothing, if a 401 is meant: API Gateway answers 401 to exactly this message",
      ],
    },
    {
      name: "an error without words",
      text: '{"errorMessage":null}',
      finding: [
        "$.errorMessage",
        "an unhandled error of the function:",
        "an authorizer's answer",
        "mend the error in the authorizer function; its own log has the stack trace",
      ],
    },
    {
      name: "no statements",
      text: policyAnswer({ policyDocument: policyOf() }),
      finding: [
        "$.policyDocument.Statement",
        "list []",
        "at least one statement (without any, every call is a 403)",
        'if a refusal is meant, set `Statement: [{ Effect: "Deny", Action: "execute-api:Invoke", Resource: "*" }]`; else add what the caller may use',
      ],
    },
    {
      name: "another action",
      text: policyAnswer({ policyDocument: policyOf(statement({ Action: "s3:*" })) }),
      finding: [
        "$.policyDocument.Statement[0].Action",
        'string "s3:*"',
        '"execute-api:Invoke" (another action matches no call, and the client gets 403)',
        'set `Action: "execute-api:Invoke"`',
      ],
    },
    {
      name: "other actions",
      text: policyAnswer({ policyDocument: policyOf(statement({ Action: ["s3:*"] })) }),
      finding: [
        "$.policyDocument.Statement[0].Action",
        'list ["s3:*"]',
        '"execute-api:Invoke" (another action matches no call, and the client gets 403)',
        'set `Action: "execute-api:Invoke"`',
      ],
    },
    {
      name: "a number as version",
      text: policyAnswer({ policyDocument: { ...policyOf(statement()), Version: 2012 } }),
      finding: [
        "$.policyDocument.Version",
        "number 2012",
        'the version of the policy language, "2012-10-17"',
        'set `Version: "2012-10-17"`, in quotes',
      ],
    },
  ])("$name", ({ text, format = "rest", finding }) => {
    expect(first(text, format)).toEqual(finding);
  });
});
