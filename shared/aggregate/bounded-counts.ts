/** Counts by key for at most `limit` keys, the first that come; all others together in `rest`. */
export class BoundedCounts<Key> {
  readonly #counts = new Map<Key, number>();
  readonly #limit: number;
  rest = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(key: Key, count: number): void {
    const before = this.#counts.get(key);
    if (before === undefined && this.#counts.size >= this.#limit) this.rest += count;
    else this.#counts.set(key, (before ?? 0) + count);
  }

  /** Largest count first, then by key. */
  ranked(): readonly (readonly [Key, number])[] {
    return [...this.#counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  }
}
