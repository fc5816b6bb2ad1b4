import type { RequestFacts } from "../domain/verdict.ts";

/** The offset that the earliest request was logged with, of those whose record has one. */
export class FirstZone {
  #time = Number.POSITIVE_INFINITY;
  #zone: string | undefined;

  get zone(): string | undefined {
    return this.#zone;
  }

  see({ time, zone }: RequestFacts): void {
    if (time === undefined || zone === undefined) return;
    const isFirst = time < this.#time || (time === this.#time && zone < String(this.#zone));
    if (!isFirst) return;
    this.#time = time;
    this.#zone = zone;
  }
}
