import type { Store } from "../../shared/ports.ts";

export type Opened = { readonly store: Store; readonly close: () => Promise<void> };

/** Opens an EMPTY store, runs a test on it, and closes it whatever happens. */
export type OnStore = (test: (store: Store) => Promise<void>) => () => Promise<void>;

/** In an order that does not depend on the store's. */
export function sortedBy<Value>(values: readonly Value[], key: (value: Value) => string): Value[] {
  return [...values].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
