import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { SNSClient } from "@aws-sdk/client-sns";
import { createLogReader } from "../shared/adapters/log-reader.ts";
import { createPublisher } from "../shared/adapters/sns-publisher.ts";
import type { Config } from "../shared/config.ts";
import type { LogReader, Publisher } from "../shared/ports.ts";
import { PATIENCE } from "./patience.ts";

/** What most deliveries do without, in one module: so it is loaded at once, and only when asked for. */
export function openPublisher(topicArns: Config["topicArns"]): Publisher {
  return createPublisher(new SNSClient(PATIENCE), topicArns);
}

export function openLogReader(budget: Config["reading"]): LogReader {
  return createLogReader(new CloudWatchLogsClient(PATIENCE), budget);
}
