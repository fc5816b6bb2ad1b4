import { describe, expect, test } from "vitest";
import { classify } from "../../../shared/classify/classify.ts";
import { remedyFor } from "../../../shared/classify/remedy.ts";
import type { Diagnosis } from "../../../shared/domain/cause.ts";
import type { Grade } from "../../../shared/domain/verdict.ts";
import { failure } from "../../build/judgements.ts";
import { executions } from "../../build/records.ts";
import { traceOf } from "../trace-of.ts";
import { commandsOf, REST, TO_HOST } from "./facts.ts";

const DENIED =
  "User: arn:aws:sts::123456789012:assumed-role/gateway-ddb/BackplaneAssumeRoleSession is not authorized to perform: dynamodb:PutItem on resource: arn:aws:dynamodb:us-east-1:123456789012:table/Orders because no identity-based policy allows it";
const FAILED = "Execution failed due to configuration error:";

function commandsFor(diagnosis: Diagnosis, line: string, facts = TO_HOST): string {
  const judgement = failure(facts, { records: executions([line]), evidence: [0] }, diagnosis);
  return commandsOf(remedyFor(judgement)).join("\n");
}

describe("what the failing line calls by name is in the commands", () => {
  test.each<{ name: string; diagnosis: Diagnosis; line: string; shown: readonly string[] }>([
    {
      name: "the role that cannot be assumed, and nothing made up for it to do",
      diagnosis: { cause: "integration_misconfigured", reason: "execution_role" },
      line: `${FAILED} API Gateway does not have permission to assume the provided role arn:aws:iam::123456789012:role/service/gateway-queue`,
      shown: ["get-role --role-name gateway-queue ", '"Action":"<service:Action>"'],
    },
    {
      name: "role, action and resource of a refused call",
      diagnosis: { cause: "integration_misconfigured", reason: "aws_service_access_denied" },
      line: DENIED,
      shown: [
        "--policy-source-arn arn:aws:iam::123456789012:role/gateway-ddb --action-names dynamodb:PutItem --resource-arns arn:aws:dynamodb:us-east-1:123456789012:table/Orders",
        '"Action":"dynamodb:PutItem","Resource":"arn:aws:dynamodb:us-east-1:123456789012:table/Orders"',
      ],
    },
    {
      name: "the header that a mapping may not set",
      diagnosis: { cause: "integration_misconfigured", reason: "illegal_header_mapping" },
      line: `${FAILED} Host header already present`,
      shown: ["integration.request.header.Host"],
    },
    {
      name: "the VPC link",
      diagnosis: { cause: "vpc_link_unavailable", reason: "link_not_available" },
      line: `${FAILED} VpcLink q7w8e9 is not in AVAILABLE state`,
      shown: ["get-vpc-link --vpc-link-id q7w8e9"],
    },
    {
      name: "the status that no mapping takes",
      diagnosis: { cause: "mapping_error", reason: "no_matching_integration_response" },
      line: `${FAILED} No match for output mapping and no default output mapping configured. Endpoint Response Status Code: 410`,
      shown: ["put-method-response", "--status-code 410 --selection-pattern 410 "],
    },
    {
      name: "the status that is not declared, whose mapping goes where it is not wanted",
      diagnosis: { cause: "mapping_error", reason: "invalid_method_response" },
      line: `${FAILED} Output mapping refers to an invalid method response: 201`,
      shown: ["GET --status-code 201 --region", "delete-integration-response"],
    },
    {
      name: "a user who may not call",
      diagnosis: { cause: "request_blocked", reason: "iam_denied" },
      line: "User: arn:aws:iam::123456789012:user/team/robot is not authorized to perform: execute-api:Invoke on resource: arn:x",
      shown: [
        "--policy-source-arn arn:aws:iam::123456789012:user/team/robot ",
        "put-user-policy --user-name robot ",
      ],
    },
    {
      name: "a role that may not call, by its session",
      diagnosis: { cause: "request_blocked", reason: "iam_denied" },
      line: "User: arn:aws:sts::123456789012:assumed-role/caller/i-1 is not authorized to perform: execute-api:Invoke on resource: arn:x",
      shown: [
        "--policy-source-arn arn:aws:iam::123456789012:role/caller ",
        "put-role-policy --role-name caller ",
      ],
    },
  ])("$name", ({ diagnosis, line, shown }) => {
    for (const part of shown) expect(commandsFor(diagnosis, line)).toContain(part);
  });

  test("but a function's errors are matched by their message, not by its status", () => {
    const diagnosis = {
      cause: "mapping_error",
      reason: "no_matching_integration_response",
    } as const;
    const line = `${FAILED} No match for output mapping and no default output mapping configured. Endpoint Response Status Code: 200`;
    expect(commandsFor(diagnosis, line, REST)).toContain("--selection-pattern '.*Error.*'");
  });

  test("and the region is that of the load balancer behind a VPC link", () => {
    const host = "internal-shop-1.elb.eu-central-1.amazonaws.com";
    const facts = { target: { kind: "vpc_link", host } } as const;
    const judgement = failure(facts, {}, { cause: "vpc_link_unavailable", reason: "unknown" });
    expect(commandsOf(remedyFor(judgement))[0]).toContain(" --region eu-central-1");
  });
});

describe("fuller logging", () => {
  test.each<{ grade: Grade; advised: boolean; withRole: boolean }>([
    { grade: "A", advised: false, withRole: false },
    { grade: "B", advised: true, withRole: false },
    { grade: "C", advised: true, withRole: false },
    { grade: "D", advised: true, withRole: true },
  ])("is advised at grade $grade: $advised, with a role for it: $withRole", (row) => {
    const diagnosis = { cause: "gateway_internal_error", reason: "internal_error" } as const;
    const { confirm } = remedyFor(failure(REST, { grade: row.grade }, diagnosis));
    const commands = confirm.map(({ command }) => command).join("\n");
    expect(commands.includes("/logging/dataTrace,value=true")).toBe(row.advised);
    expect(commands.includes("cloudwatchRoleArn")).toBe(row.withRole);
  });
});

test("a judged log names what its payload names", () => {
  const judged = classify(
    traceOf([
      `Endpoint response body before transformations: {"__type":"com.amazon.coral.service#AccessDeniedException","Message":"${DENIED}"}`,
      "Method completed with status: 500",
    ]),
  );
  expect(judged.verdict).toMatchObject({ diagnosis: { reason: "aws_service_access_denied" } });
  expect(commandsOf(remedyFor(judged)).join("\n")).toContain("--role-name gateway-ddb ");
});

test("a name that could not be resolved is named where no endpoint is shown", () => {
  const diagnosis = { cause: "integration_unreachable", reason: "dns_failure" } as const;
  const line = `${FAILED} java.net.UnknownHostException: backend.example.com`;
  const judgement = failure({}, { records: executions([line]), evidence: [0] }, diagnosis);
  expect(remedyFor(judgement).meaning).toContain("backend.example.com cannot be resolved");
});
