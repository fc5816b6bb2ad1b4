import { present } from "../domain/present.ts";
import { FORMS, type Form, type Unreadable } from "../domain/record.ts";
import type { Remedy } from "../domain/remedy.ts";
import type { Settled } from "../domain/settled.ts";
import type { Summary } from "../domain/summary.ts";
import type { Judgement } from "../domain/verdict.ts";
import { bucketWidth } from "./buckets.ts";
import { type FailedJudgement, FaultTally } from "./fault-tally.ts";
import { faultKey } from "./fingerprint.ts";
import { FirstZone } from "./first-zone.ts";
import { isDate, Span } from "./span.ts";
import { RunningTotals } from "./totals.ts";
import { UnknownClusters } from "./unknown-clusters.ts";
import { UnreadableExamples } from "./unreadable-examples.ts";

const FAULTS_KEPT = 5000;

export type AggregatorOptions = {
  /** Asked once for each fault, with its sample, when the summary is made. */
  readonly remedyFor: (judgement: Judgement) => Remedy;
  readonly inputs: readonly string[];
};

/** Sums judgements up in bounded memory; the order they come in makes no difference. */
export type Aggregator = {
  add(judgement: Judgement): void;
  addSettled(settled: Settled): void;
  addUnreadable(unreadable: Unreadable): void;
  addForms(forms: readonly Form[]): void;
  /** No log entry was found in an input. */
  addUnread(input: string): void;
  summary(): Summary;
};

export function createAggregator(options: AggregatorOptions): Aggregator {
  const sums = new Sums();
  return {
    add: (judgement) => sums.add(judgement),
    addSettled: (settled) => sums.addSettled(settled),
    addUnreadable: (unreadable) => sums.unreadable.add(unreadable),
    addForms: (forms) => sums.addForms(forms),
    addUnread: (input) => sums.unread.push(input),
    summary: () => sums.summary(options),
  };
}

class Sums {
  readonly unreadable = new UnreadableExamples();
  readonly unread: string[] = [];
  readonly #totals = new RunningTotals();
  readonly #span = new Span();
  readonly #zone = new FirstZone();
  readonly #faults = new Map<string, FaultTally>();
  readonly #unknown = new UnknownClusters();
  readonly #forms = new Set<Form>();
  #unlistedFailed = 0;

  add(judgement: Judgement): void {
    const { facts, verdict } = judgement;
    this.#totals.add(judgement);
    this.#zone.see(facts);
    if (isDate(facts.time)) this.#span.include(facts.time);
    if (isFailed(judgement)) this.#addFailed(judgement);
    if (verdict.kind === "unclassified") this.#unknown.add(verdict.template, judgement);
  }

  addSettled({ statuses, records, from, to }: Settled): void {
    this.#totals.addSucceeded(statuses, records);
    for (const time of [from, to].filter(isDate)) this.#span.include(time);
  }

  addForms(forms: readonly Form[]): void {
    for (const form of forms) this.#forms.add(form);
  }

  summary({ inputs, remedyFor }: AggregatorOptions): Summary {
    const bucketMs = bucketWidth(this.#span);
    const unlisted = { failed: this.#unlistedFailed, unclassified: this.#unknown.rest };
    return {
      inputs,
      totals: this.#totals.list(),
      faults: [...this.#faults.values()]
        .map((fault) => fault.summary(bucketMs, remedyFor))
        .sort((a, b) => b.count - a.count || (a.fingerprint < b.fingerprint ? -1 : 1)),
      unknown: this.#unknown.list(),
      ...(unlisted.failed + unlisted.unclassified > 0 ? { unlisted } : {}),
      unreadable: { count: this.unreadable.count, examples: this.unreadable.list() },
      ...(this.unread.length > 0 ? { unread: this.unread } : {}),
      forms: FORMS.filter((form) => this.#forms.has(form)),
      ...present({ from: this.#span.from, to: this.#span.to }),
      bucketMs,
      ...present({ zone: this.#zone.zone }),
    };
  }

  #addFailed(judgement: FailedJudgement): void {
    const key = faultKey(judgement.verdict.diagnosis, judgement.facts);
    const fault = this.#faults.get(key) ?? this.#openFault(key, judgement);
    if (fault === undefined) this.#unlistedFailed += judgement.count;
    else fault.add(judgement, bucketWidth(this.#span));
  }

  #openFault(key: string, first: FailedJudgement): FaultTally | undefined {
    if (this.#faults.size >= FAULTS_KEPT) return undefined;
    const fault = new FaultTally(key, first);
    this.#faults.set(key, fault);
    return fault;
  }
}

function isFailed(judgement: Judgement): judgement is FailedJudgement {
  return judgement.verdict.kind === "failed";
}
