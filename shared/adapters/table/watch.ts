import { setTimeout as sleep } from "node:timers/promises";
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import type { UpdateOutcome, WatchStore } from "../../ports.ts";
import { isUnchanged } from "./conditions.ts";
import type { Item } from "./item.ts";
import { BUDGET_KEY, type Key, PROGRESS_KEY } from "./keys.ts";
import { isPut, itemsOf, type Table } from "./sending.ts";
import {
  budgetAfter,
  budgetIn,
  budgetItem,
  progressIn,
  progressItem,
  stageIn,
  stageItem,
  stagesQuery,
} from "./watch-items.ts";

/** Each failed try means that another taker has got one: 20 of them have spent most budgets. */
const TAKING_TRIES = 20;
const PAUSE_MS = 20;

export function watchStore(table: Table): WatchStore {
  const itemAt = async (Key: Key): Promise<Item | undefined> => {
    const request = { TableName: table.name, Key, ConsistentRead: true };
    return (await table.client.send(new GetCommand(request))).Item;
  };
  const putUnchanged = async (Item: Item, revision: number): Promise<UpdateOutcome> => {
    const written = await isPut(table, { Item, ...isUnchanged(revision) });
    return written ? "written" : "stale";
  };
  return {
    stages: async () => (await itemsOf(table, stagesQuery())).map(stageIn),
    putStage: (stage, revision) => putUnchanged(stageItem(stage, revision), revision),
    progress: async () => progressIn(await itemAt(PROGRESS_KEY)),
    putProgress: (progress) => putUnchanged(progressItem(progress), progress.revision),
    /** Whoever finds no calm moment gets none: what it wanted to tell stays owed. */
    async takeNotice(now, limit, windowMs) {
      for (let tries = 0; tries < TAKING_TRIES; tries += 1) {
        const budget = budgetIn(await itemAt(BUDGET_KEY));
        const after = budgetAfter(budget, now, limit, windowMs);
        if (after === undefined) return false;
        if ((await putUnchanged(budgetItem(after), budget.revision)) === "written") return true;
        await sleep(Math.random() * PAUSE_MS);
      }
      return false;
    },
  };
}
