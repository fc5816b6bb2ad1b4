import type { Unreadable } from "../domain/record.ts";
import type { Judgement, RequestFacts } from "../domain/verdict.ts";
import { redactedFacts, redactedJudgement } from "./judgement.ts";
import { type RedactionLevel as Level, redactedPayload, redactedText } from "./text.ts";

/**
 * `none`: payloads are left out. `shape`: their keys and types only. `masked`: secrets and personal
 * values as stars, everything else as it is. `full`: as written.
 */
export type RedactionLevel = Level;

/** A log text at this level. Redacting twice is redacting once. */
export function redactText(text: string, level: RedactionLevel): string {
  return redactedText(text, level);
}

/**
 * Every log text in the judgement at this level. What identifies the request, the API or its target
 * stays: nothing could be found again without it.
 */
export function redactJudgement(judgement: Judgement, level: RedactionLevel): Judgement {
  return redactedJudgement(judgement, level);
}

/** What is known of a request, with no secret in its route or address. */
export function redactFacts(facts: RequestFacts): RequestFacts {
  return redactedFacts(facts);
}

/** An excerpt may be a bit of anything, so below `masked` it counts as payload. */
export function redactUnreadable(unreadable: Unreadable, level: RedactionLevel): Unreadable {
  return { ...unreadable, excerpt: redactedPayload(unreadable.excerpt, level) };
}
