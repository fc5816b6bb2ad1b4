import { describe, expect, test } from "vitest";
import { slackConfig } from "../shared/slack-config.ts";

const EXACTLY_ONE =
  "set exactly one of SLACK_WEBHOOK_PARAMETER, SLACK_WEBHOOK_SECRET, SLACK_TOKEN_PARAMETER, SLACK_TOKEN_SECRET";

test.each([
  {
    env: { SLACK_WEBHOOK_PARAMETER: "/triage/slack" },
    target: { kind: "webhook", secret: { kind: "parameter", name: "/triage/slack" } },
  },
  {
    env: { SLACK_WEBHOOK_SECRET: "triage/slack" },
    target: { kind: "webhook", secret: { kind: "secret", name: "triage/slack" } },
  },
  {
    env: { SLACK_TOKEN_PARAMETER: "/triage/bot", SLACK_CHANNEL: "C1" },
    target: { kind: "bot", secret: { kind: "parameter", name: "/triage/bot" }, channel: "C1" },
  },
  {
    env: { SLACK_TOKEN_SECRET: "triage/bot", SLACK_CHANNEL: "C1" },
    target: { kind: "bot", secret: { kind: "secret", name: "triage/bot" }, channel: "C1" },
  },
])("$env is a way into Slack", ({ env, target }) => {
  expect(slackConfig(env)).toEqual({ target, apiUrl: "https://slack.com/api/" });
});

test.each([
  { name: "with a slash", url: "http://127.0.0.1:1/api/" },
  { name: "without one", url: "http://127.0.0.1:1/api" },
])("another API's address, $name, is taken, and the table", ({ url }) => {
  const env = { SLACK_WEBHOOK_SECRET: "s", SLACK_API_URL: url, TABLE_NAME: "triage" };
  expect(slackConfig(env)).toMatchObject({
    apiUrl: "http://127.0.0.1:1/api/",
    tableName: "triage",
  });
});

test("what is set to nothing counts as not set", () => {
  const env = {
    SLACK_WEBHOOK_SECRET: "s",
    SLACK_TOKEN_SECRET: "",
    SLACK_API_URL: "",
    TABLE_NAME: "",
  };
  const { apiUrl, ...config } = slackConfig(env);
  expect(apiUrl).toBe("https://slack.com/api/");
  expect(config).not.toHaveProperty("tableName");
});

describe("one error names every problem", () => {
  test.each([
    { name: "nothing is set", env: {}, problems: EXACTLY_ONE },
    {
      name: "two are set",
      env: { SLACK_WEBHOOK_SECRET: "s", SLACK_TOKEN_SECRET: "t" },
      problems: EXACTLY_ONE,
    },
    {
      name: "a bot has no channel, at an address that is none",
      env: { SLACK_TOKEN_SECRET: "t", SLACK_API_URL: "slack" },
      problems: "SLACK_CHANNEL is missing: a bot's token needs it; SLACK_API_URL is not a URL",
    },
  ])("when $name", ({ env, problems }) => {
    expect(() => slackConfig(env)).toThrow(`environment: ${problems}`);
  });
});
