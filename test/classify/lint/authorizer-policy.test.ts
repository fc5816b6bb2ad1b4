import { describe, expect, test } from "vitest";
import { lintAuthorizerAnswer } from "../../../shared/classify/lint/authorizer-answer.ts";
import { policyAnswer, policyOf, STAGE_ARN, statement } from "../../build/authorizer.ts";

const LONG_ARN = `${STAGE_ARN}/GET/${"a".repeat(512)}`;

describe("a policy document", () => {
  test.each([
    { name: "text", policyDocument: "{}" },
    { name: "null", policyDocument: null },
    { name: "a list", policyDocument: [] },
    { name: "without Statement", policyDocument: { Version: "2012-10-17" } },
    { name: "with a misspelt Statement", policyDocument: { Version: "2012-10-17", statement: [] } },
    { name: "with null as Statement", policyDocument: { Version: "2012-10-17", Statement: null } },
    { name: "with text as Statement", policyDocument: { Version: "2012-10-17", Statement: "x" } },
    { name: "with text among statements", policyDocument: policyOf("x") },
    { name: "with another version", policyDocument: { Version: "2020-01-01", Statement: [] } },
    { name: "with a number as version", policyDocument: { Version: 20121017, Statement: [] } },
    { name: "without Effect", policyDocument: policyOf(statement({ Effect: undefined })) },
    { name: "with effect allow", policyDocument: policyOf(statement({ Effect: "allow" })) },
    { name: "with null as Effect", policyDocument: policyOf(statement({ Effect: null })) },
    { name: "without Action", policyDocument: policyOf(statement({ Action: undefined })) },
    { name: "with a number as Action", policyDocument: policyOf(statement({ Action: 1 })) },
    {
      name: "with a number among actions",
      policyDocument: policyOf(statement({ Action: ["*", 1] })),
    },
    { name: "without Resource", policyDocument: policyOf(statement({ Resource: undefined })) },
    { name: "with null as Resource", policyDocument: policyOf(statement({ Resource: null })) },
    {
      name: "with null among resources",
      policyDocument: policyOf(statement({ Resource: [null] })),
    },
    {
      name: "with lists among resources",
      policyDocument: policyOf(statement({ Resource: [["*"]] })),
    },
    { name: "with a long resource", policyDocument: policyOf(statement({ Resource: LONG_ARN })) },
    {
      name: "with a long resource in a list",
      policyDocument: policyOf(statement({ Resource: ["*", LONG_ARN] })),
    },
  ])("$name is refused as invalid_policy", ({ policyDocument }) => {
    expect(lintAuthorizerAnswer(policyAnswer({ policyDocument }), "rest")).toMatchObject({
      outcome: "refused",
      reason: "invalid_policy",
    });
  });

  test.each([
    {
      name: "the older version",
      policyDocument: { ...policyOf(statement()), Version: "2008-10-17" },
    },
    {
      name: "NotAction",
      policyDocument: policyOf({ Effect: "Allow", NotAction: "x:y", Resource: "*" }),
    },
    { name: "lists", policyDocument: policyOf(statement({ Action: ["*"], Resource: ["*"] })) },
    { name: "two statements", policyDocument: policyOf(statement(), statement()) },
    { name: "a Sid", policyDocument: policyOf(statement({ Sid: "x" })) },
  ])("with $name is accepted without a word", ({ policyDocument }) => {
    expect(lintAuthorizerAnswer(policyAnswer({ policyDocument }), "rest")).toMatchObject({
      outcome: "accepted",
      findings: [],
      decision: "allow",
    });
  });

  test.each([
    {
      name: "no version",
      policyDocument: { Statement: [statement()] },
      path: "$.policyDocument.Version",
      decision: "allow",
    },
    {
      name: "one statement without a list",
      policyDocument: { Version: "2012-10-17", Statement: statement() },
      path: "$.policyDocument.Statement",
      decision: "allow",
    },
    {
      name: "a path as resource",
      policyDocument: policyOf(statement({ Resource: "/pets" })),
      path: "$.policyDocument.Statement[0].Resource",
      decision: "no_match",
    },
  ])(
    "with $name is not settled, and $decision if it passes",
    ({ policyDocument, path, decision }) => {
      const text = policyAnswer({ policyDocument });
      expect(lintAuthorizerAnswer(text, "rest")).toMatchObject({
        outcome: "unknown",
        cut: false,
        decision,
        findings: [{ level: "warning", path, wanted: expect.stringContaining("is not settled)") }],
      });
      expect(lintAuthorizerAnswer(text, "rest", { knownRefused: true }).reason).toBe(
        "invalid_policy",
      );
    },
  );

  test("every mistake in it is named, with its place", () => {
    const policyDocument = policyOf(
      statement({ Effect: "ALLOW" }),
      statement({ Action: 7, Resource: ["*", {}] }),
    );
    const { findings } = lintAuthorizerAnswer(policyAnswer({ policyDocument }), "rest");
    expect(findings).toEqual([
      {
        level: "error",
        path: "$.policyDocument.Statement[0].Effect",
        found: 'string "ALLOW"',
        wanted: '"Allow" or "Deny", written so',
        fix: 'set `Effect: "Allow"`',
      },
      {
        level: "error",
        path: "$.policyDocument.Statement[1].Action",
        found: "number 7",
        wanted: "an action, or a list of actions",
        fix: 'set `Action: "execute-api:Invoke"`',
      },
      {
        level: "error",
        path: "$.policyDocument.Statement[1].Resource[1]",
        found: "object {}",
        wanted: "a resource ARN, or a list of them",
        fix: 'set `Resource: "arn:aws:execute-api:{region}:{account}:{api}/*/*"`, or the part of it that is meant',
      },
    ]);
  });

  test("with a long resource says how long", () => {
    const policyDocument = policyOf(statement({ Resource: "x".repeat(513) }));
    const [finding] = lintAuthorizerAnswer(policyAnswer({ policyDocument }), "rest").findings;
    expect(finding).toMatchObject({
      found: `a string of 513 characters: ${"x".repeat(51)}…`,
      wanted: "at most 512 characters",
    });
  });

  test("with a resource of 512 characters passes", () => {
    const Resource = `${STAGE_ARN}/*${"a".repeat(512)}`.slice(0, 512);
    const text = policyAnswer({ policyDocument: policyOf(statement({ Resource })) });
    expect(lintAuthorizerAnswer(text, "rest")).toMatchObject({ outcome: "accepted", findings: [] });
  });
});
