import type { Cause, Reason } from "../../domain/cause.ts";
import type { Remedy, Step } from "../../domain/remedy.ts";
import type { Finding, RequestFacts } from "../../domain/verdict.ts";
import type { Said } from "./said.ts";
import { printable } from "./shell.ts";

const MOST_CHANGES = 5;
const LONGEST_CHANGE = 500;

/** What to do about one reason, filled in with what is known of a failing request. */
export type RemedyFor = (facts: RemedyFacts, findings: readonly Finding[]) => Remedy;

/** The facts of a request, and what else its failing lines call by name. */
export type RemedyFacts = RequestFacts & { readonly said?: Said };

/** One for every reason of a cause. */
export type Remedies<C extends Cause> = { readonly [R in Reason<C>]: RemedyFor };

export function say(text: string): Step {
  return { text };
}

export function run(text: string, command: string): Step {
  return { text, command };
}

/** The changes that mend the payload itself; `general` advice only where it shows none of them. */
export function changesOr(findings: readonly Finding[], ...general: readonly string[]) {
  const changes = changesIn(findings);
  return changes.length > 0 ? changes : general.map(say);
}

/** The changes that mend the payload itself, errors only: they come before any other fix. */
export function changesIn(findings: readonly Finding[]): readonly Step[] {
  return findings
    .filter(({ level }) => level === "error")
    .slice(0, MOST_CHANGES)
    .map(({ path, fix }) => say(sentence(`At ${path}: ${fix}`)));
}

function sentence(text: string): string {
  const shown = printable(text, LONGEST_CHANGE);
  return shown.endsWith(".") ? shown : `${shown}.`;
}
