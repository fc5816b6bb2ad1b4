import * as v from "valibot";
import { present } from "../../domain/present.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Judgement } from "../../domain/verdict.ts";
import { boundedSample } from "./bounded-sample.ts";
import { isSample } from "./incident-fields.ts";
import { type Item, read, stamp } from "./item.ts";
import type { Key } from "./keys.ts";
import { expiryOf } from "./lifetimes.ts";
import type { Query } from "./sending.ts";
import { isoOf } from "./times.ts";

const SAMPLE = v.object({
  judgement: v.pipe(v.string(), v.parseJson(), v.custom<Judgement>(isSample, "is no judgement")),
});

/** Few and written once, so its JSON stands there to be read. `now` dates one whose log has no time. */
export function sampleItem(key: Key, sample: Judgement, now: EpochMs): Item {
  const bounded = boundedSample(sample);
  const { requestId, time, status } = bounded.facts;
  return {
    ...key,
    ...stamp("sample"),
    ...present({ requestId, status, time: time === undefined ? undefined : isoOf(time) }),
    judgement: JSON.stringify(bounded),
    expiresAt: expiryOf("sample", time ?? now),
  };
}

export function sampleIn(item: Item): Judgement {
  return read(item, "sample", SAMPLE).judgement;
}

/** In order of their slots. */
export function samplesQuery({ pk, sk }: Key): Query {
  return {
    KeyConditionExpression: "pk = :pk AND begins_with(sk, :samples)",
    ExpressionAttributeValues: { ":pk": pk, ":samples": sk },
    ConsistentRead: true,
  };
}
