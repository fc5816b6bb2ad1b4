import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  ScanCommand,
  type UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type EmbeddedDynamo, embeddedDynamo } from "../../shared/adapters/embedded-dynamo.ts";
import { createTable } from "../../shared/adapters/table/table.ts";
import { tallyItem } from "../../shared/adapters/table/tally-items.ts";
import type { Store } from "../../shared/ports.ts";
import { failure } from "../build/judgements.ts";
import {
  aContribution,
  aFaultHour,
  anAggregate,
  anIncident,
  aStage,
  aTally,
  FINGERPRINT,
  minute,
  owedToAll,
} from "../build/stored.ts";

type Send = (command: unknown) => Promise<unknown>;

const { id } = anIncident();
const RESOLVED = { state: "resolved", resolvedAt: minute(20), resolution: "no traffic" } as const;
const NO_PROGRESS = { foldedThrough: minute(0), sweptAt: minute(0), digests: 0, revision: 0 };

let dynamo: EmbeddedDynamo;
let tables = 0;
beforeAll(async () => {
  dynamo = await embeddedDynamo();
});
afterAll(() => dynamo.close());

async function newTable(): Promise<string> {
  tables += 1;
  await dynamo.ensureTable(`table-${tables}`);
  return `table-${tables}`;
}

function clientThat(send: Send): DynamoDBDocumentClient {
  return { send, config: dynamo.client.config } as unknown as DynamoDBDocumentClient;
}

function passOn(command: unknown): Promise<unknown> {
  return dynamo.client.send(command as UpdateCommand);
}

async function liveEntries(table: string): Promise<number | undefined> {
  const request = new ScanCommand({ TableName: table, IndexName: "live" });
  return (await dynamo.client.send(request)).Count;
}

async function itemsOf(table: string): Promise<unknown> {
  const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: table }));
  return Items.map((item) => JSON.stringify(item)).sort();
}

describe("a write that succeeded while its answer was lost, made again,", () => {
  const writes: readonly {
    name: string;
    write: (store: Store) => Promise<unknown>;
    says: unknown;
  }[] = [
    { name: "putTally", write: (store) => store.putTally(aTally()), says: "already_there" },
    {
      name: "putContribution",
      write: (store) => store.putContribution(aContribution()),
      says: undefined,
    },
    { name: "putAggregate", write: (store) => store.putAggregate(anAggregate()), says: undefined },
    { name: "putFaultHour", write: (store) => store.putFaultHour(aFaultHour()), says: undefined },
    {
      name: "openIncident",
      write: (store) => store.openIncident(anIncident({ episode: 2 })),
      says: "already_there",
    },
    {
      name: "changeIncident",
      write: (store) => store.changeIncident(id, 1, { count: 5, owe: owedToAll("reminder") }),
      says: "stale",
    },
    {
      name: "clearOwed",
      write: (store) => store.clearOwed(id, owedToAll("opened")),
      says: undefined,
    },
    { name: "setWill", write: (store) => store.setWill(id, { silence: null }), says: "written" },
    { name: "putSample", write: (store) => store.putSample(id, 0, timed()), says: "already_there" },
    { name: "putStage", write: (store) => store.putStage(aStage(), 0), says: "stale" },
    { name: "putProgress", write: (store) => store.putProgress(NO_PROGRESS), says: "stale" },
  ];

  test.each(writes)(
    "$name says $says, and leaves the table as one write does",
    async ({ write, says }) => {
      const [once, twice] = [await newTable(), await newTable()];
      for (const table of [once, twice])
        await createTable(dynamo.client, table).openIncident(anIncident());
      await write(createTable(dynamo.client, once));
      const losing = clientThat(async (command) => {
        await passOn(command);
        throw new Error("socket hang up");
      });
      await expect(write(createTable(losing, twice))).rejects.toThrow("socket hang up");
      expect(await write(createTable(dynamo.client, twice))).toBe(says);
      expect(await itemsOf(twice)).toEqual(await itemsOf(once));
    },
  );

  test("claimOwed is refused, as if the taker had died: the next one gets it once the claim is over", async () => {
    const table = await newTable();
    const losing = clientThat(async (command) => {
      await passOn(command);
      throw new Error("socket hang up");
    });
    const store = createTable(dynamo.client, table);
    await store.openIncident(anIncident());
    const lost = createTable(losing, table).claimOwed(id, minute(0), 60_000);
    await expect(lost).rejects.toThrow("socket hang up");
    expect(await store.claimOwed(id, minute(0), 60_000)).toBeUndefined();
    expect(await store.claimOwed(id, minute(1), 60_000)).toEqual(owedToAll("opened"));
  });

  test("takeNotice leaves the budget one notice poorer, never richer", async () => {
    const table = await newTable();
    let lost = 0;
    const losing = clientThat(async (command) => {
      const answer = await passOn(command);
      lost += 1;
      if (lost === 2) throw new Error("socket hang up");
      return answer;
    });
    const store = createTable(losing, table);
    await expect(store.takeNotice(minute(0), 2, 60_000)).rejects.toThrow("socket hang up");
    expect(await store.takeNotice(minute(0), 2, 60_000)).toBe(true);
    expect(await store.takeNotice(minute(0), 2, 60_000)).toBe(false);
  });
});

