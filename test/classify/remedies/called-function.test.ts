import { describe, expect, test } from "vitest";
import { backendErrorRemedies } from "../../../shared/classify/remedies/backend-error.ts";
import { integrationTimeoutRemedies } from "../../../shared/classify/remedies/integration-timeout.ts";
import { lambdaFunctionErrorRemedies } from "../../../shared/classify/remedies/lambda-function-error.ts";
import { lambdaInvocationFailedRemedies } from "../../../shared/classify/remedies/lambda-invocation-failed.ts";
import type { RemedyFor } from "../../../shared/classify/remedies/remedies.ts";
import type { Target } from "../../../shared/domain/verdict.ts";
import { commandsOf, HTTP, REST, sentencesOf, WEBSOCKET } from "./facts.ts";

const FUNCTION = { kind: "function", name: "orders" } as const;

function commandWith(part: string, commands: readonly string[]): string {
  return commands.filter((command) => command.includes(part)).join(" AND ");
}

describe("a change of the function reaches who calls it", () => {
  test("by an alias, once a version is published and the alias points at it", () => {
    const commands = commandsOf(integrationTimeoutRemedies.deadline_exceeded(REST, []));
    const changed = commands.findIndex((each) => each.includes("update-function-configuration"));
    expect(commands[changed + 1]).toContain("publish-version --function-name orders ");
    expect(commands[changed + 2]).toContain("update-alias --function-name orders --name live ");
  });

  test("by a version, once the integration calls the new one", () => {
    const facts = { ...REST, target: { ...FUNCTION, qualifier: "7" } };
    const remedy = integrationTimeoutRemedies.deadline_exceeded(facts, []);
    expect(sentencesOf(remedy).join("\n")).toContain("calls version 7, which never changes");
    expect(commandWith("publish-version", commandsOf(remedy))).not.toBe("");
    expect(commandWith("update-alias", commandsOf(remedy))).toBe("");
  });

  test("at once, without an alias or a version", () => {
    const facts = { ...REST, target: FUNCTION };
    const commands = commandsOf(integrationTimeoutRemedies.deadline_exceeded(facts, []));
    expect(commandWith("publish-version", commands)).toBe("");
  });
});

describe("an alias is pointed back first", () => {
  test.each<{ name: string; remedyFor: RemedyFor }>([
    { name: "an exception", remedyFor: lambdaFunctionErrorRemedies.unhandled_exception },
    { name: "a process that ended", remedyFor: lambdaFunctionErrorRemedies.runtime_exit },
    { name: "a broken package", remedyFor: lambdaFunctionErrorRemedies.init_error },
    { name: "a 5xx of the function's own", remedyFor: backendErrorRemedies.lambda_returned_5xx },
  ])("after $name", ({ remedyFor }) => {
    const [versions, back] = remedyFor(REST, []).fix;
    expect(versions?.command).toContain("list-versions-by-function --function-name orders ");
    expect(back?.command).toContain("--name live --function-version '<last-good-version>'");
    const { fix } = remedyFor({ ...REST, target: FUNCTION }, []);
    expect(fix[0]?.command ?? "").not.toContain("list-versions-by-function");
  });
});

test("slow runs are looked for by their reports: they write no error", () => {
  const { lambdaRequestId: _, ...facts } = REST;
  const commands = commandsOf(integrationTimeoutRemedies.deadline_exceeded(facts, []));
  expect(commandWith("filter-log-events", commands)).toContain("--filter-pattern REPORT ");
});

describe("whether all calls fail", () => {
  test.each([
    { facts: REST, shown: "--metric-name 5XXError --dimensions 'Name=ApiName,Value=<api-name>'" },
    { facts: HTTP, shown: "--metric-name 5xx --dimensions Name=ApiId,Value=a1b2c3d4e5 " },
    { facts: WEBSOCKET, shown: "--metric-name ExecutionError --dimensions Name=ApiId,Value=a1" },
  ])("is asked of the $facts.apiType API: $shown", ({ facts, shown }) => {
    const commands = commandsOf(lambdaInvocationFailedRemedies.service_error(facts, []));
    expect(commandWith("get-metric-statistics", commands)).toContain(shown);
  });
});

test.each([
  { facts: HTTP, uri: "'arn:aws:lambda:eu-west-1:123456789012:function:<existing-function>'" },
  { facts: WEBSOCKET, uri: "'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/" },
])("an integration of a $facts.apiType API names its function as $uri", ({ facts, uri }) => {
  const commands = commandsOf(lambdaInvocationFailedRemedies.function_not_found(facts, []));
  expect(commandWith("update-integration", commands)).toContain(`--integration-uri ${uri}`);
});

describe("a WebSocket API that gave up", () => {
  const remedy = integrationTimeoutRemedies.deadline_exceeded(WEBSOCKET, []);
  const sentences = sentencesOf(remedy).join("\n");

  test("waits 29,000 ms at most, which no quota raises", () => {
    expect(sentences).toContain("below 29,000 ms, the most that a WebSocket API waits");
    expect(remedy.caution).not.toContain("quota");
    expect(remedy.page).toContain("websocket-limits-table");
  });

  test("sends the result later, instead of being polled", () => {
    expect(sentences).toContain("through @connections");
    expect(sentences).not.toContain("202");
    expect(commandWith("post-to-connection", commandsOf(remedy))).toContain(
      "--endpoint-url https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/prod --connection-id",
    );
  });
});

test("a queue does not give the API its region: it may stand in another", () => {
  const url = "https://sqs.us-east-1.amazonaws.com/1/q";
  const target: Target = { kind: "aws_service", service: "sqs", region: "us-east-1", url };
  const commands = commandsOf(backendErrorRemedies.aws_service_error({ target }, []));
  expect(commandWith("get-integration", commands)).not.toContain("--region");
});
