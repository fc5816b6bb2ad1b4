import { joined } from "../aggregate/sums.ts";
import type { Fault, Strikes } from "../domain/fault.ts";
import type { Cell, ScopeKey, Tally } from "../domain/tally.ts";
import type { Judgement } from "../domain/verdict.ts";

/** How often a fault struck, and where it belongs. */
export type StrikesOf = {
  readonly fault: Fault;
  readonly scope: ScopeKey;
  readonly strikes: Strikes;
};

/** What the tallies say of each fault they name. */
export function strikesIn(tallies: readonly Tally[]): readonly StrikesOf[] {
  const sums = new Map<string, StrikesOf>();
  for (const { fault, scope, strikes } of tallies.flatMap(strikesOf)) {
    const sum = sums.get(fault.fingerprint)?.strikes;
    sums.set(fault.fingerprint, { fault, scope, strikes: joined(sum, strikes) });
  }
  return [...sums.values()];
}

function strikesOf({ cells, faults }: Tally): readonly StrikesOf[] {
  return cells.flatMap(({ scope, strikes: each }) =>
    faults.flatMap((fault) => {
      const strikes = each[fault.fingerprint];
      return strikes === undefined ? [] : [{ fault, scope, strikes }];
    }),
  );
}

/**
 * All requests and failures of a stage in the tallies, when its log shows more than failures: `logsAll`
 * where a failing request shows its steps, or where one that went well is counted.
 */
export function requestsIn(
  cells: readonly Cell[],
  scope: ScopeKey,
  logsAll: boolean,
): number | undefined {
  let good = 0;
  let all = 0;
  for (const { requests } of cells.filter((cell) => cell.scope === scope)) {
    for (const [statusClass, count] of Object.entries(requests)) {
      all += count;
      if (statusClass === "2xx" || statusClass === "3xx") good += count;
    }
  }
  return good === 0 && !logsAll ? undefined : all;
}

/** True when the stage logs more than failures, as a sample of level INFO shows. */
export function logsAll(sample: Judgement | undefined): boolean {
  return sample?.grade === "A" || sample?.grade === "B";
}
