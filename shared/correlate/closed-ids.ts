/** No id is longer; of a text in an id's place that is, this much tells it. */
const LONGEST_ID = 256;

/**
 * The ids of traces that were given out, so that their late records are told from new requests.
 * Two generations: when the young one is full the old one is forgotten, so at most `limit` are kept
 * and at least half of that.
 */
export class ClosedIds {
  readonly #generation: number;
  #young = new Map<string, string | undefined>();
  #old = new Map<string, string | undefined>();

  constructor(limit: number) {
    this.#generation = Math.max(1, Math.floor(limit / 2));
  }

  /** Remembers `id`, and the extended id its request had. */
  add(id: string, extendedId: string | undefined): void {
    if (this.#young.size >= this.#generation) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(copied(id), extendedId === undefined ? undefined : copied(extendedId));
  }

  /** False for an id that a client used again: then the extended id is another one. */
  has(id: string, extendedId: string | undefined): boolean {
    const key = beginning(id);
    const generation = this.#young.has(key) ? this.#young : this.#old;
    if (!generation.has(key)) return false;
    const closed = generation.get(key);
    return closed === undefined || extendedId === undefined || closed === beginning(extendedId);
  }
}

function beginning(id: string): string {
  return id.slice(0, LONGEST_ID);
}

/** A string of its own: V8 keeps the whole line alive for the sake of an id that was cut out of it. */
function copied(id: string): string {
  return ` ${beginning(id)}`.slice(1);
}
