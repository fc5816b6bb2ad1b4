import { createMemoryStore } from "../fake/memory-store.ts";
import { storeContract } from "./store.ts";

storeContract("the store in memory", async () => ({
  store: createMemoryStore(),
  close: async () => undefined,
}));
