import { toEpochMs } from "../../domain/time.ts";
import type { IncidentStore } from "../../ports.ts";
import { IS_NEW } from "./conditions.ts";
import { sampleKey, samplesKey } from "./keys.ts";
import { sampleIn, sampleItem, samplesQuery } from "./sample-items.ts";
import { isPut, itemsOf, type Table } from "./sending.ts";

export function sampleStore(table: Table): Pick<IncidentStore, "putSample" | "samples"> {
  return {
    async putSample(incidentId, slot, sample) {
      const key = sampleKey(incidentId, slot);
      if (key === undefined) throw new Error(`no incident can have the id ${incidentId}`);
      const Item = sampleItem(key, sample, toEpochMs(Date.now()));
      return (await isPut(table, { Item, ...IS_NEW })) ? "written" : "already_there";
    },
    async samples(incidentId) {
      const key = samplesKey(incidentId);
      return key === undefined ? [] : (await itemsOf(table, samplesQuery(key))).map(sampleIn);
    },
  };
}
