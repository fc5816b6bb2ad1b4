const ENTITY = /&(?:quot|#34|apos|#39|#x27|lt|gt|nbsp|amp);/g;
const WRITTEN: Readonly<Record<string, string>> = {
  "&quot;": '"',
  "&#34;": '"',
  "&apos;": "'",
  "&#39;": "'",
  "&#x27;": "'",
  "&lt;": "<",
  "&gt;": ">",
  "&nbsp;": " ",
  "&amp;": "&",
};
const QUOTES = ['"', "'"];

/**
 * A line of a page as it reads there. One that a page cannot have as it stands (a tag in it, an ampersand that begins
 * nothing) was never escaped, and keeps its entities; so does a quotation mark beside one that is written plainly.
 */
export function withoutEntities(line: string): string {
  if (line.includes("<")) return line;
  const found = line.match(ENTITY)?.length;
  if (found !== line.split("&").length - 1) return line;
  const plain = QUOTES.filter((quote) => line.includes(quote));
  return line.replace(ENTITY, (entity) => {
    const character = WRITTEN[entity] as string;
    return plain.includes(character) ? entity : character;
  });
}
