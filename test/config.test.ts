import { expect, test, vi } from "vitest";
import { ConfigError, configOf, environment } from "../shared/config.ts";
import { DEFAULT_POLICY } from "../shared/domain/policy.ts";

const TOPICS = "arn:aws:sns:eu-west-1:123456789012:apigw-triage";
const NEEDED = {
  TABLE_NAME: "apigw-triage-prod",
  PEOPLE_TOPIC_ARN: `${TOPICS}-people`,
  CHAT_TOPIC_ARN: `${TOPICS}-chat`,
  MACHINES_TOPIC_ARN: `${TOPICS}-machines`,
  AWS_REGION: "eu-west-1",
};

function problemsOf(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  try {
    configOf(env);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    const { name, message } = error as ConfigError;
    expect(name).toBe("ConfigError");
    expect(message.startsWith("environment: ")).toBe(true);
    return message.slice("environment: ".length).split("; ");
  }
}

test("with only what is needed, everything else is as documented", () => {
  expect(configOf({ ...NEEDED, PATH: "/usr/bin", LOG_GROUPS: "", DASHBOARD_URL: "" })).toEqual({
    tableName: "apigw-triage-prod",
    topicArns: {
      people: `${TOPICS}-people`,
      chat: `${TOPICS}-chat`,
      machines: `${TOPICS}-machines`,
    },
    reading: { calls: 4, callsPerSecond: 4 },
    settings: {
      region: "eu-west-1",
      tableName: "apigw-triage-prod",
      logGroups: [],
      redaction: { people: "masked", chat: "masked", machines: "masked" },
      policy: DEFAULT_POLICY,
    },
  });
});

test("everything that can be set, set", () => {
  const { settings, reading } = configOf({
    ...NEEDED,
    LOG_GROUPS: " API-Gateway-Execution-Logs_a/prod, /my/group ,",
    QUIET_MINUTES: "30",
    REMINDER_HOURS: "0.5",
    SILENT_MINUTES: "60",
    NOTICES_IN_5_MINUTES: "7",
    QUIET_CAUSES: "integration_timeout, unauthorized",
    REDACT_PEOPLE: "none",
    REDACT_CHAT: "shape",
    REDACT_MACHINES: "masked",
    LOOKUP_CALLS: "9",
    LOOKUP_CALLS_PER_SECOND: "2",
    DASHBOARD_URL: "https://triage.example.com/",
  });
  expect(reading).toEqual({ calls: 9, callsPerSecond: 2 });
  expect(settings).toMatchObject({
    logGroups: ["API-Gateway-Execution-Logs_a/prod", "/my/group"],
    redaction: { people: "none", chat: "shape", machines: "masked" },
    dashboardUrl: "https://triage.example.com",
    policy: {
      quietMs: 1_800_000,
      longestQuietMs: DEFAULT_POLICY.longestQuietMs,
      reminderMs: 1_800_000,
      silentMs: 3_600_000,
      budget: { notices: 7, windowMs: 300_000 },
      quietCauses: ["integration_timeout", "unauthorized"],
    },
  });
});

test("an address without a slash at its end stays as it is", () => {
  const { settings } = configOf({ ...NEEDED, DASHBOARD_URL: "https://triage.example.com" });
  expect(settings.dashboardUrl).toBe("https://triage.example.com");
});

test("every cause can be asked for", () => {
  expect(configOf({ ...NEEDED, QUIET_CAUSES: "," }).settings.policy.quietCauses).toEqual([]);
});

test("all that is missing is named at once", () => {
  expect(problemsOf({ TABLE_NAME: "" })).toEqual([
    "TABLE_NAME is missing",
    "PEOPLE_TOPIC_ARN is missing",
    "CHAT_TOPIC_ARN is missing",
    "MACHINES_TOPIC_ARN is missing",
    "AWS_REGION is missing",
  ]);
});

test.each([
  { name: "CHAT_TOPIC_ARN", value: "apigw-triage-chat", problem: "is not the ARN of a topic" },
  { name: "QUIET_MINUTES", value: "soon", problem: "is not a number" },
  { name: "QUIET_MINUTES", value: "0", problem: "is below 1" },
  { name: "QUIET_MINUTES", value: "241", problem: "is above 240" },
  { name: "REMINDER_HOURS", value: "0", problem: "is below 0.1" },
  { name: "REMINDER_HOURS", value: "169", problem: "is above 168" },
  { name: "SILENT_MINUTES", value: "4", problem: "is below 5" },
  { name: "SILENT_MINUTES", value: "1441", problem: "is above 1440" },
  { name: "NOTICES_IN_5_MINUTES", value: "1", problem: "is below 2" },
  { name: "NOTICES_IN_5_MINUTES", value: "101", problem: "is above 100" },
  { name: "LOOKUP_CALLS", value: "-1", problem: "is below 0" },
  { name: "LOOKUP_CALLS", value: "101", problem: "is above 100" },
  { name: "LOOKUP_CALLS_PER_SECOND", value: "0", problem: "is below 0.1" },
  { name: "LOOKUP_CALLS_PER_SECOND", value: "51", problem: "is above 50" },
  { name: "REDACT_PEOPLE", value: "full", problem: "is not masked, shape or none" },
  { name: "REDACT_CHAT", value: "full", problem: "is not masked, shape or none" },
  { name: "REDACT_MACHINES", value: "full", problem: "is not masked, shape or none" },
  { name: "DASHBOARD_URL", value: "triage", problem: "is not a URL" },
])("$name=$value $problem", ({ name, value, problem }) => {
  expect(problemsOf({ ...NEEDED, [name]: value })).toEqual([`${name} ${problem}`]);
});

test("a cause that nobody knows is named by its place", () => {
  expect(problemsOf({ ...NEEDED, QUIET_CAUSES: "unauthorized,timeout" })).toEqual([
    "QUIET_CAUSES.1 names a cause that is not in docs/taxonomy.md",
  ]);
});

test("the environment is that of this process", () => {
  vi.stubEnv("APIGW_TRIAGE_TEST", "here");
  expect(environment()["APIGW_TRIAGE_TEST"]).toBe("here");
  vi.unstubAllEnvs();
});
