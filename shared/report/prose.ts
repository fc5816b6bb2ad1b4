import { codeSpan, escapeMarkdown } from "./escape.ts";
import { html, type Markup } from "./markup.ts";

/** Every second piece of a text split by it is what stood between backticks. */
const CODE = /`([^`\n]{1,400})`/;

/**
 * A sentence of ours as Markdown, its code as code. Each piece is escaped as what it is, since log text that was
 * filled in may have backticks of its own.
 */
export function proseMarkdown(text: string): string {
  return text
    .split(CODE)
    .map((piece, at) => (at % 2 === 1 ? codeSpan(piece) : escapeMarkdown(piece)))
    .join("");
}

/** The same as HTML. */
export function proseHtml(text: string): Markup {
  const pieces = text
    .split(CODE)
    .map((piece, at) => (at % 2 === 1 ? html`<code>${piece}</code>` : html`${piece}`));
  return html`${pieces}`;
}