describe("a program that dies", () => {
  test.each([
    {
      name: "when an incident is resolved that owes nothing",
      before: anIncident({ owed: [] }),
      finish: (store: Store) => store.changeIncident(id, 1, RESOLVED),
    },
    {
      name: "when a resolved incident's last notice is cleared",
      before: anIncident(RESOLVED),
      finish: (store: Store) => store.clearOwed(id, owedToAll("opened")),
    },
  ])(
    "between two updates, $name, leaves an entry that readers pass over, and the next write removes",
    async ({ before, finish }) => {
      const table = await newTable();
      const dying = clientThat((command) => {
        const { UpdateExpression } = (command as UpdateCommand).input;
        return UpdateExpression === "REMOVE live"
          ? Promise.reject(new Error("killed"))
          : passOn(command);
      });
      await createTable(dynamo.client, table).openIncident(before);
      await expect(finish(createTable(dying, table))).rejects.toThrow("killed");
      const store = createTable(dynamo.client, table);
      expect(await store.liveIncidents()).toEqual([]);
      expect(await store.incident(id)).toMatchObject({ state: "resolved", owed: [] });
      expect(await liveEntries(table)).toBe(1);
      await store.clearOwed(id, owedToAll("opened"));
      expect(await liveEntries(table)).toBe(0);
    },
  );
});

describe("throttling", () => {
  const names = Array.from({ length: 5 }, (_, n) => `delivery:${n}`);

  test("that leaves keys unread makes the store ask for them again", async () => {
    const store = createTable(clientThat(throttled(2)), "t");
    const found = await store.tallies(names);
    expect(found.map(({ name }) => name).sort()).toEqual(names);
  });

  test("that does not end is thrown, not passed over", async () => {
    const store = createTable(clientThat(throttled(0)), "t");
    await expect(store.tallies(names)).rejects.toThrow("5 items of t stay unread");
  });

  test("that the SDK could not ride out is thrown by every call", async () => {
    const refused = new Error("ProvisionedThroughputExceededException");
    const store = createTable(
      clientThat(() => Promise.reject(refused)),
      "t",
    );
    const calls = [
      store.putTally(aTally()),
      store.openIncident(anIncident()),
      store.changeIncident(id, 1, {}),
      store.clearOwed(id, owedToAll("opened")),
      store.takeNotice(minute(0), 1, 1),
      store.latestIncident(FINGERPRINT),
    ];
    for (const result of await Promise.allSettled(calls)) expect(result.status).toBe("rejected");
  });
});

test("a sample of what cannot be an incident is a bug, and thrown", async () => {
  const store = createTable(clientThat(passOn), "t");
  await expect(store.putSample("not an id", 0, timed())).rejects.toThrow(
    "no incident can have the id not an id",
  );
});

test("a budget that others always take from first gives nothing, in the end", async () => {
  const busy = clientThat(async (command) => {
    if (!("Item" in (command as UpdateCommand).input)) return {};
    throw new ConditionalCheckFailedException({ message: "refused", $metadata: {} });
  });
  expect(await createTable(busy, "t").takeNotice(minute(0), 5, 60_000)).toBe(false);
});

/** Reads so many keys of each batch and leaves the others. */
function throttled(reads: number): Send {
  return async (command) => {
    if (!(command instanceof BatchGetCommand)) throw new Error("unexpected");
    const keys = Object.values(command.input.RequestItems ?? {}).flatMap(({ Keys = [] }) => Keys);
    const found = keys.slice(0, reads).map(({ pk }) => tallyItem(aTally({ name: nameIn(pk) })));
    const left = keys.slice(reads);
    return {
      Responses: { t: found },
      UnprocessedKeys: left.length > 0 ? { t: { Keys: left } } : {},
    };
  };
}

function nameIn(pk: unknown): string {
  return String(pk).slice("tally#".length);
}

function timed() {
  return failure({ requestId: "r-1", time: minute(1) });
}
