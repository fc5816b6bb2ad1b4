import { expect, test } from "vitest";
import { windowAfter } from "../../shared/flow/sweep/window.ts";
import { aTally, minute } from "../build/stored.ts";
import { createMemoryStore } from "../fake/memory-store.ts";

/** One delivery each half a minute, for ten minutes. */
async function storeWithBacklog() {
  const store = createMemoryStore();
  for (let half = 0; half < 20; half++) {
    await store.putTally(aTally({ name: `delivery:${half}`, arrivedAt: minute(half / 2) }));
  }
  return store;
}

const FROM_THE_START = { foldedThrough: minute(0), sweptAt: minute(0), digests: 0, revision: 1 };

test("a backlog is taken from its beginning, in whole minutes", async () => {
  const window = await windowAfter(await storeWithBacklog(), FROM_THE_START, minute(10), 5);
  expect(window.tallies.map(({ name }) => name)).toEqual(
    [0, 1, 2, 3, 4, 5].map((number) => `delivery:${number}`),
  );
  expect(window.arrivedThrough).toBe(minute(2.5));
});

test("a backlog is taken on from where the last sweep ended, however small the part", async () => {
  const store = await storeWithBacklog();
  let progress = FROM_THE_START;
  const reached: number[] = [];
  while (progress.foldedThrough < minute(9.5)) {
    const { arrivedThrough, fresh } = await windowAfter(store, progress, minute(10), 1);
    expect(fresh.some(({ arrivedAt }) => arrivedAt > progress.foldedThrough)).toBe(true);
    progress = { ...progress, foldedThrough: arrivedThrough };
    reached.push(arrivedThrough);
  }
  expect(reached).toEqual([1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5].map(minute));
});

test("what fits is taken whole", async () => {
  const window = await windowAfter(await storeWithBacklog(), FROM_THE_START, minute(10), 20);
  expect(window.tallies).toHaveLength(20);
  expect(window.arrivedThrough).toBe(minute(9.5));
});
