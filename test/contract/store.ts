import { describe } from "vitest";
import { aggregateContract } from "./aggregates.ts";
import { historyContract } from "./history.ts";
import { incidentContract } from "./incidents.ts";
import type { OnStore, Opened } from "./on-store.ts";
import { owedContract } from "./owed.ts";
import { tallyContract } from "./tallies.ts";
import { watchContract } from "./watch.ts";

/**
 * What every `Store` must do: the same suite for the fake, for dynalite and for stronger emulators.
 * `open` gives an empty store each time; one behind a slow service may share a server, not a table.
 */
export function storeContract(name: string, open: () => Promise<Opened>): void {
  const onStore: OnStore = (test) => async () => {
    const { store, close } = await open();
    try {
      await test(store);
    } finally {
      await close();
    }
  };
  describe(`the store contract, kept by ${name}`, () => {
    tallyContract(onStore);
    aggregateContract(onStore);
    incidentContract(onStore);
    owedContract(onStore);
    historyContract(onStore);
    watchContract(onStore);
  });
}
