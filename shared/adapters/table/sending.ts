import { setTimeout as sleep } from "node:timers/promises";
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  PutCommand,
  type PutCommandInput,
  paginateQuery,
  type QueryCommandInput,
} from "@aws-sdk/lib-dynamodb";
import type { Item } from "./item.ts";
import type { Key } from "./keys.ts";

export type Table = { readonly client: DynamoDBDocumentClient; readonly name: string };

/** What BatchGetItem takes at most. */
const BATCH_KEYS = 100;
const BATCHES_AT_ONCE = 8;
const BATCH_TRIES = 6;
const FIRST_PAUSE_MS = 50;

/** A request without its table, which `send*` adds. */
export type Query = Omit<QueryCommandInput, "TableName">;
type Put = Omit<PutCommandInput, "TableName">;

/** All pages. */
export async function itemsOf(table: Table, query: Query): Promise<readonly Item[]> {
  const items: Item[] = [];
  const pages = paginateQuery({ client: table.client }, { TableName: table.name, ...query });
  for await (const page of pages) items.push(...(page.Items ?? []));
  return items;
}

/** The items of these keys that exist, any order, read consistently. */
export async function itemsAt(table: Table, keys: readonly Key[]): Promise<readonly Item[]> {
  const batches = Array.from({ length: Math.ceil(keys.length / BATCH_KEYS) }, (_, n) =>
    keys.slice(n * BATCH_KEYS, (n + 1) * BATCH_KEYS),
  );
  const found: Item[] = [];
  const takeNext = async (): Promise<void> => {
    for (let batch = batches.pop(); batch !== undefined; batch = batches.pop()) {
      found.push(...(await batchAt(table, batch)));
    }
  };
  await Promise.all(Array.from({ length: BATCHES_AT_ONCE }, takeNext));
  return found;
}

/** The answer to a write whose condition held, else undefined; all else that goes wrong is thrown. */
export async function unlessRefused<Answer>(write: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

/** Whether the condition of a write held. */
export async function isWritten(write: Promise<unknown>): Promise<boolean> {
  return (await unlessRefused(write)) !== undefined;
}

/** Puts an item if its condition holds. */
export function isPut(table: Table, request: Put): Promise<boolean> {
  return isWritten(table.client.send(new PutCommand({ TableName: table.name, ...request })));
}

/** Throttled keys come back unread, without an error: they are asked for again, ever more slowly. */
async function batchAt({ client, name }: Table, keys: readonly Key[]): Promise<readonly Item[]> {
  const found: Item[] = [];
  let left: Item[] = [...keys];
  for (let tries = 0; tries < BATCH_TRIES; tries += 1) {
    if (tries > 0) await sleep(Math.random() * FIRST_PAUSE_MS * 2 ** tries);
    const request = { RequestItems: { [name]: { Keys: left, ConsistentRead: true } } };
    const answer = await client.send(new BatchGetCommand(request));
    found.push(...(answer.Responses?.[name] ?? []));
    left = answer.UnprocessedKeys?.[name]?.Keys ?? [];
    if (left.length === 0) return found;
  }
  throw new Error(`${left.length} items of ${name} stay unread: the table is throttled`);
}
