import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Store } from "../../ports.ts";
import { aggregateStore } from "./aggregates.ts";
import { incidentStore } from "./incidents.ts";
import { tallyStore } from "./tallies.ts";
import { watchStore } from "./watch.ts";

/**
 * The store in the DynamoDB table of this name, of the shape in `table.json`. Every call may be made
 * again after its answer was lost; what throttling the SDK's own retries do not ride out is thrown.
 */
export function createTable(client: DynamoDBDocumentClient, tableName: string): Store {
  const table = { client, name: tableName };
  return {
    ...tallyStore(table),
    ...aggregateStore(table),
    ...incidentStore(table),
    ...watchStore(table),
  };
}
