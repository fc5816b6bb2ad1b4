import { describe, expect, test } from "vitest";
import { remedyFor } from "../../../shared/classify/remedy.ts";
import type { Remedy } from "../../../shared/domain/remedy.ts";
import type { RequestFacts } from "../../../shared/domain/verdict.ts";
import { failure } from "../../build/judgements.ts";
import { executions } from "../../build/records.ts";
import { commandsOf, HTTP, REST, sentencesOf, WEBSOCKET } from "./facts.ts";

type Reason = "waf" | "iam_denied" | "resource_policy" | "invalid_api_key";

function remedyOf(reason: Reason, facts: RequestFacts, line = ""): Remedy {
  const records = executions([line]);
  const diagnosis = { cause: "request_blocked", reason } as const;
  return remedyFor(failure(facts, { records, evidence: [0] }, diagnosis));
}

function commandsFor(reason: Reason, facts: RequestFacts, line?: string): string {
  return commandsOf(remedyOf(reason, facts, line)).join("\n");
}

describe("a web ACL", () => {
  test("is sent back whole, as it was saved", () => {
    const commands = commandsFor("waf", REST);
    expect(commands).toContain(
      'aws wafv2 get-web-acl --arn "$WEB_ACL_ARN" --output json --region eu-west-1 > web-acl.json',
    );
    expect(commands).toContain(`jq '(.WebACL + {Scope: "REGIONAL", LockToken}) | del(.ARN, `);
    expect(commands).toContain(
      "aws wafv2 update-web-acl --cli-input-json file://web-acl-update.json --region eu-west-1",
    );
    expect(commands).not.toContain("--default-action");
  });

  test.each([HTTP, WEBSOCKET])("of a $apiType API is CloudFront's", (facts) => {
    const commands = commandsFor("waf", facts);
    expect(commands).toContain("DistributionConfig.WebACLId");
    expect(commands).toContain("--scope CLOUDFRONT");
    expect(commands).toContain("update.json --region us-east-1");
    expect(commands).toContain('{Scope: "CLOUDFRONT", LockToken}');
  });

  test.each([
    { kind: "regional", region: "eu-central-1", scope: "REGIONAL" },
    { kind: "global", region: "us-east-1", scope: "CLOUDFRONT" },
  ])("that an access log names is not looked for: $kind", ({ kind, region, scope }) => {
    const arn = `arn:aws:wafv2:${region}:123456789012:${kind}/webacl/edge/6f1c2a3b-0000-4000-8000-000000000001`;
    const commands = commandsFor("waf", REST, `{"status":"403","webAclArn":"${arn}"}`);
    expect(commands).toContain(`get-web-acl --arn ${arn} --query`);
    expect(commands).toContain(`--scope ${scope} --time-window`);
    expect(commands).toContain(`web-acl-update.json --region ${region}`);
    expect(commands).not.toContain("WEB_ACL_ARN");
  });
});

describe("a caller whom IAM refused", () => {
  const REFUSED =
    "User: arn:aws:iam::123456789012:user/robot is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********9012:a1b2c3d4e5/prod/GET/orders/7";

  test.each([
    ["the call it made", REST, REFUSED, "a1b2c3d4e5/prod/GET/orders/7"],
    ["the route on the stage", REST, "", "a1b2c3d4e5/prod/GET/orders/<path-value>"],
    ["the route of a WebSocket", WEBSOCKET, "", "a1b2c3d4e5/prod/$connect"],
    ["the default route", { ...HTTP, route: "$default" }, "", "a1b2c3d4e5/$default/$default"],
  ])("is simulated with %s", (_, facts, line, called) => {
    const arn = `arn:aws:execute-api:eu-west-1:123456789012:${called}`;
    expect(commandsFor("iam_denied", facts, line).replaceAll("'", "")).toContain(
      `--resource-arns ${arn} --query`,
    );
  });

  test.each([
    { named: " with an explicit deny in a service control policy", kind: "service control policy" },
    { named: " with an explicit deny in an identity-based policy", kind: "identity-based policy" },
    { named: " with an explicit deny in a permissions boundary", kind: "permissions boundary" },
    { named: " with an explicit deny", kind: "policy" },
  ])("'$named' is not told to add an Allow", ({ named, kind }) => {
    const remedy = remedyOf("iam_denied", REST, `${REFUSED}${named}`);
    const commands = commandsOf(remedy).join("\n");
    expect(commands).not.toContain("put-user-policy");
    expect(remedy.fix[0]?.text).toContain(`an explicit deny in a ${kind}:`);
    expect(commands.includes("aws organizations")).toBe(kind === "service control policy");
  });

  test("is told so by a resource policy too", () => {
    const denied = remedyOf("resource_policy", REST, `${REFUSED} with an explicit deny`);
    expect(denied.fix[0]?.text).toContain("which no Allow outweighs");
    expect(remedyOf("resource_policy", REST, REFUSED).fix[0]?.text).toContain("Allow execute-api");
  });

  test.each([HTTP, WEBSOCKET])("by a $apiType API was refused by no resource policy", (facts) => {
    const remedy = remedyOf("iam_denied", facts, REFUSED);
    expect(remedy.meaning).not.toContain("resource policy");
    expect(sentencesOf(remedy).join("\n")).not.toContain("the API's resource policy");
  });
});

test("a disabled key is enabled by its own command", () => {
  expect(commandsFor("invalid_api_key", REST)).toContain(
    "aws apigateway update-api-key --api-key '<key-id>' --patch-operations op=replace,path=/enabled,value=true --region eu-west-1",
  );
  expect(commandsFor("invalid_api_key", HTTP)).not.toContain("update-api-key");
});

test.each([
  [REST, "get-deployment --rest-api-id a1b2c3d4e5 --deployment-id", "[createdDate,apiSummary]"],
  [WEBSOCKET, "get-deployment --api-id a1b2c3d4e5 --deployment-id", "CreatedDate"],
])(
  "a missing route is looked for in the deployment itself before one is made",
  (facts, ...shown) => {
    const remedy = remedyFor(
      failure(facts, {}, { cause: "request_blocked", reason: "missing_authentication_token" }),
    );
    for (const part of shown) expect(commandsOf(remedy).join("\n")).toContain(part);
    const deploy = remedy.fix.find(({ command }) => command?.includes("create-deployment"));
    expect(deploy?.text.startsWith("If the API has the route")).toBe(true);
  },
);
