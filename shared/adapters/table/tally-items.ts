import * as v from "valibot";
import type { Tally } from "../../domain/tally.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Arrival } from "../../ports.ts";
import { type Item, isObject, packedPart, read, stamp, TIME } from "./item.ts";
import { arrivalShard, arrivalShardOf, tallyKey, tallyNameIn } from "./keys.ts";
import { expiryOf } from "./lifetimes.ts";
import { packed } from "./packed.ts";
import type { Query } from "./sending.ts";
import { isoOf } from "./times.ts";

type Body = Pick<Tally, "cells" | "faults" | "halves" | "ended" | "unreadable">;

const PARTS = ["cells", "faults", "halves", "ended"] as const satisfies readonly (keyof Body)[];

const TALLY = v.object({
  name: v.string(),
  logGroup: v.string(),
  logStream: v.string(),
  arrivedAt: TIME,
  body: packedPart(isBody),
});
const ARRIVAL = v.object({ pk: v.string(), arrivedAt: TIME });

/** A tally is one write, billed by the kilobyte: all but what finds it again is packed. */
export function tallyItem(tally: Tally): Item {
  const { cells, faults, halves, ended, unreadable, arrivedAt, ...plain } = tally;
  const body: Body = { cells, faults, halves, ended, ...(unreadable && { unreadable }) };
  return {
    ...tallyKey(tally.name),
    ...stamp("tally"),
    ...plain,
    arrivedAt: isoOf(arrivedAt),
    arrivalShard: arrivalShardOf(tally.name),
    body: packed(body),
    expiresAt: expiryOf("tally", arrivedAt),
  };
}

export function tallyIn(item: Item): Tally {
  const { body, ...tally } = read(item, "tally", TALLY);
  return { ...tally, ...body };
}

/** Tallies of one shard that arrived at or after `from`. The index lags behind by moments. */
export function arrivalsQuery(shard: number, from: EpochMs): Query {
  return {
    IndexName: "by-arrival",
    KeyConditionExpression: "arrivalShard = :shard AND arrivedAt >= :from",
    ExpressionAttributeValues: { ":shard": arrivalShard(shard), ":from": isoOf(from) },
  };
}

export function arrivalIn(item: Item): Arrival {
  const { pk, arrivedAt } = v.parse(ARRIVAL, item);
  return { name: tallyNameIn(pk), arrivedAt };
}

function isBody(value: unknown): value is Body {
  return isObject(value) && PARTS.every((part) => Array.isArray(value[part]));
}
