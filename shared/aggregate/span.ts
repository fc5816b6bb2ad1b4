import type { EpochMs } from "../domain/time.ts";

/** No `Date` goes further, so what claims to be later or earlier is no time. */
const FURTHEST_MS = 8.64e15;

/** True for a time there is; hostile input may claim any number. */
export function isDate(time: EpochMs | undefined): time is EpochMs {
  return time !== undefined && Math.abs(time) <= FURTHEST_MS;
}

/** From the earliest to the latest of the times it was shown. */
export class Span {
  #from: EpochMs | undefined;
  #to: EpochMs | undefined;

  get from(): EpochMs | undefined {
    return this.#from;
  }

  get to(): EpochMs | undefined {
    return this.#to;
  }

  include(time: EpochMs): void {
    if (this.#from === undefined || time < this.#from) this.#from = time;
    if (this.#to === undefined || time > this.#to) this.#to = time;
  }
}
