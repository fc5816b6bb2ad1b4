import type { LogRecord, Origin } from "../domain/record.ts";
import type { Entry, EntryKind } from "./entry.ts";

/** A place where entries of a kind tell facts: each named group is one. */
export type Hint = readonly [EntryKind, RegExp];

/** Facts by name, as one source has them. */
export type Told = Readonly<Record<string, string | undefined>>;

/** What entries tell, in the order of the hints, one after another: what is not asked is not read. */
export function* toldBy(entries: readonly Entry[], hints: readonly Hint[]): Iterable<Told> {
  for (const [kind, pattern] of hints) {
    for (const entry of entries) {
      if (entry.kind === kind) yield pattern.exec(entry.value)?.groups ?? {};
    }
  }
}

/** What the records' wrappings tell: mostly one wrapping for all of them. */
export function* originsOf(records: readonly LogRecord[]): Iterable<Told> {
  let last: Origin | undefined;
  for (const { origin } of records) {
    if (origin !== last) yield origin;
    last = origin;
  }
}

/** Each part as the first source has it that has it at all; stops once every part is told. */
export function firstTold<Part extends string>(
  parts: readonly Part[],
  sources: Iterable<Told>,
): { readonly [P in Part]?: string } {
  const told: { [P in Part]?: string } = {};
  let missing = parts;
  for (const source of sources) {
    for (const part of missing) {
      const value = source[part];
      if (value) told[part] = value;
    }
    missing = missing.filter((part) => told[part] === undefined);
    if (missing.length === 0) break;
  }
  return told;
}
