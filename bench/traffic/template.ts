import { SLOT_LENGTHS, type Slot, type SlotValues } from "./slots.ts";

/** A message with holes for what differs from one request to the next. */
export type Template = {
  /** The message with blanks in its holes. */
  readonly text: string;
  readonly holes: readonly { readonly slot: Slot; readonly at: number; readonly length: number }[];
};

/** `{ slot }` marks a hole in a template literal of `template`. */
export type Hole = { readonly slot: Slot };

/** The service cuts a message after this many characters (`docs/formats.md`). */
const CUT_AT = 1024;
const CUT_MARK = " [TRUNCATED]";

/** Makes a template of a literal, cut where the service cuts. */
export function template(
  texts: TemplateStringsArray,
  ...values: readonly (string | number | Hole | Template)[]
): Template {
  return cut(joined(texts, values));
}

/** Like `template`, for a piece that stands in others: not cut. */
export function piece(
  texts: TemplateStringsArray,
  ...values: readonly (string | number | Hole | Template)[]
): Template {
  return joined(texts, values);
}

/** The template as it stands inside a JSON string. */
export function escaped({ text, holes }: Template): Template {
  const escapedText = (part: string) => JSON.stringify(part).slice(1, -1);
  const moved = holes.map((hole) => ({ ...hole, at: escapedText(text.slice(0, hole.at)).length }));
  return { text: escapedText(text), holes: moved };
}

/** The message of one request. */
export function filled({ text, holes }: Template, values: SlotValues): string {
  let message = "";
  let from = 0;
  for (const { slot, at, length } of holes) {
    message += text.slice(from, at) + values[slot].slice(0, length);
    from = at + length;
  }
  return message + text.slice(from);
}

function joined(
  texts: readonly string[],
  values: readonly (string | number | Hole | Template)[],
): Template {
  const parts = texts.flatMap((text, index) => [constant(text), asTemplate(values[index] ?? "")]);
  return parts.reduce(appended);
}

function asTemplate(value: string | number | Hole | Template): Template {
  if (typeof value !== "object") return constant(String(value));
  if ("text" in value) return value;
  const length = SLOT_LENGTHS[value.slot];
  return { text: " ".repeat(length), holes: [{ slot: value.slot, at: 0, length }] };
}

function constant(text: string): Template {
  return { text, holes: [] };
}

function appended(left: Template, right: Template): Template {
  const moved = right.holes.map((hole) => ({ ...hole, at: hole.at + left.text.length }));
  return { text: left.text + right.text, holes: [...left.holes, ...moved] };
}

function cut({ text, holes }: Template): Template {
  if (text.length <= CUT_AT) return { text, holes };
  const kept = holes
    .filter(({ at }) => at < CUT_AT)
    .map((hole) => ({ ...hole, length: Math.min(hole.length, CUT_AT - hole.at) }));
  return { text: text.slice(0, CUT_AT) + CUT_MARK, holes: kept };
}
