import * as v from "valibot";
import { ConfigError } from "./config.ts";

/** What notify-slack reads from its environment. */
export type SlackConfig = {
  readonly target:
    | { readonly kind: "webhook"; readonly secret: SecretName }
    | { readonly kind: "bot"; readonly secret: SecretName; readonly channel: string };
  /** With a slash at the end. */
  readonly apiUrl: string;
  /** Without it nothing is threaded, and a notice that SNS sends twice is posted twice. */
  readonly tableName?: string;
};

type SecretName = { readonly kind: "parameter" | "secret"; readonly name: string };

const SECRETS = {
  SLACK_WEBHOOK_PARAMETER: { target: "webhook", kind: "parameter" },
  SLACK_WEBHOOK_SECRET: { target: "webhook", kind: "secret" },
  SLACK_TOKEN_PARAMETER: { target: "bot", kind: "parameter" },
  SLACK_TOKEN_SECRET: { target: "bot", kind: "secret" },
} as const;
const EXACTLY_ONE = `set exactly one of ${Object.keys(SECRETS).join(", ")}`;
const NO_CHANNEL = "SLACK_CHANNEL is missing: a bot's token needs it";
const SLACK_API = "https://slack.com/api/";
const Address = v.pipe(
  v.string(),
  v.url("SLACK_API_URL is not a URL"),
  v.transform((url) => (url.endsWith("/") ? url : `${url}/`)),
);

/** Reads and checks the environment of notify-slack. Throws one ConfigError with every problem. */
export function slackConfig(env: Readonly<Record<string, string | undefined>>): SlackConfig {
  const { SLACK_CHANNEL: channel = "", SLACK_API_URL: url, TABLE_NAME: tableName } = env;
  const api = v.safeParse(Address, given(url) ?? SLACK_API);
  const [place, ...others] = placesIn(env);
  const problems = [
    ...(place === undefined || others.length > 0 ? [EXACTLY_ONE] : []),
    ...(place?.target === "bot" && channel === "" ? [NO_CHANNEL] : []),
    ...(api.issues ?? []).map(({ message }) => message),
  ];
  if (place === undefined || !api.success || problems.length > 0) {
    throw new ConfigError(`environment: ${problems.join("; ")}`);
  }
  return {
    target: targetOf(place, channel),
    apiUrl: api.output,
    ...(tableName === undefined || tableName === "" ? {} : { tableName }),
  };
}

function targetOf({ target, ...secret }: Place, channel: string): SlackConfig["target"] {
  return target === "bot" ? { kind: target, secret, channel } : { kind: target, secret };
}

/** Variables that are set to nothing count as not set. */
function given(value: string | undefined): string | undefined {
  return value === "" ? undefined : value;
}

type Place = SecretName & { readonly target: "webhook" | "bot" };

function placesIn(env: Readonly<Record<string, string | undefined>>): readonly Place[] {
  return Object.entries(SECRETS).flatMap(([variable, place]) => {
    const name = given(env[variable]);
    return name === undefined ? [] : [{ ...place, name }];
  });
}
