import * as v from "valibot";
import type {
  Aggregate,
  ByStatusClass,
  Contribution,
  FaultHour,
  ScopeKey,
} from "../../domain/tally.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Stretch } from "../../ports.ts";
import { type Item, isObject, packedPart, read, stamp, TIME, text } from "./item.ts";
import { aggregatesPk, contributionsPk, faultPk, HOURS } from "./keys.ts";
import { expiryOf } from "./lifetimes.ts";
import { packed } from "./packed.ts";
import type { Query } from "./sending.ts";
import { isoBefore, isoOf } from "./times.ts";

const COUNTS = v.record(v.string(), v.number());
const AGGREGATE = v.object({
  span: v.picklist(["minute", "hour"]),
  scope: text<ScopeKey>(),
  start: TIME,
  requests: COUNTS as v.GenericSchema<ByStatusClass>,
  causes: COUNTS,
  strikes: packedPart(isStrikes),
});
const CONTRIBUTION = v.object({ ...AGGREGATE.entries, arrivalMinute: TIME });
const FAULT_HOUR = v.object({
  fingerprint: v.string(),
  hour: TIME,
  minutes: packedPart(isMinutes),
});

/** Put whole by the sweep, which alone writes aggregates. */
export function aggregateItem(aggregate: Aggregate): Item {
  const { span, scope, start } = aggregate;
  return {
    pk: aggregatesPk(span, scope),
    sk: isoOf(start),
    ...stamp("aggregate"),
    ...aggregateFields(aggregate),
    expiresAt: expiryOf(span, start),
  };
}

export function aggregateIn(item: Item): Aggregate {
  return read(item, "aggregate", AGGREGATE);
}

/** Ascending. */
export function aggregatesQuery(span: Aggregate["span"], { scope, from, to }: Stretch): Query {
  return between(aggregatesPk(span, scope), isoOf(from), isoBefore(to));
}

/** Kept as long after it arrived as the minute it is part of: a late one needs its siblings. */
export function contributionItem({ arrivalMinute, aggregate }: Contribution): Item {
  return {
    pk: contributionsPk(aggregate.scope, aggregate.start),
    sk: isoOf(arrivalMinute),
    ...stamp("contribution"),
    ...aggregateFields(aggregate),
    arrivalMinute: isoOf(arrivalMinute),
    expiresAt: expiryOf("contribution", arrivalMinute),
  };
}

export function contributionIn(item: Item): Contribution {
  const { arrivalMinute, ...aggregate } = read(item, "contribution", CONTRIBUTION);
  return { arrivalMinute, aggregate };
}

export function contributionsQuery(scope: ScopeKey, minute: EpochMs): Query {
  return {
    KeyConditionExpression: "pk = :pk",
    ExpressionAttributeValues: { ":pk": contributionsPk(scope, minute) },
    ConsistentRead: true,
  };
}

export function faultHourItem({ fingerprint, hour, minutes }: FaultHour): Item {
  return {
    pk: faultPk(fingerprint),
    sk: `${HOURS}${isoOf(hour)}`,
    ...stamp("fault_hour"),
    fingerprint,
    hour: isoOf(hour),
    count: Object.values(minutes).reduce((sum, { count }) => sum + count, 0),
    minutes: packed(minutes),
    expiresAt: expiryOf("fault_hour", hour),
  };
}

export function faultHourIn(item: Item): FaultHour {
  return read(item, "fault_hour", FAULT_HOUR);
}

/** Ascending. */
export function faultHoursQuery(fingerprint: string, from: EpochMs, to: EpochMs): Query {
  return between(faultPk(fingerprint), `${HOURS}${isoOf(from)}`, `${HOURS}${isoBefore(to)}`);
}

/** What analysts add up stands plainly; strikes can be 1,500 faults, and are packed. */
function aggregateFields({ strikes, start, ...aggregate }: Aggregate): Item {
  return { ...aggregate, start: isoOf(start), strikes: packed(strikes) };
}

function between(pk: string, first: string, last: string): Query {
  return {
    KeyConditionExpression: "pk = :pk AND sk BETWEEN :first AND :last",
    ExpressionAttributeValues: { ":pk": pk, ":first": first, ":last": last },
    ConsistentRead: true,
  };
}

function isStrikes(value: unknown): value is Aggregate["strikes"] {
  return isObject(value);
}

function isMinutes(value: unknown): value is FaultHour["minutes"] {
  return isObject(value);
}
