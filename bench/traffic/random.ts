/** A seeded source of numbers: the same seed gives the same traffic on every machine. */
export type Random = {
  /** From 0 to 1, without 1. */
  fraction(): number;
  /** A whole number from 0 to `limit`, without `limit`. */
  below(limit: number): number;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  /** `length` characters of `alphabet`. */
  text(length: number, alphabet: string): string;
};

/** mulberry32: 32 bits of state are plenty for a log that nobody is to guess. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(fraction() * limit);
  return {
    fraction,
    below,
    pick: (items) => items[below(items.length)] ?? items[0],
    text(length, alphabet) {
      let text = "";
      while (text.length < length) text += alphabet.charAt(below(alphabet.length));
      return text;
    },
  };
}
