import { describe, expect, test } from "vitest";
import { settingsFrom, subscribedGroups } from "../../functions/deployment/settings.ts";

const PROD = { service: "apigw-triage", stage: "prod" };
const read = (written: unknown) => settingsFrom(written, "serverless.prod.yml", PROD);

/** The lines of the one error that unusable settings give. */
function problemsOf(written: unknown): readonly string[] {
  try {
    read(written);
    return [];
  } catch (error) {
    return (error as Error).message.split("\n").map((line) => line.trim());
  }
}

describe("the settings of a stage", () => {
  test.each([null, undefined, {}])("may be left out: %j", (written) => {
    expect(read(written)).toMatchObject({
      logGroups: [],
      people: { email: [] },
      encryption: "aws",
      keepHistory: false,
      logRetentionDays: 30,
    });
  });

  test("name log groups shortly, or with a filter pattern", () => {
    const settings = read({ logGroups: ["a", { name: "b", filterPattern: "?status" }] });

    expect(subscribedGroups(settings)).toEqual([
      { name: "a", filterPattern: "" },
      { name: "b", filterPattern: "?status" },
    ]);
  });

  test("have every problem told in one error, by its path", () => {
    expect(
      problemsOf({
        logGroups: ["a b"],
        people: { email: ["nobody"] },
        colour: "red",
        kinesisStreamArn: "stream",
      }),
    ).toEqual([
      "serverless.prod.yml cannot be used:",
      expect.stringContaining("logGroups.0: "),
      "kinesisStreamArn: is not a stream's ARN",
      "people.email.0: is not an e-mail address",
      expect.stringContaining("colour: "),
    ]);
  });

  test.each([
    {
      name: "its own log group, which would never end",
      group: "/aws/lambda/apigw-triage-prod-classify-logs",
      problem: "is the service's own: reading what it writes would never end",
    },
    {
      name: "that of another stage, which could feed it back",
      group: "/aws/lambda/apigw-triage-dev-sweep-incidents",
      problem: "is the service's own: reading what it writes would never end",
    },
    {
      name: "that of any function",
      group: "/aws/lambda/orders",
      problem: "is the log of a function: classify-logs reads those of API Gateway",
    },
  ])("cannot name $name", ({ group, problem }) => {
    expect(problemsOf({ logGroups: [group] })).toContain(`logGroups: ${group} ${problem}`);
  });

  test("cannot name a group twice, which would count its requests twice", () => {
    expect(problemsOf({ logGroups: ["a", { name: "a" }] })).toContain(
      "logGroups: a is named twice",
    );
  });

  test("cannot name more groups than a stack has room for", () => {
    const groups = (count: number) => Array.from({ length: count }, (_, at) => `group-${at}`);

    expect(problemsOf({ logGroups: groups(140) })).toEqual([]);
    expect(problemsOf({ logGroups: groups(141) })).toContain("logGroups: takes at most 140 groups");
  });

  test.each([
    { name: "no secret", slack: {}, told: true },
    { name: "two secrets", slack: { webhookParameter: "a", webhookSecret: "b" }, told: true },
    { name: "a token and no channel", slack: { tokenSecret: "a" }, told: true },
    { name: "a token and a channel", slack: { tokenSecret: "a", channel: "C1" }, told: false },
    { name: "a webhook", slack: { webhookParameter: "/a" }, told: false },
  ])("are asked for one place of the Slack secret: $name", ({ slack, told }) => {
    expect(problemsOf({ slack }).length > 0).toBe(told);
  });

  test.each(["none", "arn:aws:s3:::bucket"])("know no encryption by %s", (encryption) => {
    expect(problemsOf({ encryption })).toContain(
      "encryption: is neither aws, own, nor the ARN of a key",
    );
  });
});
