import { existsSync } from "node:fs";
import { mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { type EmbeddedDynamo, embeddedDynamo } from "../shared/adapters/embedded-dynamo.ts";
import { createTable } from "../shared/adapters/table/table.ts";
import type { Store } from "../shared/ports.ts";

/** The table that `demo` fills. Its name stands in the commands of its alerts. */
export const EMBEDDED_TABLE = "apigw-triage-demo";
/** In the folder the command is run in. */
export const EMBEDDED_FOLDER = ".apigw-triage";

const FILES = join(EMBEDDED_FOLDER, "dynamodb");
/** Holds the id of the process that has the table open: LevelDB takes one at a time. */
const IN_USE = join(EMBEDDED_FOLDER, "in-use");

export type EmbeddedTable = {
  readonly dynamo: EmbeddedDynamo;
  readonly store: Store;
  /** Why it is in memory only; absent when it is kept on disk. */
  readonly unkept?: string;
  close(): Promise<void>;
};

/** Whether a table was kept here by an earlier run. */
export function hasEmbeddedTable(): boolean {
  return existsSync(FILES);
}

/** Opens the table in this folder: emptied, or as it was left. In memory where it cannot be kept. */
export async function openEmbeddedTable(how: "emptied" | "as_left"): Promise<EmbeddedTable> {
  const kept = await keptTable(how);
  if (kept.ok) return kept.table;
  const dynamo = await embeddedDynamo();
  return await opened(dynamo, dynamo.close, kept.why);
}

type Kept =
  | { readonly ok: true; readonly table: EmbeddedTable }
  | { readonly ok: false; readonly why: string };

/** Throws nothing that has to do with the folder: the reason is given. */
async function keptTable(how: "emptied" | "as_left"): Promise<Kept> {
  const refusal = await takeFolder();
  if (refusal !== undefined) return { ok: false, why: refusal };
  try {
    if (how === "emptied") await rm(FILES, { recursive: true, force: true });
    await mkdir(FILES, { recursive: true });
    const dynamo = await embeddedDynamo(FILES);
    const close = async () => {
      await dynamo.close();
      await leaveFolder();
    };
    return { ok: true, table: await opened(dynamo, close) };
  } catch (error) {
    if (how === "emptied") await rm(FILES, { recursive: true, force: true });
    await leaveFolder();
    return { ok: false, why: wordsOf(error) };
  }
}

async function opened(
  dynamo: EmbeddedDynamo,
  close: () => Promise<void>,
  unkept?: string,
): Promise<EmbeddedTable> {
  await dynamo.ensureTable(EMBEDDED_TABLE);
  const store = createTable(dynamo.client, EMBEDDED_TABLE);
  return { dynamo, store, close, ...(unkept === undefined ? {} : { unkept }) };
}

/** Why the folder cannot be had; nothing when it is ours now. */
async function takeFolder(): Promise<string | undefined> {
  try {
    await mkdir(EMBEDDED_FOLDER, { recursive: true });
    if (await isInUse()) return "another apigw-triage has it open";
    await writeOwner();
    return undefined;
  } catch (error) {
    return wordsOf(error);
  }
}

async function isInUse(): Promise<boolean> {
  if (!existsSync(IN_USE)) return false;
  const owner = Number(await readFile(IN_USE, "utf8"));
  return owner !== process.pid && isAlive(owner);
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0); // asks, ends nothing
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

async function writeOwner(): Promise<void> {
  await rm(IN_USE, { force: true });
  const file = await open(IN_USE, "wx");
  await file.write(String(process.pid));
  await file.close();
}

async function leaveFolder(): Promise<void> {
  await rm(IN_USE, { force: true });
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
