/**
 * Controls (C0, DEL, C1), bidi and other invisible format characters, line separators, lone surrogates, and
 * noncharacters, which XML, and so a queue, refuses.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;
const SHORT_FORMS: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const MARKDOWN_SPECIAL = /[\\`*_[\]|#~!]/g;
const BACKTICKS = /`+/g;
const ZERO_WIDTH_SPACE = String.fromCharCode(0x200b);

/** `text` on one line, with every character that a terminal would act on written out (`\x1b`). */
export function visible(text: string): string {
  return text.replace(UNSEEN, written);
}

/** The lines of `text`, each as `visible` has it. */
export function visibleLines(text: string): readonly string[] {
  return text.split("\n").map(visible);
}

/** `text` for an HTML text or attribute value; line feeds stay. */
export function escapeHtml(text: string): string {
  return withoutTags(visibleLines(text).join("\n"))
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** `text` as Markdown prose on one line: no markup, no HTML, no mention of a person or channel. */
export function escapeMarkdown(text: string): string {
  const plain = visible(text).replace(MARKDOWN_SPECIAL, "\\$&");
  return withoutTags(plain).replaceAll("@", `@${ZERO_WIDTH_SPACE}`);
}

/** `text` as a Markdown code span that no backtick in it can close; also fit for a table cell. */
export function codeSpan(text: string): string {
  const fence = "`".repeat(longestBackticks(text) + 1);
  const padding = fence.length > 1 ? " " : "";
  return `${fence}${padding}${visible(text).replaceAll("|", "\\|")}${padding}${fence}`;
}

/** `text` as a fenced Markdown block that no line in it can close. */
export function codeBlock(text: string, language = ""): string {
  const fence = "`".repeat(Math.max(3, longestBackticks(text) + 1));
  return `${fence}${language}\n${visibleLines(text).join("\n")}\n${fence}`;
}

/** JSON text whose strings hold no character a terminal would act on; it parses to the same value. */
export function escapeJson(json: string): string {
  return json.replace(UNSEEN, (character) =>
    character === "\n" ? character : utf16Escapes(character),
  );
}

/** At most `limit` characters of `text`, and how many were left out. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const left = text.length - limit;
  return `${text.slice(0, limit)}… (${left} more ${left === 1 ? "character" : "characters"})`;
}

function withoutTags(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function written(character: string): string {
  const short = SHORT_FORMS[character];
  if (short !== undefined) return short;
  const code = Number(character.codePointAt(0));
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, "0")}`;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, "0")}` : `\\u{${code.toString(16)}}`;
}

function utf16Escapes(character: string): string {
  return Array.from({ length: character.length }, (_, at) => {
    const unit = character.charCodeAt(at);
    return `\\u${unit.toString(16).padStart(4, "0")}`;
  }).join("");
}

function longestBackticks(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(BACKTICKS), ([run]) => run.length));
}
