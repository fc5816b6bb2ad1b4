import * as v from "valibot";

/** What a stage's file, `serverless.STAGE.yml`, may say. Everything has a default. */
export type Settings = v.InferOutput<typeof Settings>;

/** The service and one stage of it: what its functions and log groups are called after. */
export type Installation = { readonly service: string; readonly stage: string };

// A filter and two alarms for each group, of the 500 resources that a stack may have.
const MOST_GROUPS = 140;
const FUNCTION_LOGS = "/aws/lambda/";
const GROUP_NAME = /^[.\-_/#A-Za-z0-9]{1,512}$/;
const STREAM_ARN = /^arn:aws[a-z-]*:kinesis:[a-z0-9-]+:\d{12}:stream\/.+$/;
const ENCRYPTION = /^(?:aws|own|arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/.+)$/;
const VARIABLE = /^[A-Z][A-Z0-9_]*$/;

const email = v.pipe(v.string(), v.email("is not an e-mail address"));
const name = v.pipe(v.string(), v.nonEmpty("is empty"));
const concurrency = v.pipe(v.number(), v.integer(), v.minValue(1));

/** Message attribute to the values let through, as SNS takes it. */
const FilterPolicy = v.pipe(
  v.record(v.string(), v.array(v.any())),
  v.check((policy) => Object.keys(policy).length <= 5, "SNS takes at most 5 attributes"),
);

const LogGroup = v.union(
  [
    v.pipe(v.string(), v.regex(GROUP_NAME)),
    v.strictObject({
      name: v.pipe(v.string(), v.regex(GROUP_NAME)),
      filterPattern: v.optional(v.pipe(v.string(), v.maxLength(1024)), ""),
    }),
  ],
  "is not the name of a log group",
);

const Subscriber = v.strictObject({
  protocol: v.picklist(["sqs", "https", "http", "lambda", "firehose"]),
  endpoint: name,
  /** The role that Firehose subscriptions need. */
  roleArn: v.optional(name),
  filter: v.optional(FilterPolicy),
  raw: v.optional(v.boolean(), false),
});

const Slack = v.pipe(
  v.strictObject({
    webhookParameter: v.optional(name),
    webhookSecret: v.optional(name),
    tokenParameter: v.optional(name),
    tokenSecret: v.optional(name),
    channel: v.optional(name),
    filter: v.optional(FilterPolicy),
  }),
  v.check(
    ({ webhookParameter, webhookSecret, tokenParameter, tokenSecret }) =>
      [webhookParameter, webhookSecret, tokenParameter, tokenSecret].filter(Boolean).length === 1,
    "wants exactly one of webhookParameter, webhookSecret, tokenParameter, tokenSecret",
  ),
  v.check(
    ({ tokenParameter, tokenSecret, channel }) =>
      (tokenParameter ?? tokenSecret) === undefined || channel !== undefined,
    "wants the channel that the bot writes to",
  ),
);

const Settings = v.strictObject({
  region: v.optional(name),
  logGroups: v.optional(
    v.pipe(v.array(LogGroup), v.maxLength(MOST_GROUPS, `takes at most ${MOST_GROUPS} groups`)),
    [],
  ),
  kinesisStreamArn: v.optional(v.pipe(v.string(), v.regex(STREAM_ARN, "is not a stream's ARN"))),
  people: v.optional(
    v.strictObject({
      email: v.optional(v.array(email), []),
      filter: v.optional(FilterPolicy),
    }),
    {},
  ),
  machines: v.optional(v.array(Subscriber), []),
  slack: v.optional(Slack),
  operators: v.optional(v.strictObject({ email: v.optional(v.array(email), []) }), {}),
  encryption: v.optional(
    v.pipe(v.string(), v.regex(ENCRYPTION, "is neither aws, own, nor the ARN of a key")),
    "aws",
  ),
  keepHistory: v.optional(v.boolean(), false),
  logRetentionDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 30),
  concurrency: v.optional(
    v.strictObject({
      classifyLogs: v.optional(concurrency),
      sweepIncidents: v.optional(concurrency),
      notifySlack: v.optional(concurrency),
    }),
    {},
  ),
  logLevel: v.optional(v.picklist(["DEBUG", "INFO", "WARN", "ERROR"]), "INFO"),
  environment: v.optional(
    v.record(
      v.pipe(v.string(), v.regex(VARIABLE, "is not the name of a variable")),
      v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(String)),
    ),
    {},
  ),
  tags: v.optional(v.record(v.string(), v.string()), {}),
});

/**
 * The settings of an installation, with their defaults.
 * @throws Error that names every problem at once, by its path.
 */
export function settingsFrom(written: unknown, file: string, installation: Installation): Settings {
  const read = v.safeParse(Settings, written ?? {});
  const problems = read.success
    ? refusedGroups(read.output, installation)
    : read.issues.map((issue) => `${v.getDotPath(issue) ?? "settings"}: ${issue.message}`);
  if (read.success && problems.length === 0) return read.output;
  const list = problems.map((problem) => `\n  ${problem}`).join("");
  throw withoutStack(new Error(`${file} cannot be used:${list}`));
}

/** A group as the settings name it: shortly, or with its pattern. */
export function subscribedGroups(
  settings: Settings,
): readonly { readonly name: string; readonly filterPattern: string }[] {
  return settings.logGroups.map((group) =>
    typeof group === "string" ? { name: group, filterPattern: "" } : group,
  );
}

/** osls prints the stack: here it says nothing to who wrote the settings. */
function withoutStack(error: Error): Error {
  error.stack = error.message;
  return error;
}

function refusedGroups(settings: Settings, { service }: Installation): readonly string[] {
  const names = subscribedGroups(settings).map((group) => group.name);
  const functions = names
    .filter((group) => group.startsWith(FUNCTION_LOGS))
    .map((group) =>
      group.startsWith(`${FUNCTION_LOGS}${service}-`)
        ? `logGroups: ${group} is the service's own: reading what it writes would never end`
        : `logGroups: ${group} is the log of a function: classify-logs reads those of API Gateway`,
    );
  const twice = names
    .filter((group, at) => names.indexOf(group) !== at)
    .map((group) => `logGroups: ${group} is named twice`);
  return [...functions, ...twice];
}
