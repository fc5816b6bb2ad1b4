import { describe, expect, test } from "vitest";
import { lintAuthorizerAnswer } from "../../../shared/classify/lint/authorizer-answer.ts";
import type { AuthorizerFormat } from "../../../shared/domain/lint.ts";
import { policyAnswer, policyOf, STAGE_ARN, statement } from "../../build/authorizer.ts";

const METHOD_ARN = `${STAGE_ARN}/GET/pets`;

describe("a resource", () => {
  test.each<{ resource: string; format?: AuthorizerFormat }>([
    { resource: "*" },
    { resource: `${STAGE_ARN}/*` },
    { resource: `${STAGE_ARN}/*/*` },
    { resource: `${STAGE_ARN}/GET/*` },
    { resource: `${STAGE_ARN}/G*` },
    { resource: `${STAGE_ARN}/*/pets` },
    { resource: "arn:aws:execute-api:*" },
    { resource: "arn:aws:execute-api:*:*:*" },
    { resource: "arn:aws:execute-*:us-east-1:123456789012:a/b/get/c" },
    { resource: "arn:*" },
    { resource: `${STAGE_ARN}/$default`, format: "http-2.0-iam" },
    { resource: `${STAGE_ARN}/$connect`, format: "websocket" },
  ])("$resource can match a call", ({ resource, format = "rest" }) => {
    const policyDocument = policyOf(statement({ Resource: [resource, "*"] }));
    expect(lintAuthorizerAnswer(policyAnswer({ policyDocument }), format).findings).toEqual([]);
  });

  test.each<{ resource: string; why: string; format?: AuthorizerFormat }>([
    { resource: STAGE_ARN, why: "it ends too early" },
    { resource: `${STAGE_ARN}/GET`, why: "it ends too early" },
    { resource: STAGE_ARN, format: "websocket", why: "it ends too early" },
    { resource: "arn:aws:execute-api:us-east-1", why: "it ends too early" },
    { resource: `${STAGE_ARN}/get/pets`, why: "its method is none, methods are in capitals" },
    { resource: `${STAGE_ARN}/ANY/*`, why: "its method is none, methods are in capitals" },
    {
      resource: "arn:aws:lambda:us-east-1:123456789012:function:f",
      why: "it names another service",
    },
    { resource: "arn:aws:s3:::bucket/*", why: "it names another service" },
  ])("$resource matches no call: $why", ({ resource, why, format = "rest" }) => {
    const policyDocument = policyOf(statement({ Resource: [resource] }));
    const { decision, findings } = lintAuthorizerAnswer(policyAnswer({ policyDocument }), format);
    expect(decision).toBe("no_match");
    expect(findings[0]).toEqual({
      level: "warning",
      path: "$.policyDocument.Statement[0].Resource[0]",
      found: expect.stringContaining("string"),
      wanted: `arn:aws:execute-api:{region}:{account}:{api}/{stage}/{METHOD}/{path} (${why}, so it matches no call and the client gets 403)`,
      fix: "write it in that form, with `*` for its last parts; `arn:aws:execute-api:{region}:{account}:{api}/*/*` is the whole API",
    });
    // A cached policy is no trap when it matches nothing.
    expect(findings).toHaveLength(1);
  });
});

describe("a policy for one method", () => {
  const warned = {
    level: "warning",
    found: `string "${METHOD_ARN}"`,
    wanted:
      "all that the caller may use (a cached policy also serves the caller's other methods, with 403)",
    fix: "allow `…/{stage}/*`, or set the authorizer's `authorizerResultTtlInSeconds` to 0",
  };

  test.each([
    { Resource: METHOD_ARN, path: "$.policyDocument.Statement[1].Resource" },
    { Resource: [METHOD_ARN], path: "$.policyDocument.Statement[1].Resource[0]" },
  ])("is a trap when it is cached ($path)", ({ Resource, path }) => {
    const denied = statement({ Effect: "Deny", Resource: `${STAGE_ARN}/PUT/pets` });
    const text = policyAnswer({ policyDocument: policyOf(denied, statement({ Resource })) });
    const { findings, decision } = lintAuthorizerAnswer(text, "rest");
    expect(findings).toEqual([{ ...warned, path }]);
    expect(decision).toBe("depends");
  });

  test.each([
    { name: "two methods", statements: [statement({ Resource: [METHOD_ARN, METHOD_ARN] })] },
    { name: "a wildcard", statements: [statement({ Resource: `${STAGE_ARN}/GET/p*` })] },
    { name: "a denial", statements: [statement({ Effect: "Deny", Resource: METHOD_ARN })] },
    {
      name: "NotResource",
      statements: [{ Effect: "Allow", Action: "*", NotResource: METHOD_ARN }],
    },
  ])("is none with $name", ({ statements }) => {
    const text = policyAnswer({ policyDocument: policyOf(...statements) });
    expect(lintAuthorizerAnswer(text, "rest").findings).toEqual([]);
  });

  test("is none on a WebSocket API, where only $connect asks", () => {
    const policyDocument = policyOf(statement({ Resource: `${STAGE_ARN}/$connect` }));
    expect(lintAuthorizerAnswer(policyAnswer({ policyDocument }), "websocket").findings).toEqual(
      [],
    );
  });
});
