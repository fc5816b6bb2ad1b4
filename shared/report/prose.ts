import { codeSpan, escapeMarkdown } from "./escape.ts";
import { html, type Markup } from "./markup.ts";

/** Every second piece of a text split by it is what stood between backticks. */
const CODE = /`([^`\n]{1,400})`/;

/**
 * A sentence of ours as Markdown, its code as code. Each piece is escaped as what it is, since log text that was
 * filled in may have backticks of its own.
 */
export function proseMarkdown(text: string): string {
  return pieces(text, codeSpan, escapeMarkdown).join("");
}

/** The same as HTML. */
export function proseHtml(text: string): Markup {
  return html`${pieces(
    text,
    (code) => html`<code>${code}</code>`,
    (words) => html`${words}`,
  )}`;
}

function pieces<Made>(
  text: string,
  code: (piece: string) => Made,
  words: (piece: string) => Made,
): readonly Made[] {
  return text.split(CODE).map((piece, at) => (at % 2 === 1 ? code(piece) : words(piece)));
}
