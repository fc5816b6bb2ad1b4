import { afterAll, beforeAll } from "vitest";
import { type EmbeddedDynamo, embeddedDynamo } from "../../shared/adapters/embedded-dynamo.ts";
import { createTable } from "../../shared/adapters/table/table.ts";
import { storeContract } from "../contract/store.ts";

let dynamo: EmbeddedDynamo;
let tables = 0;
beforeAll(async () => {
  dynamo = await embeddedDynamo();
});
afterAll(() => dynamo.close());

storeContract("the table, on dynalite", async () => {
  tables += 1;
  const name = `apigw-triage-${tables}`;
  await dynamo.ensureTable(name);
  return { store: createTable(dynamo.client, name), close: async () => undefined };
});
