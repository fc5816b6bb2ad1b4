import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceInUseException,
} from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import dynalite from "dynalite";
import { tableOfShape } from "./table/shape.ts";

const POLLED_MS = 10;

export type EmbeddedDynamo = {
  readonly client: DynamoDBDocumentClient;
  readonly endpoint: string;
  /** Makes the table unless it is there. */
  readonly ensureTable: (name: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** DynamoDB inside this process, on a loopback port of its own: in memory, or kept in the folder `path`. */
export async function embeddedDynamo(path?: string): Promise<EmbeddedDynamo> {
  const server = dynalite({
    createTableMs: 0,
    deleteTableMs: 0,
    ...(path !== undefined && { path }),
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: "embedded", secretAccessKey: "embedded" };
  const plain = new DynamoDBClient({ endpoint, region: "us-east-1", credentials });
  return {
    client: DynamoDBDocumentClient.from(plain),
    endpoint,
    ensureTable: (name) => ensureTable(plain, name),
    async close() {
      plain.destroy();
      await new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
      });
    },
  };
}

async function ensureTable(client: DynamoDBClient, name: string): Promise<void> {
  try {
    await client.send(new CreateTableCommand(tableOfShape(name)));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  while (!(await isActive(client, name))) await pause(POLLED_MS);
}

/** A table that is being created is not found by reads. */
async function isActive(client: DynamoDBClient, name: string): Promise<boolean> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
  return Table?.TableStatus === "ACTIVE";
}
