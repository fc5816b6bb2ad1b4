import { scopeKeyOf } from "../../shared/aggregate/scope.ts";
import { type TallyParts, tallyOf } from "../../shared/aggregate/tally.ts";
import type { Strikes } from "../../shared/domain/fault.ts";
import type { Settled } from "../../shared/domain/settled.ts";
import type { Aggregate, Tally } from "../../shared/domain/tally.ts";
import { toEpochMs } from "../../shared/domain/time.ts";
import { at } from "./judgements.ts";

export const HOME = { accountId: "123456789012", region: "eu-west-1" } as const;
export const ORDERS_SCOPE = { ...HOME, apiId: "a1b2c3d4e5", stage: "prod" } as const;
export const ORDERS_KEY = scopeKeyOf(ORDERS_SCOPE);

const NOTHING_SETTLED: Settled = { statuses: new Map(), records: 0 };

/** A delivery whose newest event is 10 minutes past ten, written 5 s later. */
export function tally(changes: Partial<TallyParts> = {}): Tally {
  return tallyOf({
    name: "delivery:0123456789abcdef01234567",
    logGroup: "API-Gateway-Execution-Logs_a1b2c3d4e5/prod",
    logStream: "stream-1",
    arrivedAt: at(605),
    time: at(600),
    home: HOME,
    scope: ORDERS_SCOPE,
    settled: NOTHING_SETTLED,
    judgements: [],
    halves: [],
    ended: [],
    ...changes,
  });
}

/** Strikes at whole seconds after ten. */
export function struck(count: number, first: number, last: number = first): Strikes {
  return { count, firstSeen: at(first), lastSeen: at(last) };
}

/** A minute of the orders API. */
export function minute(start: number, changes: Partial<Aggregate> = {}): Aggregate {
  return {
    span: "minute",
    scope: ORDERS_KEY,
    start: toEpochMs(at(start)),
    requests: {},
    strikes: {},
    causes: {},
    ...changes,
  };
}
