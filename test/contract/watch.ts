import { describe, expect, test } from "vitest";
import type { ScopeKey } from "../../shared/domain/tally.ts";
import { aStage, minute } from "../build/stored.ts";
import { type OnStore, sortedBy } from "./on-store.ts";

const WINDOW = 5 * 60_000;

export function watchContract(onStore: OnStore): void {
  describe("watched stages", () => {
    const blind = {
      state: "undelivered",
      since: minute(3),
      number: 2,
      owed: ["chat", "people"],
      because: "4 deliveries failed",
    } as const;

    test(
      "come back as they were put, one a scope, with a revision that goes up",
      onStore(async (store) => {
        const asked = { failuresOnly: true, askedAt: minute(4) };
        const other = aStage({ scope: "///" as ScopeKey, blind, ...asked });
        expect(await store.stages()).toEqual([]);
        expect(await store.putStage(aStage(), 0)).toBe("written");
        expect(await store.putStage(other, 0)).toBe("written");
        expect(await store.putStage(aStage({ lastLogAt: minute(9) }), 1)).toBe("written");
        expect(sortedBy(await store.stages(), ({ scope }) => scope)).toEqual([
          { ...other, revision: 1 },
          aStage({ lastLogAt: minute(9), revision: 2 }),
        ]);
      }),
    );

    test(
      "are put whole: what is no longer said is gone",
      onStore(async (store) => {
        await store.putStage(aStage({ blind: { ...blind, owed: [] } }), 0);
        expect(await store.stages()).toEqual([
          aStage({ blind: { ...blind, owed: [] }, revision: 1 }),
        ]);
        await store.putStage(aStage(), 1);
        expect(await store.stages()).toEqual([aStage({ revision: 2 })]);
      }),
    );

    test(
      "that somebody has put since are stale",
      onStore(async (store) => {
        expect(await store.putStage(aStage(), 1)).toBe("stale");
        await store.putStage(aStage(), 0);
        expect(await store.putStage(aStage({ lastLogAt: minute(9) }), 0)).toBe("stale");
        expect(await store.putStage(aStage({ lastLogAt: minute(9) }), 2)).toBe("stale");
        expect(await store.stages()).toEqual([aStage({ revision: 1 })]);
      }),
    );
  });

  describe("progress", () => {
    test(
      "is nothing at first, and then what was put last",
      onStore(async (store) => {
        const none = { foldedThrough: 0, sweptAt: 0, digests: 0, revision: 0 };
        expect(await store.progress()).toEqual(none);
        const first = { foldedThrough: minute(1), sweptAt: minute(2), digests: 1, revision: 0 };
        expect(await store.putProgress(first)).toBe("written");
        expect(await store.progress()).toEqual({ ...first, revision: 1 });
        const second = { foldedThrough: minute(2), sweptAt: minute(3), digests: 1, revision: 1 };
        expect(await store.putProgress(second)).toBe("written");
        expect(await store.progress()).toEqual({ ...second, revision: 2 });
      }),
    );

    test(
      "is put by one of two sweeps",
      onStore(async (store) => {
        const none = await store.progress();
        const outcomes = await Promise.all(
          [1, 2].map((digests) => store.putProgress({ ...none, digests })),
        );
        expect(sortedBy(outcomes, String)).toEqual(["stale", "written"]);
        expect(await store.putProgress(none)).toBe("stale");
        expect((await store.progress()).revision).toBe(1);
      }),
    );
  });

  describe("the budget of notices", () => {
    test(
      "is taken piece by piece until it is spent, and comes back with time",
      onStore(async (store) => {
        const taken = [0, 1, 2].map((n) => minute(n));
        for (const now of taken) expect(await store.takeNotice(now, 3, WINDOW)).toBe(true);
        expect(await store.takeNotice(minute(4), 3, WINDOW)).toBe(false);
        expect(await store.takeNotice(minute(5), 3, WINDOW)).toBe(true);
        expect(await store.takeNotice(minute(5), 3, WINDOW)).toBe(false);
        expect(await store.takeNotice(minute(6), 3, WINDOW)).toBe(true);
      }),
    );

    test(
      "counts what is near in either direction: clocks and logs run apart",
      onStore(async (store) => {
        expect(await store.takeNotice(minute(10), 1, WINDOW)).toBe(true);
        expect(await store.takeNotice(minute(6), 1, WINDOW)).toBe(false);
        expect(await store.takeNotice(minute(14), 1, WINDOW)).toBe(false);
        expect(await store.takeNotice(minute(5), 1, WINDOW)).toBe(true);
        expect(await store.takeNotice(minute(15), 1, WINDOW)).toBe(true);
      }),
    );

    test(
      "of nothing gives nothing",
      onStore(async (store) => {
        expect(await store.takeNotice(minute(0), 0, WINDOW)).toBe(false);
      }),
    );

    test(
      "has a last piece, which one of many takers gets",
      onStore(async (store) => {
        for (const _ of [1, 2, 3]) await store.takeNotice(minute(0), 4, WINDOW);
        const takers = Array.from({ length: 6 }, () => store.takeNotice(minute(1), 4, WINDOW));
        expect((await Promise.all(takers)).filter(Boolean)).toHaveLength(1);
        expect(await store.takeNotice(minute(1), 4, WINDOW)).toBe(false);
      }),
    );

    test(
      "is given out in full, and no further, to many who ask at once",
      onStore(async (store) => {
        const takers = Array.from({ length: 8 }, () => store.takeNotice(minute(0), 5, WINDOW));
        expect((await Promise.all(takers)).filter(Boolean).length).toBe(5);
      }),
    );
  });
}
