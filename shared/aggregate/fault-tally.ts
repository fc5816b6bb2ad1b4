import { present } from "../domain/present.ts";
import type { Remedy } from "../domain/remedy.ts";
import type { FaultSummary } from "../domain/summary.ts";
import type { Judgement, RequestFacts, Verdict } from "../domain/verdict.ts";
import { BoundedCounts } from "./bounded-counts.ts";
import { Buckets } from "./buckets.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { betterSample } from "./sample.ts";
import { isDate, Span } from "./span.ts";

export type FailedJudgement = Judgement & {
  readonly verdict: Extract<Verdict, { readonly kind: "failed" }>;
};

const ROUTES_KEPT = 1000;
const ROUTES_LISTED = 20;
/** A status is a number of three digits, but an access log may say anything. */
const STATUSES_KEPT = 100;

/** All failures of one fault so far. */
export class FaultTally {
  readonly #fingerprint: string;
  readonly #routes = new BoundedCounts<string>(ROUTES_KEPT);
  readonly #statuses = new BoundedCounts<number>(STATUSES_KEPT);
  readonly #span = new Span();
  readonly #buckets = new Buckets();
  #count = 0;
  #sample: FailedJudgement;

  constructor(key: string, first: FailedJudgement) {
    this.#fingerprint = fingerprintOf(key);
    this.#sample = first;
  }

  add(judgement: FailedJudgement, bucketMs: number): void {
    const { facts, count } = judgement;
    this.#count += count;
    this.#sample = betterSample(this.#sample, judgement);
    if (facts.route !== undefined) this.#routes.add(routeKey(facts), count);
    if (facts.status !== undefined) this.#statuses.add(facts.status, count);
    if (isDate(facts.time)) {
      this.#span.include(facts.time);
      this.#buckets.add(facts.time, count, bucketMs);
    }
  }

  summary(bucketMs: number, remedyFor: (judgement: Judgement) => Remedy): FaultSummary {
    const { facts, grade, verdict } = this.#sample;
    const { from, to } = this.#span;
    const { accountId, region, apiId, apiType, stage, target } = facts;
    const routes = this.#routes.ranked();
    return {
      fingerprint: this.#fingerprint,
      diagnosis: verdict.diagnosis,
      ...present({ accountId, region, apiId, apiType, stage, target }),
      count: this.#count,
      routes: routes.slice(0, ROUTES_LISTED).map(([key, count]) => ({ ...routeIn(key), count })),
      otherRoutes: this.#routes.rest + total(routes.slice(ROUTES_LISTED)),
      statuses: this.#statuses.ranked().map(([status, count]) => ({ status, count })),
      ...present({ firstSeen: from, lastSeen: to }),
      grade,
      sample: this.#sample,
      remedy: remedyFor(this.#sample),
      buckets: this.#buckets.list(bucketMs),
    };
  }
}

function routeKey({ method, route }: RequestFacts): string {
  return JSON.stringify({ method, route });
}

function routeIn(key: string): { readonly method?: string; readonly route: string } {
  return JSON.parse(key);
}

function total(counts: readonly (readonly [string, number])[]): number {
  return counts.reduce((sum, [, count]) => sum + count, 0);
}
