import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { createTable } from "../shared/adapters/table/table.ts";
import { type Config, configOf, environment } from "../shared/config.ts";
import { toEpochMs } from "../shared/domain/time.ts";
import type { IntakePorts, LogReader, Publisher } from "../shared/ports.ts";
import { PATIENCE } from "./patience.ts";

/** The outside world of a function, as its environment says. Throws a ConfigError. */
export function ports({ tableName, topicArns, reading }: Config): IntakePorts {
  return {
    store: createTable(documents(), tableName),
    publisher: createLatePublisher(topicArns),
    logs: createLateReader(reading),
    clock: () => toEpochMs(Date.now()),
  };
}

function documents(): DynamoDBDocumentClient {
  const marshallOptions = { removeUndefinedValues: true };
  return DynamoDBDocumentClient.from(new DynamoDBClient(PATIENCE), { marshallOptions });
}

/** The configuration, read and checked. */
export function config(): Config {
  return configOf(environment());
}

/** Most deliveries tell nobody: its client is loaded by the first that does. */
function createLatePublisher(topicArns: Config["topicArns"]): Publisher {
  let loaded: Promise<Publisher> | undefined;
  async function load(): Promise<Publisher> {
    const { openPublisher } = await import("./late-clients.ts");
    return openPublisher(topicArns);
  }
  return {
    async publish(topic, message) {
      loaded ??= load();
      await (await loaded).publish(topic, message);
    },
  };
}

/** Most deliveries look nothing up. */
function createLateReader(budget: Config["reading"]): LogReader {
  let loaded: Promise<LogReader> | undefined;
  async function load(): Promise<LogReader> {
    const { openLogReader } = await import("./late-clients.ts");
    return openLogReader(budget);
  }
  return {
    async eventsOf(...question) {
      loaded ??= load();
      return await (await loaded).eventsOf(...question);
    },
  };
}
