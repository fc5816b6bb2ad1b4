import { describe, expect, test } from "vitest";
import {
  isExecutionGroup,
  originOfArn,
  originOfExecutionGroup,
  originOfLogReference,
} from "../../shared/parse/origin.ts";

describe("the name of a log group", () => {
  test.each([
    {
      group: "API-Gateway-Execution-Logs_a1b2c3d4e5/prod",
      origin: { apiId: "a1b2c3d4e5", stage: "prod" },
    },
    { group: "/aws/apigateway/a1b2c3d4e5/prod", origin: { apiId: "a1b2c3d4e5", stage: "prod" } },
    { group: "API-Gateway-Execution-Logs_****/prod", origin: { stage: "prod" } },
    { group: "/aws/lambda/orders", origin: {} },
    { group: "", origin: {} },
  ])("tells the API and the stage: $group", ({ group, origin }) => {
    expect(originOfExecutionGroup(group)).toStrictEqual(origin);
  });

  test.each([
    { group: "API-Gateway-Execution-Logs_x", is: true },
    { group: "/aws/apigateway/a1b2c3d4e5/prod", is: false },
    { group: "", is: false },
    { group: undefined, is: false },
  ])("tells whether execution logs are all that is in it: $group", ({ group, is }) => {
    expect(isExecutionGroup(group)).toBe(is);
  });
});

describe("an ARN", () => {
  test.each([
    {
      arn: "arn:aws:apigateway:eu-west-1:123456789012:/restapis/a1b2c3d4e5/stages/prod",
      origin: {
        region: "eu-west-1",
        accountId: "123456789012",
        apiId: "a1b2c3d4e5",
        stage: "prod",
      },
    },
    {
      arn: "arn:aws:apigateway:eu-west-1::/apis/a1b2c3d4e5",
      origin: { region: "eu-west-1", apiId: "a1b2c3d4e5" },
    },
    { arn: "arn:aws:apigateway:::/restapis/a1b2c3d4e5", origin: { apiId: "a1b2c3d4e5" } },
    { arn: "arn:aws:lambda:eu-west-1:123456789012:function:orders", origin: {} },
  ])("tells what it names: $arn", ({ arn, origin }) => {
    expect(originOfArn(arn)).toStrictEqual(origin);
  });
});

describe("a log group as queries name it", () => {
  test.each([
    { reference: "123456789012:orders", origin: { accountId: "123456789012", logGroup: "orders" } },
    {
      reference: "arn:aws:logs:eu-west-1:123456789012:log-group:orders:*",
      origin: { region: "eu-west-1", accountId: "123456789012", logGroup: "orders" },
    },
    { reference: "arn:aws:logs:::log-group:orders", origin: { logGroup: "orders" } },
    { reference: "orders", origin: { logGroup: "orders" } },
    { reference: "a:b:c:d:e:log-group:orders", origin: { logGroup: "a:b:c:d:e:log-group:orders" } },
    {
      reference: "arn:aws:logs:eu-west-1:123456789012:stream:orders",
      origin: { logGroup: "arn:aws:logs:eu-west-1:123456789012:stream:orders" },
    },
    { reference: "", origin: {} },
  ])("tells group, account and region: $reference", ({ reference, origin }) => {
    expect(originOfLogReference(reference)).toStrictEqual(origin);
  });
});
