import type { Cause, Diagnosis, Reason } from "../domain/cause.ts";
import type { Finding, Payload } from "../domain/verdict.ts";
import type { Reading } from "./reading.ts";
import { remembered } from "./remembered.ts";
import { says } from "./sentence.ts";
import type { Statement } from "./statement.ts";

/** What a rule read that makes a request its own. */
export type Match<C extends Cause> = {
  readonly reason: Reason<C>;
  /** Indices into the trace's records: the lines the verdict rests on. */
  readonly evidence: readonly number[];
  readonly findings?: readonly Finding[];
  readonly payload?: Payload;
  /** Second defects in the same request. */
  readonly also?: readonly Diagnosis[];
};

/** One cause: what it is, and how a log shows it. What to do about it stands in `remedies/`. */
export type CauseRule<C extends Cause> = {
  readonly cause: C;
  /** One sentence. */
  readonly summary: string;
  /** The AWS page. */
  readonly spec: string;
  /** What clients usually get. A hint for readers: no rule decides by the status alone. */
  readonly statuses: readonly number[];
  /** What the rule looks for, for whoever asks why it did not match: one short sentence. */
  readonly looksFor: string;
  match(reading: Reading): Match<C> | undefined;
};

/** A sentence of the service and the reason it gives. ` … ` stands for any text. */
export type Wording<C extends Cause> = { readonly says: string; readonly reason: Reason<C> };

/** The first statement that a table of wordings knows; the first wording it says gives the reason. */
export function firstSaid<C extends Cause>(
  statements: readonly Statement[],
  wordings: readonly Wording<C>[],
): Match<C> | undefined {
  if (statements.length === 0) return undefined;
  const reasonIn = readerOf(wordings);
  for (const { at, said } of statements) {
    const { reason } = reasonIn(said);
    if (reason !== undefined) return { reason, evidence: [at] };
  }
  return undefined;
}

type ReasonReader<C extends Cause> = (said: string) => { readonly reason: Reason<C> | undefined };
const readers = new WeakMap<readonly Wording<Cause>[], ReasonReader<Cause>>();

/** Reads a sentence by a table; the same few sentences come again and again. */
function readerOf<C extends Cause>(wordings: readonly Wording<C>[]): ReasonReader<C> {
  const made = readers.get(wordings) as ReasonReader<C> | undefined;
  if (made !== undefined) return made;
  const reader = remembered((said) => ({
    reason: wordings.find((known) => says(said, known.says))?.reason,
  }));
  readers.set(wordings, reader);
  return reader;
}

/** The reason of the first response type that a table knows. */
export function firstTyped<C extends Cause>(
  { responseTypes }: Reading,
  reasons: Readonly<Record<string, Reason<C>>>,
): Match<C> | undefined {
  for (const { at, type } of responseTypes) {
    const reason = reasons[type];
    if (reason !== undefined) return { reason, evidence: [at] };
  }
  return undefined;
}
