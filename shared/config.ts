import * as v from "valibot";
import { CAUSES } from "./domain/cause.ts";
import { DEFAULT_POLICY } from "./domain/policy.ts";
import type { Settings } from "./flow/settings.ts";

/** What the functions read from their environment. */
export type Config = {
  readonly tableName: string;
  readonly topicArns: { readonly people: string; readonly chat: string; readonly machines: string };
  readonly settings: Settings;
  readonly reading: { readonly calls: number; readonly callsPerSecond: number };
};

/** Wrong environment: every problem in one message. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The environment of this process. */
export function environment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}

const name = v.pipe(v.string("is missing"), v.nonEmpty("is empty"));
const topic = v.pipe(name, v.startsWith("arn:", "is not the ARN of a topic"));
const level = (fallback: "masked" | "shape" | "none") =>
  v.optional(v.picklist(["masked", "shape", "none"], "is not masked, shape or none"), fallback);
const list = (fallback: string) =>
  v.pipe(
    v.optional(v.string(), fallback),
    v.transform((text) =>
      text
        .split(",")
        .map((item) => item.trim())
        .filter((item) => item !== ""),
    ),
  );
const number = (fallback: number, least: number, most: number) =>
  v.pipe(
    v.optional(v.string(), String(fallback)),
    v.transform(Number),
    v.number("is not a number"),
    v.minValue(least, `is below ${least}`),
    v.maxValue(most, `is above ${most}`),
  );

const SCHEMA = v.object({
  TABLE_NAME: name,
  PEOPLE_TOPIC_ARN: topic,
  CHAT_TOPIC_ARN: topic,
  MACHINES_TOPIC_ARN: topic,
  AWS_REGION: name,
  LOG_GROUPS: list(""),
  QUIET_MINUTES: number(DEFAULT_POLICY.quietMs / MINUTE, 1, 240),
  REMINDER_HOURS: number(DEFAULT_POLICY.reminderMs / HOUR, 0.1, 168),
  SILENT_MINUTES: number(DEFAULT_POLICY.silentMs / MINUTE, 5, 1_440),
  NOTICES_IN_5_MINUTES: number(DEFAULT_POLICY.budget.notices, 2, 100),
  QUIET_CAUSES: v.pipe(
    list(DEFAULT_POLICY.quietCauses.join(",")),
    v.array(v.picklist(CAUSES, "names a cause that is not in docs/taxonomy.md")),
  ),
  REDACT_PEOPLE: level("masked"),
  REDACT_CHAT: level("masked"),
  REDACT_MACHINES: level("masked"),
  LOOKUP_CALLS: number(4, 0, 100),
  LOOKUP_CALLS_PER_SECOND: number(4, 0.1, 50),
  DASHBOARD_URL: v.optional(v.pipe(v.string(), v.url("is not a URL"))),
});

/** Reads and checks the environment of classify-logs and sweep-incidents. Throws one ConfigError. */
export function configOf(env: Readonly<Record<string, string | undefined>>): Config {
  const read = v.safeParse(SCHEMA, given(env));
  if (!read.success) {
    const problems = read.issues.map((issue) => `${v.getDotPath(issue)} ${wordsOf(issue)}`);
    throw new ConfigError(`environment: ${problems.join("; ")}`);
  }
  const { output } = read;
  return {
    tableName: output.TABLE_NAME,
    topicArns: {
      people: output.PEOPLE_TOPIC_ARN,
      chat: output.CHAT_TOPIC_ARN,
      machines: output.MACHINES_TOPIC_ARN,
    },
    reading: { calls: output.LOOKUP_CALLS, callsPerSecond: output.LOOKUP_CALLS_PER_SECOND },
    settings: settingsOf(output),
  };
}

/** The schema's own words for a key that is not there speak of its type. */
function wordsOf({ kind, received, message }: v.InferIssue<typeof SCHEMA>): string {
  return kind === "schema" && received === "undefined" ? "is missing" : message;
}

function settingsOf(output: v.InferOutput<typeof SCHEMA>): Settings {
  const { DASHBOARD_URL: url } = output;
  return {
    region: output.AWS_REGION,
    tableName: output.TABLE_NAME,
    logGroups: output.LOG_GROUPS,
    redaction: {
      people: output.REDACT_PEOPLE,
      chat: output.REDACT_CHAT,
      machines: output.REDACT_MACHINES,
    },
    policy: {
      ...DEFAULT_POLICY,
      quietMs: output.QUIET_MINUTES * MINUTE,
      reminderMs: output.REMINDER_HOURS * HOUR,
      silentMs: output.SILENT_MINUTES * MINUTE,
      budget: { ...DEFAULT_POLICY.budget, notices: output.NOTICES_IN_5_MINUTES },
      quietCauses: output.QUIET_CAUSES,
    },
    ...(url === undefined ? {} : { dashboardUrl: url.endsWith("/") ? url.slice(0, -1) : url }),
  };
}

/** Variables that are set to nothing count as not set. */
function given(env: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
}
