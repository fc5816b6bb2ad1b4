import { describe, expect, test } from "vitest";
import { lintAuthorizerAnswer } from "../../../shared/classify/lint/authorizer-answer.ts";
import { policyAnswer, policyOf, STAGE_ARN, statement } from "../../build/authorizer.ts";

const DENY_ALL = { Effect: "Deny", Action: "execute-api:Invoke", Resource: "*" };
const FROM_HOME = { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } };

describe("the decision", () => {
  test.each([
    { name: "an Allow", statements: [statement()], decision: "allow" },
    { name: "a Deny", statements: [statement({ Effect: "Deny" })], decision: "deny" },
    {
      name: "a Deny of the same",
      statements: [statement({ Effect: "Deny" }), statement()],
      decision: "deny",
    },
    {
      name: "a Deny of all",
      statements: [
        statement({ Resource: [`${STAGE_ARN}/*/*`, "arn:aws:execute-api:*"] }),
        DENY_ALL,
      ],
      decision: "deny",
    },
    {
      name: "a Deny of all that it lists",
      statements: [
        statement({ Resource: [`${STAGE_ARN}/GET/a`, `${STAGE_ARN}/PUT/b`] }),
        statement({ Effect: "Deny", Resource: `${STAGE_ARN}/GET/*` }),
        statement({ Effect: "Deny", Resource: `${STAGE_ARN}/PUT/b` }),
      ],
      decision: "deny",
    },
    {
      name: "a Deny of a part",
      statements: [statement(), statement({ Effect: "Deny", Resource: `${STAGE_ARN}/DELETE/*` })],
      decision: "depends",
    },
    {
      name: "a Deny of a part alone",
      statements: [statement({ Effect: "Deny", Resource: `${STAGE_ARN}/DELETE/*` })],
      decision: "deny",
    },
    {
      name: "a Deny under a condition",
      statements: [statement(), { ...DENY_ALL, Condition: FROM_HOME }],
      decision: "depends",
    },
    {
      name: "a Deny of nearly every action",
      statements: [statement(), { ...DENY_ALL, Action: "execute-api:I*e" }],
      decision: "depends",
    },
    {
      name: "a Deny of everything but a resource",
      statements: [statement(), { Effect: "Deny", Action: "*", NotResource: "*" }],
      decision: "depends",
    },
    {
      name: "a Deny of another service",
      statements: [statement(), { ...DENY_ALL, Resource: "arn:aws:s3:::bucket/*" }],
      decision: "allow",
    },
    {
      name: "an Allow under a condition",
      statements: [statement({ Condition: FROM_HOME })],
      decision: "depends",
    },
    {
      name: "an Allow under no condition at all",
      statements: [statement({ Condition: {} })],
      decision: "allow",
    },
    {
      name: "an Allow under a condition that is none",
      statements: [statement({ Condition: "x" })],
      decision: "depends",
    },
    {
      name: "an Allow beside one under a condition",
      statements: [statement({ Condition: FROM_HOME }), statement()],
      decision: "allow",
    },
    {
      name: "an Allow of all but a resource",
      statements: [{ Effect: "Allow", Action: "*", NotResource: `${STAGE_ARN}/GET/a` }],
      decision: "depends",
    },
    {
      name: "an Allow of all but another action",
      statements: [{ Effect: "Allow", NotAction: "s3:*", Resource: "*" }],
      decision: "allow",
    },
    {
      name: "an Allow of all but calls",
      statements: [{ Effect: "Allow", NotAction: "execute-api:*", Resource: "*" }],
      decision: "no_match",
    },
    { name: "no statement", statements: [], decision: "no_match" },
    {
      name: "another action",
      statements: [statement({ Action: "lambda:InvokeFunction" })],
      decision: "no_match",
    },
    {
      name: "other actions",
      statements: [statement({ Action: ["s3:*", "execute-api:InvalidateCache"] })],
      decision: "no_match",
    },
    { name: "no actions", statements: [statement({ Action: [] })], decision: "no_match" },
    {
      name: "one fitting action",
      statements: [statement({ Action: ["s3:*", "execute-api:*"] })],
      decision: "allow",
    },
    {
      name: "an action in other letters",
      statements: [statement({ Action: "EXECUTE-API:INVOKE" })],
      decision: "allow",
    },
    {
      name: "an action with a wildcard",
      statements: [statement({ Action: ["execute-api:Inv?ke"] })],
      decision: "depends",
    },
    {
      name: "an action that goes on",
      statements: [statement({ Action: "execute-api:InvokeAll" })],
      decision: "no_match",
    },
    {
      name: "a Deny that concerns nothing",
      statements: [statement({ Effect: "Deny", Action: "s3:*" })],
      decision: "no_match",
    },
    {
      name: "another service's resource",
      statements: [statement({ Resource: "arn:aws:lambda:us-east-1:123456789012:function:f" })],
      decision: "no_match",
    },
    { name: "no resources", statements: [statement({ Resource: [] })], decision: "no_match" },
    {
      name: "one fitting resource",
      statements: [statement({ Resource: ["arn:aws:s3:::b", "*"] })],
      decision: "allow",
    },
  ])("of $name is $decision", ({ statements, decision }) => {
    const text = policyAnswer({ policyDocument: policyOf(...statements) });
    expect(lintAuthorizerAnswer(text, "rest")).toMatchObject({ outcome: "accepted", decision });
  });
});

test("an Allow that a Deny takes back is warned of", () => {
  const text = policyAnswer({ policyDocument: policyOf(statement(), DENY_ALL) });
  expect(lintAuthorizerAnswer(text, "rest")).toMatchObject({
    outcome: "accepted",
    clientStatus: 403,
    findings: [
      {
        level: "warning",
        path: "$.policyDocument.Statement[1]",
        wanted:
          "a Deny that leaves some of what is allowed (a Deny wins over every Allow: the client gets 403)",
        fix: "if a refusal is meant, remove the Allow; else narrow the Deny to what the caller must not use",
      },
    ],
  });
});

test("a policy of a thousand resources on either side is not compared", () => {
  const Resource = Array.from({ length: 1_001 }, (_, index) => `${STAGE_ARN}/GET/${index}`);
  const denied = statement({ Effect: "Deny", Resource });
  const text = policyAnswer({ policyDocument: policyOf(statement({ Resource }), denied) });
  expect(lintAuthorizerAnswer(text, "rest").decision).toBe("depends");
});

describe("the client", () => {
  test.each([
    { name: "a denial", text: policyAnswer({ policyDocument: policyOf(DENY_ALL) }), status: 403 },
    { name: "no statement", text: policyAnswer({ policyDocument: policyOf() }), status: 403 },
    { name: "no policy", text: "{}", status: 500 },
    { name: "no answer", text: "null", status: 500 },
    { name: "an error", text: '{"errorMessage":"Unauthorized user"}', status: 500 },
    { name: "the error for it", text: '{"errorMessage":"Unauthorized"}', status: 401 },
  ])("gets $status of $name", ({ text, status }) => {
    expect(lintAuthorizerAnswer(text, "rest").clientStatus).toBe(status);
  });

  test.each([
    { name: "an Allow", text: policyAnswer() },
    { name: "what is not settled", text: policyAnswer({ principalId: 7 }) },
    { name: "what is cut", text: '{"principalId":"user","policyDo' },
    {
      name: "what depends",
      text: policyAnswer({ policyDocument: policyOf(statement({ Condition: FROM_HOME })) }),
    },
  ])("is told no status for $name", ({ text }) => {
    expect(lintAuthorizerAnswer(text, "rest")).not.toHaveProperty("clientStatus");
  });
});
