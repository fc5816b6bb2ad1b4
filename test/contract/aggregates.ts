import { describe, expect, test } from "vitest";
import type { ScopeKey } from "../../shared/domain/tally.ts";
import {
  aContribution,
  aFaultHour,
  anAggregate,
  FINGERPRINT,
  hour,
  minute,
  PROD,
} from "../build/stored.ts";
import { type OnStore, sortedBy } from "./on-store.ts";

const TEST = "123456789012/eu-west-1/a1b2c3d4e5/test" as ScopeKey;
const UNKNOWN = "///" as ScopeKey;

export function aggregateContract(onStore: OnStore): void {
  describe("contributions", () => {
    test(
      "to one minute are those of every minute in which tallies arrived, and of no other scope",
      onStore(async (store) => {
        const early = aContribution({}, minute(1));
        const late = aContribution({ requests: { "4xx": 1 } }, minute(9));
        await store.putContribution(late);
        await store.putContribution(early);
        await store.putContribution(aContribution({ start: minute(1) }));
        await store.putContribution(aContribution({ scope: TEST }));
        const found = await store.contributions(PROD, minute(0));
        expect(sortedBy(found, (one) => String(one.arrivalMinute))).toEqual([early, late]);
        expect(await store.contributions(UNKNOWN, minute(0))).toEqual([]);
      }),
    );

    test(
      "are put whole: the newest replaces what was there",
      onStore(async (store) => {
        const whole = aContribution({ requests: { "2xx": 41 }, strikes: {}, causes: {} });
        await store.putContribution(aContribution());
        await store.putContribution(whole);
        await store.putContribution(whole);
        expect(await store.contributions(PROD, minute(0))).toEqual([whole]);
      }),
    );
  });

  describe("aggregates", () => {
    test(
      "come in ascending order, from the first minute asked for up to the last, which is left out",
      onStore(async (store) => {
        for (const n of [3, 1, 4, 2, 0])
          await store.putAggregate(anAggregate({ start: minute(n) }));
        const stretch = { scope: PROD, from: minute(1), to: minute(4) };
        expect(await store.aggregates("minute", stretch)).toEqual(
          [1, 2, 3].map((n) => anAggregate({ start: minute(n) })),
        );
        expect(await store.aggregates("minute", { ...stretch, to: minute(1) })).toEqual([]);
      }),
    );

    test(
      "of hours and of minutes, and of other stages, are kept apart",
      onStore(async (store) => {
        const ofHour = anAggregate({ span: "hour", requests: { "2xx": 900 } });
        const ofUnknown = anAggregate({ scope: UNKNOWN, requests: {}, strikes: {}, causes: {} });
        await store.putAggregate(ofHour);
        await store.putAggregate(anAggregate());
        await store.putAggregate(ofUnknown);
        const period = { from: minute(0), to: hour(1) };
        expect(await store.aggregates("hour", { scope: PROD, ...period })).toEqual([ofHour]);
        expect(await store.aggregates("minute", { scope: PROD, ...period })).toEqual([
          anAggregate(),
        ]);
        expect(await store.aggregates("minute", { scope: UNKNOWN, ...period })).toEqual([
          ofUnknown,
        ]);
        expect(await store.aggregates("minute", { scope: TEST, ...period })).toEqual([]);
      }),
    );

    test(
      "are put whole: again changes nothing, anew replaces",
      onStore(async (store) => {
        const anew = anAggregate({ strikes: {}, causes: {} });
        await store.putAggregate(anAggregate());
        await store.putAggregate(anew);
        await store.putAggregate(anew);
        const stretch = { scope: PROD, from: minute(0), to: minute(1) };
        expect(await store.aggregates("minute", stretch)).toEqual([anew]);
      }),
    );

    test(
      "come back all, though they fill more than a page",
      onStore(async (store) => {
        const strikes = Object.fromEntries(
          Array.from({ length: 1_500 }, (_, n) => [
            `v1:${(n * 7_919 + 1).toString(16).padStart(16, "0")}`,
            { count: n + 1, firstSeen: minute(0), lastSeen: minute(1) },
          ]),
        );
        const starts = Array.from({ length: 120 }, (_, n) => minute(n));
        await Promise.all(
          starts.map((start) => store.putAggregate(anAggregate({ start, strikes }))),
        );
        const found = await store.aggregates("minute", {
          scope: PROD,
          from: minute(0),
          to: hour(3),
        });
        expect(found.map(({ start }) => start)).toEqual(starts);
        expect(found[119]?.strikes).toEqual(strikes);
      }),
    );
  });

  describe("fault hours", () => {
    test(
      "come in ascending order, from the first hour up to the last, which is left out",
      onStore(async (store) => {
        for (const n of [2, 0, 3, 1]) await store.putFaultHour(aFaultHour({ hour: hour(n) }));
        await store.putFaultHour(aFaultHour({ fingerprint: "v1:ffffffffffffffff" }));
        expect(await store.faultHours(FINGERPRINT, hour(1), hour(3))).toEqual([
          aFaultHour({ hour: hour(1) }),
          aFaultHour({ hour: hour(2) }),
        ]);
        expect(await store.faultHours("v1:0000000000000000", hour(0), hour(9))).toEqual([]);
      }),
    );

    test(
      "are put whole: the newest replaces what was there",
      onStore(async (store) => {
        const anew = aFaultHour({ minutes: {} });
        await store.putFaultHour(aFaultHour());
        await store.putFaultHour(anew);
        await store.putFaultHour(anew);
        expect(await store.faultHours(FINGERPRINT, hour(0), hour(1))).toEqual([anew]);
      }),
    );
  });
}
