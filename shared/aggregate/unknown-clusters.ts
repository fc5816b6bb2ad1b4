import type { UnknownCluster } from "../domain/summary.ts";
import type { Judgement } from "../domain/verdict.ts";
import { betterSample } from "./sample.ts";

const CLUSTERS_KEPT = 1000;

/** Unclassified requests by template: the first 1,000 templates, all others in `rest`. */
export class UnknownClusters {
  readonly #clusters = new Map<string, UnknownCluster>();
  rest = 0;

  add(template: string, judgement: Judgement): void {
    const before = this.#clusters.get(template);
    if (before === undefined && this.#clusters.size >= CLUSTERS_KEPT) {
      this.rest += judgement.count;
      return;
    }
    this.#clusters.set(template, {
      template,
      count: (before?.count ?? 0) + judgement.count,
      sample: before === undefined ? judgement : betterSample(before.sample, judgement),
    });
  }

  /** Most requests first. */
  list(): readonly UnknownCluster[] {
    return [...this.#clusters.values()].sort(
      (a, b) => b.count - a.count || (a.template < b.template ? -1 : 1),
    );
  }
}
