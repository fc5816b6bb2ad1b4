import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { createSlackBot, createSlackWebhook } from "../shared/adapters/slack.ts";
import { createSecretReader } from "../shared/adapters/slack-secret.ts";
import { createSlackThreads } from "../shared/adapters/table/slack-threads.ts";
import { environment } from "../shared/config.ts";
import { toEpochMs } from "../shared/domain/time.ts";
import type { SlackPorts } from "../shared/flow/tell-slack.ts";
import type { Slack, SlackThreads } from "../shared/ports.ts";
import { type SlackConfig, slackConfig } from "../shared/slack-config.ts";

/** What is kept from one invocation to the next: the secret's reader and the table's connection. */
type Kept = {
  readonly open: (remainingMs: () => number) => Slack;
  readonly threads?: SlackThreads;
};

let kept: Kept | undefined;

/** Slack and its threads for one invocation. Throws a ConfigError. */
export function slackPorts(remainingMs: () => number): SlackPorts {
  kept ??= keptFor(slackConfig(environment()));
  const { open, threads } = kept;
  return {
    slack: open(remainingMs),
    clock: () => toEpochMs(Date.now()),
    ...(threads !== undefined && { threads }),
  };
}

function keptFor({ target, apiUrl, tableName }: SlackConfig): Kept {
  const secret = createSecretReader(target.secret);
  const open: Kept["open"] =
    target.kind === "webhook"
      ? (remainingMs) => createSlackWebhook(secret, remainingMs)
      : (remainingMs) =>
          createSlackBot({ token: secret, channel: target.channel, apiUrl }, remainingMs);
  if (tableName === undefined) return { open };
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  return { open, threads: createSlackThreads(client, tableName) };
}
