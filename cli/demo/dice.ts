/** Random numbers that are the same for the same seed. */
export type Dice = {
  /** From 0 to below 1. */
  fraction(): number;
  /** A whole number that is `mean` on average, never far from it. */
  about(mean: number): number;
  /** So many hexadecimal digits. */
  hex(digits: number): string;
  uuid(): string;
};

/** By mulberry32: 32 bits of state are plenty for some thousand requests. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => Math.floor(fraction() * 16).toString(16)).join("");
  return {
    fraction,
    about: (mean) => Math.round(mean * (0.75 + fraction() / 2)),
    hex,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
  };
}
