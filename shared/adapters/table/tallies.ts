import type { TallyStore } from "../../ports.ts";
import { IS_NEW } from "./conditions.ts";
import { ARRIVAL_SHARDS, tallyKey } from "./keys.ts";
import { isPut, itemsAt, itemsOf, type Table } from "./sending.ts";
import { arrivalIn, arrivalsQuery, tallyIn, tallyItem } from "./tally-items.ts";

export function tallyStore(table: Table): TallyStore {
  return {
    async putTally(tally) {
      const written = await isPut(table, { Item: tallyItem(tally), ...IS_NEW });
      return written ? "written" : "already_there";
    },
    async arrivalsSince(from) {
      const shards = Array.from({ length: ARRIVAL_SHARDS }, (_, shard) =>
        itemsOf(table, arrivalsQuery(shard, from)),
      );
      return (await Promise.all(shards)).flat().map(arrivalIn);
    },
    async tallies(names) {
      const items = await itemsAt(table, [...new Set(names)].map(tallyKey));
      return items.map(tallyIn);
    },
  };
}
