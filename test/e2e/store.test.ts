import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe } from "vitest";
import { tableOfShape } from "../../shared/adapters/table/shape.ts";
import { createTable } from "../../shared/adapters/table/table.ts";
import { storeContract } from "../contract/store.ts";
import { clientFor } from "./aws.ts";
import { type Emulator, emulatorTool, startEmulator } from "./emulator.ts";

const tool = await emulatorTool();
if (!tool.ok) process.stdout.write(`skipped: no emulator: ${tool.missing}\n`);

describe.runIf(tool.ok)("on ministack", () => {
  let emulator: Emulator;
  let client: DynamoDBDocumentClient;
  let tables = 0;
  beforeAll(async () => {
    emulator = await startEmulator(tool.ok ? tool.bin : "");
    client = DynamoDBDocumentClient.from(new DynamoDBClient(clientFor(emulator.endpoint)));
  });
  afterAll(() => emulator?.stop());

  storeContract("the table", async () => {
    tables += 1;
    const name = `contract-${tables}`;
    await client.send(new CreateTableCommand(tableOfShape(name)));
    return { store: createTable(client, name), close: async () => undefined };
  });
});
