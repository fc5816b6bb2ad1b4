import type { Strikes } from "../domain/fault.ts";
import type { ByStatusClass, StatusClass } from "../domain/tally.ts";
import { toEpochMs } from "../domain/time.ts";

/** Requests, strikes and causes added up; the order they come in makes no difference. */
export class Sums {
  readonly #requests = new Map<StatusClass, number>();
  readonly #strikes = new Map<string, Strikes>();
  readonly #causes = new Map<string, number>();

  addRequests(status: StatusClass, count: number): void {
    increase(this.#requests, status, count);
  }

  addStrikes(fingerprint: string, strikes: Strikes): void {
    this.#strikes.set(fingerprint, joined(this.#strikes.get(fingerprint), strikes));
  }

  addCause(cause: string, count: number): void {
    increase(this.#causes, cause, count);
  }

  requests(): ByStatusClass {
    return sorted(this.#requests);
  }

  /** By fingerprint. */
  strikes(): Readonly<Record<string, Strikes>> {
    return sorted(this.#strikes);
  }

  causes(): Readonly<Record<string, number>> {
    return sorted(this.#causes);
  }
}

/** Two spans of strikes of one fault as one. */
export function joined(before: Strikes | undefined, more: Strikes): Strikes {
  if (before === undefined) return more;
  return {
    count: before.count + more.count,
    firstSeen: toEpochMs(Math.min(before.firstSeen, more.firstSeen)),
    lastSeen: toEpochMs(Math.max(before.lastSeen, more.lastSeen)),
  };
}

function increase<Key>(counts: Map<Key, number>, key: Key, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

/** In the order of the keys, so that equal sums are equal to the byte. */
function sorted<Key extends string, Value>(map: ReadonlyMap<Key, Value>): Record<Key, Value> {
  const entries = [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries) as Record<Key, Value>;
}
