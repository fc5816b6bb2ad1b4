import { describe, expect, test } from "vitest";
import { remedyFor } from "../../../shared/classify/remedy.ts";
import type { Remedy } from "../../../shared/domain/remedy.ts";
import { failure } from "../../build/judgements.ts";
import { executions } from "../../build/records.ts";
import { commandsOf, REST } from "./facts.ts";

const RAISED =
  "aws apigateway update-usage-plan --usage-plan-id '<usage-plan-id>' --patch-operations 'op=replace,path=/throttle/rateLimit,value=<requests-a-second>' 'op=replace,path=/throttle/burstLimit,value=<burst>' --region eu-west-1";

function remedyOf(line: string): Remedy {
  const diagnosis = { cause: "gateway_throttled", reason: "throttle" } as const;
  return remedyFor(failure(REST, { records: executions([line]), evidence: [0] }, diagnosis));
}

describe("a throttle", () => {
  test("of a key is its usage plan's: that is raised first, and no stage or account", () => {
    const { fix } = remedyOf(
      "Key throttle limit exceeded for RestApi a1b2c3d4e5, Stage prod, Resource x, HttpMethod GET. Limit: 1.00 Burst: 1",
    );
    expect(fix[0]?.command).toBe(RAISED);
    expect(fix[0]?.text).toContain("a limit for the method among its apiStages wins");
    expect(fix.map(({ command }) => command ?? "").join("\n")).not.toContain("update-stage");
  });

  test("of another kind can be the stage's, a plan's or the account's", () => {
    const commands = commandsOf(remedyOf("Too Many Requests"));
    expect(commands).toContain(RAISED);
    expect(commands.join("\n")).toContain("update-stage");
  });

  test("of the account has a code among the default quotas where no other list has it", () => {
    const commands = commandsOf(remedyOf("Too Many Requests")).join("\n");
    expect(commands).toContain("list-service-quotas --service-code apigateway");
    expect(commands).toContain("list-aws-default-service-quotas --service-code apigateway");
  });
});
