import type { Payload } from "../domain/verdict.ts";
import { shapeOf } from "./lint/payload-shape.ts";
import { entryIn, type Reading } from "./reading.ts";
import { plainSentence, undone } from "./sentence.ts";

/** The service cuts a message at 1,024 bytes and says so. */
const CUT_MARK = /\s?\[TRUNCATED\]$/i;

/** JSON whose first quote is an entity or a typographic one: the page it was copied from made it so. */
const COPIED = /^[[{\s]{0,40}(?:&quot;|&#34;|“)/;

/** A payload, the text as the log has it (with the mark of a cut), and the record it stands in. */
export type Shown = { readonly at: number; readonly text: string };

/** What the integration answered. */
export function answerIn(reading: Reading): Shown | undefined {
  return shown(reading, "answer");
}

/** The answer as a plain sentence. Several rules ask for it, one after the other: made once. */
export function sentenceOf({ text }: Shown): string {
  if (last?.text !== text) last = { text, sentence: plainSentence(text) };
  return last.sentence;
}

let last: { readonly text: string; readonly sentence: string } | undefined;

/** What the authorizer's function answered. */
export function authorizerAnswerIn(reading: Reading): Shown | undefined {
  return shown(reading, "authorizer_answer");
}

/** A payload for a verdict to carry. */
export function payloadOf({ text }: Shown): Payload {
  const whole = text.replace(CUT_MARK, "");
  return { text: whole, shape: shapeOf(text), cut: whole.length < text.length };
}

function shown(reading: Reading, kind: "answer" | "authorizer_answer"): Shown | undefined {
  const entry = entryIn(reading, kind);
  if (entry === undefined) return undefined;
  const text = entry.value.trim();
  return { at: entry.at, text: COPIED.test(text) ? undone(text) : text };
}
