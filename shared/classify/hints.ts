import type { LogRecord, Origin } from "../domain/record.ts";
import type { EntriesByKind, EntryKind } from "./entry.ts";
import type { Statement } from "./statement.ts";

/** A place where entries of a kind tell facts: each named group is one. */
export type Hint = readonly [EntryKind, RegExp];

/** Facts by name, as one source has them. */
export type Told = Readonly<Record<string, string | undefined>>;

/**
 * Each part as the first source has it that has it at all. Asked for every request, so sources are
 * offered one by one: what comes after all parts are known is never read.
 */
export class FirstTold<Part extends string> {
  readonly told: { [P in Part]?: string } = {};
  #missing: readonly Part[];

  constructor(parts: readonly Part[]) {
    this.#missing = parts;
  }

  get isDone(): boolean {
    return this.#missing.length === 0;
  }

  hear(source: Told | undefined): void {
    if (source === undefined || this.isDone) return;
    let isNews = false;
    for (const part of this.#missing) {
      const value = source[part];
      if (!value) continue;
      this.told[part] = value;
      isNews = true;
    }
    if (isNews) this.#missing = this.#missing.filter((part) => this.told[part] === undefined);
  }

  /** What the records' wrappings tell: mostly one wrapping for all of them. */
  hearOrigins(records: readonly LogRecord[]): void {
    let last: Origin | undefined;
    for (const { origin } of records) {
      if (origin !== last) this.hear(origin);
      last = origin;
    }
  }

  /** What entries tell, in the order of the hints. */
  hearEntries(byKind: EntriesByKind, hints: readonly Hint[]): void {
    for (const [kind, pattern] of hints) {
      if (this.isDone) return;
      for (const { value } of byKind.get(kind) ?? []) this.hear(pattern.exec(value)?.groups);
    }
  }
  /** What the gateway's refusals of a caller tell. An integration's are about another call. */
  hearRefusals(statements: readonly Statement[], pattern: RegExp): void {
    if (this.isDone) return;
    for (const { text, field } of statements) {
      if (!field?.startsWith("integration")) this.hear(pattern.exec(text)?.groups);
    }
  }
}
