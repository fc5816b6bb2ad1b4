import { describe, expect, test } from "vitest";
import { vpcLinkUnavailableRemedies } from "../../../shared/classify/remedies/vpc-link-unavailable.ts";
import { commandsOf, HTTP, TO_VPC_LINK } from "./facts.ts";

const { unknown, link_not_available: notAvailable } = vpcLinkUnavailableRemedies;

describe("a REST API's VPC link", () => {
  const commands = commandsOf(unknown(TO_VPC_LINK, []));

  test("is looked for as V1 and as V2, whose load balancer the integration names", () => {
    expect(commands).toContain(
      "aws apigatewayv2 get-vpc-link --vpc-link-id vpclink1 --region eu-west-1",
    );
    expect(commands).toContain(
      `LB_ARN=$(aws apigateway get-vpc-link --vpc-link-id vpclink1 --query 'targetArns[0]' --output text --region eu-west-1 || aws apigateway get-integration --rest-api-id a1b2c3d4e5 --resource-id "$RESOURCE_ID" --http-method GET --query integrationTarget --output text --region eu-west-1)`,
    );
  });

  test("keeps every security group of its load balancer", () => {
    const listed = commands.findIndex((command) =>
      command.includes("[0].SecurityGroups' --output"),
    );
    const set = commands.findIndex((command) => command.includes("set-security-groups"));
    expect(listed).toBeGreaterThan(-1);
    expect(set).toBeGreaterThan(listed);
    expect(commands[set]).toContain("--security-groups '<every-listed-security-group>'");
    expect(unknown(TO_VPC_LINK, []).caution).toContain("replaces all groups");
  });
});

test("an HTTP API's VPC link has a group of its own and no traffic over PrivateLink", () => {
  const remedy = unknown(HTTP, []);
  const commands = commandsOf(remedy).join("\n");
  expect(commands).toContain("--source-group '<link-security-group>'");
  expect(commands).not.toContain("set-security-groups");
  expect(remedy.caution).not.toContain("replaces all groups");
});

test("the integration is shown before it is given another link", () => {
  const commands = commandsOf(notAvailable(HTTP, []));
  const shown = commands.findIndex((command) => command.startsWith("INTEGRATION_ID="));
  expect(shown).toBeGreaterThan(-1);
  expect(shown).toBeLessThan(
    commands.findIndex((command) => command.includes("update-integration")),
  );
});
