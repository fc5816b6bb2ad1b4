import { visible, visibleLines } from "../escape.ts";

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const BEFORE_BACKTICK = /`(?=`)/g;
const ZERO_WIDTH_SPACE = String.fromCharCode(0x200b);
const ELLIPSIS = "…";
const FENCE = "```";

/**
 * At most `limit` characters of Slack's markup that show `text` on one line: no mention, no link and
 * no entity cut in two.
 */
export function mrkdwn(text: string, limit: number): string {
  return clipped(visible(text).replaceAll("@", `@${ZERO_WIDTH_SPACE}`), limit);
}

/** `text` as a name, in code: nothing in it is read as markup. */
export function inlineCode(text: string, limit: number): string {
  return `\`${clipped(visible(text).replaceAll("`", "'"), limit - 2)}\``;
}

/** `text` as a block of code that no backticks in it can close, its lines kept. */
export function fenced(text: string, limit: number): string {
  const inside = visibleLines(text).join("\n").replace(BEFORE_BACKTICK, `\`${ZERO_WIDTH_SPACE}`);
  return `${FENCE}\n${clipped(inside, limit - 2 * FENCE.length - 2)}\n${FENCE}`;
}

/** A link; the address must be one that is encoded. */
export function mrkdwnLink(address: string, name: string): string {
  return `<${Array.from(address, entity).join("")}|${name}>`;
}

/** At most `limit` characters of `text` on one line, for where no markup is read. */
export function plainText(text: string, limit: number): string {
  return clipped(visible(text), limit, (character) => character);
}

/** The first `limit` UTF-16 units of `text` once each character is written as `write` has it. */
function clipped(text: string, limit: number, write = entity): string {
  const kept: string[] = [];
  let length = 0;
  let besideEllipsis = 0;
  for (const character of text) {
    const written = write(character);
    length += written.length;
    if (length > limit) return kept.slice(0, besideEllipsis).join("") + ELLIPSIS;
    kept.push(written);
    if (length <= limit - ELLIPSIS.length) besideEllipsis = kept.length;
  }
  return kept.join("");
}

function entity(character: string): string {
  return ENTITIES[character] ?? character;
}
