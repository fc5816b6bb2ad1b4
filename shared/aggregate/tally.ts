import { createHash } from "node:crypto";
import type { Fault } from "../domain/fault.ts";
import { groupedBy } from "../domain/grouped.ts";
import type { Settled } from "../domain/settled.ts";
import type { Scope, Tally } from "../domain/tally.ts";
import type { EpochMs } from "../domain/time.ts";
import type { Judgement } from "../domain/verdict.ts";
import { cellsOf } from "./cells.ts";
import { type Counted, countedJudgement, countedSettled } from "./counted.ts";
import { uncrowded } from "./crowd.ts";
import { type Home, scopeIn } from "./fault.ts";

const NAME_DIGITS = 24;
const OF_REQUEST = "request:";

/** What tells one delivery from every other. */
export type DeliveryId = {
  readonly logGroup: string;
  readonly logStream: string;
  readonly firstId: string;
  readonly lastId: string;
  /** Log events. */
  readonly count: number;
};

/** `delivery:` and 24 hexadecimal digits: the same when the same delivery comes again. */
export function deliveryName(id: DeliveryId): string {
  return `delivery:${digest([id.logGroup, id.logStream, id.firstId, id.lastId, id.count])}`;
}

/** `request:` and 24 hexadecimal digits. */
export function requestName(logGroup: string, requestId: string): string {
  return `${OF_REQUEST}${digest([logGroup, requestId])}`;
}

/** Whether the tally of this name is of one request, and so holds no halves. */
export function isOfRequest(name: string): boolean {
  return name.startsWith(OF_REQUEST);
}

export type TallyParts = Pick<
  Tally,
  "name" | "logGroup" | "logStream" | "arrivedAt" | "halves" | "ended"
> & {
  readonly home: Home;
  /** Of the envelope: the plain successes are counted for it. */
  readonly scope: Scope;
  /** Of the newest log event. */
  readonly time: EpochMs;
  readonly settled: Settled;
  /** Redacted. */
  readonly judgements: readonly Judgement[];
};

/**
 * What one delivery contributes. Its cells and faults stay below 72 KB together as JSON, whatever the
 * log holds, and neither they nor which faults are listed depend on the order of the judgements.
 */
export function tallyOf(parts: TallyParts): Tally {
  const { name, logGroup, logStream, arrivedAt, halves, ended } = parts;
  const items = uncrowded(countedIn(parts), parts.home);
  return {
    name,
    logGroup,
    logStream,
    arrivedAt,
    cells: cellsOf(items, parts.time),
    faults: faultsOf(items),
    halves,
    ended,
  };
}

function countedIn(parts: TallyParts): readonly Counted[] {
  const { judgements, settled, scope, home, time } = parts;
  return [
    ...judgements.map((judgement) => countedJudgement(judgement, home, time)),
    ...countedSettled(settled, scopeIn(scope, home), time),
  ];
}

/** Each fault once, as its earliest failure describes it. */
function faultsOf(items: readonly Counted[]): readonly Fault[] {
  const failures = items.flatMap(({ fault, time }) => (fault ? [{ fault, time }] : []));
  return [...groupedBy(failures, ({ fault }) => fault.fingerprint)]
    .map(([, group]) => group.reduce(earlier).fault)
    .sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
}

type Failure = { readonly fault: Fault; readonly time: EpochMs };

function earlier(a: Failure, b: Failure): Failure {
  if (a.time !== b.time) return a.time < b.time ? a : b;
  return JSON.stringify(a.fault) <= JSON.stringify(b.fault) ? a : b;
}

function digest(parts: readonly (string | number)[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, NAME_DIGITS);
}
