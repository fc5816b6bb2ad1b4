import { describe, expect, test } from "vitest";
import { aggregateIn, aggregateItem } from "../../shared/adapters/table/aggregate-items.ts";
import { incidentIn, incidentItem } from "../../shared/adapters/table/incident-items.ts";
import type { Item } from "../../shared/adapters/table/item.ts";
import { packed } from "../../shared/adapters/table/packed.ts";
import { sampleIn, sampleItem } from "../../shared/adapters/table/sample-items.ts";
import { tallyIn, tallyItem } from "../../shared/adapters/table/tally-items.ts";
import { progressIn } from "../../shared/adapters/table/watch-items.ts";
import { at, failure } from "../build/judgements.ts";
import { anAggregate, anIncident, aTally, FINGERPRINT, minute } from "../build/stored.ts";

const KEY = { pk: `fault#${FINGERPRINT}`, sk: "episode#00000001" };

describe("an item that this program did not write so", () => {
  const incident = incidentItem(anIncident());
  const where = `item fault#${FINGERPRINT} / episode#00000001: `;
  test.each([
    {
      name: "another type",
      item: { ...incident, type: "tally" },
      says: "is of type tally, not incident",
    },
    {
      name: "a later version",
      item: { ...incident, version: 2 },
      says: "has version 2; this program reads version 1",
    },
    { name: "a missing field", item: without(incident, "count"), says: "count: " },
    { name: "a field of another type", item: { ...incident, count: "7" }, says: "count: " },
    {
      name: "a time that is none",
      item: { ...incident, openedAt: "yesterday" },
      says: "openedAt: ",
    },
    { name: "a state there is not", item: { ...incident, state: "shut" }, says: "state: " },
    {
      name: "half a fault",
      item: { ...incident, fault: { cause: "x" } },
      says: "fault.fingerprint: ",
    },
    {
      name: "a notice there is not",
      item: { ...incident, owed: new Set(["opened#1#people", "sung#1#people"]) },
      says: "owed: names a notice that does not exist",
    },
    {
      name: "a notice that is none",
      item: { ...incident, owed: new Set(["opened"]) },
      says: "owed: names a notice that does not exist",
    },
    {
      name: "a will of nobody",
      item: { ...incident, acknowledged: { at: "2026-11-22T10:00:00.000Z" } },
      says: "acknowledged.by: ",
    },
    {
      name: "a part that is not packed",
      item: { ...incident, sample: new Uint8Array([1, 2, 3]) },
      says: "sample: cannot be unpacked: ",
    },
    {
      name: "a part that holds something else",
      item: { ...incident, sample: packed([]) },
      says: "sample: holds something else",
    },
  ])("because of $name is refused with its key", ({ item, says }) => {
    expect(() => incidentIn(item)).toThrow(`${where}${says}`);
    expect(() => incidentIn(item)).toThrow(
      expect.objectContaining({ name: "UnreadableItemError", code: "unreadable_item" }),
    );
  });

  test.each([
    {
      name: "a tally",
      read: () => tallyIn({ ...tallyItem(aTally()), body: packed({ cells: [] }) }),
    },
    {
      name: "an aggregate",
      read: () => aggregateIn(without(aggregateItem(anAggregate()), "causes")),
    },
    { name: "a sample", read: () => sampleIn({ ...aSample(), judgement: "{}" }) },
    { name: "progress", read: () => progressIn({ type: "progress", version: 1 }) },
  ])("is refused where $name is asked for", ({ read }) => {
    expect(read).toThrow(expect.objectContaining({ code: "unreadable_item" }));
  });

  test("but has fields that are new is read", () => {
    expect(incidentIn({ ...incident, mood: "calm" })).toEqual(anIncident());
  });
});

function aSample(): Item {
  const key = { pk: KEY.pk, sk: "sample#00000001#0000" };
  return sampleItem(key, failure({ requestId: "r-1", time: at(1) }), minute(9));
}

function without(item: Item, name: string): Item {
  const { [name]: _, ...rest } = item;
  return rest;
}
