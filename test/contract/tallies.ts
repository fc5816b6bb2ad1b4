import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { at } from "../build/judgements.ts";
import { aTally, minute } from "../build/stored.ts";
import { type OnStore, sortedBy } from "./on-store.ts";

export function tallyContract(onStore: OnStore): void {
  describe("tallies", () => {
    test(
      "come back as they were written",
      onStore(async (store) => {
        const tally = aTally();
        expect(await store.putTally(tally)).toBe("written");
        expect(await store.tallies([tally.name])).toEqual([tally]);
      }),
    );

    test(
      "with nothing in them come back with nothing in them",
      onStore(async (store) => {
        const empty = aTally({ cells: [], faults: [], halves: [], ended: [] });
        await store.putTally(empty);
        expect(await store.tallies([empty.name])).toEqual([empty]);
      }),
    );

    test(
      "are written once: the first stays, whatever comes later under its name",
      onStore(async (store) => {
        const first = aTally();
        await store.putTally(first);
        expect(await store.putTally(aTally({ cells: [], arrivedAt: at(900) }))).toBe(
          "already_there",
        );
        expect(await store.tallies([first.name])).toEqual([first]);
        expect(await store.arrivalsSince(minute(0))).toEqual([
          { name: first.name, arrivedAt: first.arrivedAt },
        ]);
      }),
    );

    test(
      "written by many at the same time are written by one",
      onStore(async (store) => {
        const outcomes = await Promise.all(
          Array.from({ length: 8 }, (_, n) => store.putTally(aTally({ logStream: `worker-${n}` }))),
        );
        expect(outcomes.filter((outcome) => outcome === "written")).toHaveLength(1);
        expect(await store.tallies([aTally().name])).toHaveLength(1);
      }),
    );

    test(
      "that nobody wrote, or that are asked for twice, do no harm",
      onStore(async (store) => {
        const tally = aTally();
        await store.putTally(tally);
        expect(await store.tallies([])).toEqual([]);
        expect(await store.tallies(["delivery:none"])).toEqual([]);
        expect(await store.tallies([tally.name, "delivery:none", tally.name])).toEqual([tally]);
      }),
    );

    test(
      "are found by when they arrived, not by what they tell of",
      onStore(async (store) => {
        const arrivals = [-1, 0, 1].map((ms) => ({
          name: `delivery:${ms}`,
          arrivedAt: (minute(10) + ms) as ReturnType<typeof minute>,
        }));
        for (const arrival of arrivals) await store.putTally(aTally(arrival));
        const found = await store.arrivalsSince(minute(10));
        expect(sortedBy(found, ({ name }) => name)).toEqual([
          { name: "delivery:0", arrivedAt: minute(10) },
          { name: "delivery:1", arrivedAt: minute(10) + 1 },
        ]);
        expect(await store.arrivalsSince(minute(11))).toEqual([]);
      }),
    );

    test(
      "come back all, though they fill many pages",
      onStore(async (store) => {
        const names = Array.from({ length: 130 }, (_, n) => `delivery:many-${n}`);
        const bulk = randomBytes(15_000).toString("base64"); // 130 of these are 2 MB, even packed
        await Promise.all(names.map((name) => store.putTally(aTally({ name, ended: [bulk] }))));
        const found = await store.tallies(names);
        expect(sortedBy(found, ({ name }) => name).map(({ name }) => name)).toEqual(
          [...names].sort(),
        );
        expect(found.every(({ ended }) => ended[0] === bulk)).toBe(true);
        expect(await store.arrivalsSince(minute(0))).toHaveLength(130);
      }),
    );
  });
}
