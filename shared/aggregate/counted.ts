import type { Fault } from "../domain/fault.ts";
import type { Settled } from "../domain/settled.ts";
import type { Scope, StatusClass } from "../domain/tally.ts";
import type { EpochMs } from "../domain/time.ts";
import type { Judgement } from "../domain/verdict.ts";
import { faultIn, type Home, scopeIn } from "./fault.ts";

/** Equal requests as a tally counts them; with a fault, as strikes of it too. */
export type Counted = {
  readonly scope: Scope;
  readonly time: EpochMs;
  readonly status: StatusClass;
  readonly count: number;
  readonly fault?: Fault;
};

const CLASSES: Readonly<Record<number, StatusClass>> = { 2: "2xx", 3: "3xx", 4: "4xx", 5: "5xx" };

/** CloudWatch Logs refuses events older than 14 days. */
const OLDEST_MS = 15 * 86_400_000;

export function countedJudgement(judgement: Judgement, home: Home, newest: EpochMs): Counted {
  const { facts, count } = judgement;
  const scope = scopeIn(facts, home);
  const fault = faultIn(scope, judgement);
  return {
    scope,
    time: credible(facts.time, newest),
    status: statusClass(facts.status),
    count,
    ...(fault === undefined ? {} : { fault }),
  };
}

/** Plain successes: only the last of them is known by its time. */
export function countedSettled(
  { statuses, to }: Settled,
  scope: Scope,
  newest: EpochMs,
): readonly Counted[] {
  const time = credible(to, newest);
  return [...statuses].map(([status, count]) => ({
    scope,
    time,
    status: statusClass(status),
    count,
  }));
}

/** A log may claim any time; no request of a delivery can be newer than its newest event. */
function credible(time: EpochMs | undefined, newest: EpochMs): EpochMs {
  const isCredible = time !== undefined && time <= newest && time >= newest - OLDEST_MS;
  return isCredible ? time : newest;
}

function statusClass(status = 0): StatusClass {
  return CLASSES[Math.floor(status / 100)] ?? "unknown";
}
