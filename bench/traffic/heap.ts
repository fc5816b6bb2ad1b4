/** A binary heap: `peek` and `pop` give the item that comes before all others. */
export class Heap<Item> {
  readonly #items: Item[] = [];
  readonly #isBefore: (a: Item, b: Item) => boolean;

  constructor(isBefore: (a: Item, b: Item) => boolean) {
    this.#isBefore = isBefore;
  }

  get size(): number {
    return this.#items.length;
  }

  peek(): Item | undefined {
    return this.#items[0];
  }

  push(item: Item): void {
    const items = this.#items;
    let at = items.length;
    items.push(item);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = items[parent] as Item;
      if (!this.#isBefore(item, above)) break;
      items[at] = above;
      at = parent;
    }
    items[at] = item;
  }

  pop(): Item | undefined {
    const first = this.#items[0];
    const last = this.#items.pop();
    if (this.#items.length > 0) this.#sink(last as Item);
    return first;
  }

  /** Puts `item` in place of the first one: one walk instead of the two of `pop` and `push`. */
  replaceFirst(item: Item): void {
    this.#sink(item);
  }

  #sink(item: Item): void {
    const items = this.#items;
    let at = 0;
    for (let child = 1; child < items.length; child = 2 * at + 1) {
      const right = child + 1;
      const isRight =
        right < items.length && this.#isBefore(items[right] as Item, items[child] as Item);
      const least = isRight ? right : child;
      if (!this.#isBefore(items[least] as Item, item)) break;
      items[at] = items[least] as Item;
      at = least;
    }
    items[at] = item;
  }
}
