import { setTimeout as sleep } from "node:timers/promises";
import {
  aggregateItem,
  contributionItem,
  faultHourItem,
} from "../../shared/adapters/table/aggregate-items.ts";
import { incidentItem } from "../../shared/adapters/table/incident-items.ts";
import type { Item } from "../../shared/adapters/table/item.ts";
import { sampleItem } from "../../shared/adapters/table/sample-items.ts";
import { tallyIn, tallyItem } from "../../shared/adapters/table/tally-items.ts";
import { toEpochMs } from "../../shared/domain/time.ts";
import type { Arrival, Store, TallyStore } from "../../shared/ports.ts";
import { createMemoryStore } from "../../test/fake/memory-store.ts";
import { itemBytes } from "./item-size.ts";

/** A store in memory that counts its calls and sizes its items. */
export type MeasuredStore = {
  readonly store: Store;
  readonly calls: Map<string, number>;
  /** The largest item put, by type, in bytes. */
  readonly largest: Map<string, number>;
  /** What the tallies take, which DynamoDB would hold and not this process. */
  readonly heldBytes: () => number;
};

const ANY_KEY = { pk: "fault#v1:0123456789abcdef", sk: "sample#00000001#0001" };
const BATCH_KEYS = 100;
const BATCHES_AT_ONCE = 8;

/** `latencyMs`: how long each call takes, as one to a service over a network would. */
export function createMeasuredStore(latencyMs = 0): MeasuredStore {
  const calls = new Map<string, number>();
  const largest = new Map<string, number>();
  const packed = packedTallies(largest);
  const store = { ...createMemoryStore(), ...packed.store };
  const measured = new Proxy(store, {
    get(_, name: keyof Store) {
      const work = store[name] as (...args: unknown[]) => Promise<unknown>;
      return async (...args: unknown[]) => {
        calls.set(name, (calls.get(name) ?? 0) + 1);
        for (const item of itemsOf(name, args)) note(largest, item);
        if (latencyMs > 0) await sleep(latencyMs * roundsOf(name, args));
        return await work(...args);
      };
    },
  });
  return { store: measured, calls, largest, heldBytes: packed.heldBytes };
}

/** Tallies as the table holds them: what reads them unpacks them, and the heap holds few objects. */
function packedTallies(largest: Map<string, number>) {
  const items = new Map<string, Item>();
  const arrivals: Arrival[] = [];
  let held = 0;
  const store: TallyStore = {
    async putTally(tally) {
      if (items.has(tally.name)) return "already_there";
      const item = tallyItem(tally);
      note(largest, item);
      held += itemBytes(item);
      items.set(tally.name, { ...item, body: cutOut(item) });
      arrivals.push({ name: tally.name, arrivedAt: tally.arrivedAt });
      return "written";
    },
    arrivalsSince: async (from) => arrivals.filter(({ arrivedAt }) => arrivedAt >= from),
    async tallies(names) {
      return names.flatMap((name) => {
        const item = items.get(name);
        return item === undefined ? [] : [tallyIn(item)];
      });
    },
  };
  return { store, heldBytes: () => held };
}

/** Without the 16 KB of memory that zlib makes each packed body a part of. */
function cutOut({ body }: Item): Uint8Array | undefined {
  return body instanceof Uint8Array ? new Uint8Array(body) : undefined;
}

function note(largest: Map<string, number>, item: Item): void {
  const { type } = item;
  const bytes = Math.max(largest.get(String(type)) ?? 0, itemBytes(item));
  largest.set(String(type), bytes);
}

function itemsOf(name: keyof Store, args: readonly unknown[]): readonly Item[] {
  const [first] = args as [never];
  switch (name) {
    case "putContribution":
      return [contributionItem(first)];
    case "putAggregate":
      return [aggregateItem(first)];
    case "putFaultHour":
      return [faultHourItem(first)];
    case "openIncident":
      return [incidentItem(first)];
    case "putSample":
      return [sampleItem(ANY_KEY, args[2] as never, toEpochMs(0))];
    default:
      return [];
  }
}

/** Reading many tallies takes many calls, some of them at once. */
function roundsOf(name: keyof Store, args: readonly unknown[]): number {
  if (name !== "tallies") return 1;
  return Math.ceil((args[0] as readonly string[]).length / BATCH_KEYS / BATCHES_AT_ONCE);
}
