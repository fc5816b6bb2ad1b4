import type { Entry, EntryKind } from "./entry.ts";

/** A place where entries of a kind tell facts: each named group is one. */
export type Hint = readonly [EntryKind, RegExp];

/** Facts by name, as one source has them. */
export type Told = Readonly<Record<string, string | undefined>>;

/** What entries tell, in the order of the hints. */
export function toldBy(entries: readonly Entry[], hints: readonly Hint[]): readonly Told[] {
  return hints.flatMap(([kind, pattern]) =>
    entries
      .filter((entry) => entry.kind === kind)
      .map(({ value }): Told => pattern.exec(value)?.groups ?? {}),
  );
}

/** Each part as the first source has it that has it at all. */
export function firstTold<Part extends string>(
  parts: readonly Part[],
  sources: readonly Told[],
): { readonly [P in Part]?: string } {
  const told: { [P in Part]?: string } = {};
  for (const part of parts) {
    const value = sources.find((source) => source[part])?.[part];
    if (value !== undefined) told[part] = value;
  }
  return told;
}
