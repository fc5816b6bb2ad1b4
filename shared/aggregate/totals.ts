import type { Totals } from "../domain/summary.ts";
import type { Judgement } from "../domain/verdict.ts";

const KIND_TOTAL = {
  failed: "failed",
  unclassified: "unclassified",
  success: "succeeded",
} as const;

/** Requests by outcome and by class of status. */
export class RunningTotals {
  readonly #outcomes = { failed: 0, unclassified: 0, succeeded: 0 };
  readonly #byStatusClass: Record<string, number> = {};
  #withoutOutcome = 0;
  #incomplete = 0;
  #records = 0;

  add({ verdict, facts, completeness, records, count }: Judgement): void {
    this.#outcomes[KIND_TOTAL[verdict.kind]] += count;
    this.#addStatus(facts.status, count);
    this.#records += records.length;
    if (verdict.kind === "unclassified" && verdict.withoutOutcome) this.#withoutOutcome += count;
    if (completeness !== "complete") this.#incomplete += count;
  }

  /** Adds requests known to have succeeded, by status, and the records that said so. */
  addSucceeded(statuses: ReadonlyMap<number, number>, records: number): void {
    this.#records += records;
    for (const [status, count] of statuses) {
      this.#outcomes.succeeded += count;
      this.#addStatus(status, count);
    }
  }

  list(): Totals {
    const { failed, unclassified, succeeded } = this.#outcomes;
    return {
      requests: failed + unclassified + succeeded,
      failed,
      unclassified,
      withoutOutcome: this.#withoutOutcome,
      succeeded,
      byStatusClass: Object.fromEntries(Object.entries(this.#byStatusClass).sort()),
      incomplete: this.#incomplete,
      records: this.#records,
    };
  }

  #addStatus(status: number | undefined, count: number): void {
    const name = statusClass(status);
    this.#byStatusClass[name] = (this.#byStatusClass[name] ?? 0) + count;
  }
}

function statusClass(status: number | undefined): string {
  const hundreds = Math.floor((status ?? 0) / 100);
  return hundreds >= 1 && hundreds <= 5 ? `${hundreds}xx` : "unknown";
}
