/** Longest part of a message that is compared: the service's sentences are far shorter. */
const COMPARED = 2_048;

/** Stands for any text in a wording. */
const ANYTHING = " … ";

const BLANKS = /\s+/g;
const BLANK = /\s/g;

/** Characters without which nothing is to be undone: most sentences have none. */
const COPIED = /[&\\’‘“”]/;

/** What copies through pages, shells and consoles change, and what it was. */
const UNDONE: readonly (readonly [string, string])[] = [
  ["&quot;", '"'],
  ["&#34;", '"'],
  ["&apos;", "'"],
  ["&#39;", "'"],
  ["&#x27;", "'"],
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&nbsp;", " "],
  ["&amp;", "&"],
  ['\\"', '"'],
  ["’", "'"],
  ["‘", "'"],
  ["“", '"'],
  ["”", '"'],
];

/** A text as it was before a page or a shell changed its quotes and brackets. */
export function undone(text: string): string {
  return UNDONE.reduce((whole, [copied, was]) => whole.replaceAll(copied, was), text);
}

/**
 * Words as openings are looked for in them, in the places they have in `text`: in lower case, with one kind of blank. A
 * mail breaks a line between any two words, a page may have another kind of blank there.
 */
export function plainWords(text: string): string {
  return text.toLowerCase().replace(BLANK, " ");
}

/**
 * A message as it is compared: lower case, one blank between words, straight quotes, no HTML
 * entities, "doesn't" as "does not". Copies through pages and consoles differ in all of these.
 */
export function plainSentence(text: string): string {
  const lower = text.slice(0, COMPARED).toLowerCase();
  const straight = COPIED.test(lower) ? undone(lower) : lower;
  return straight
    .replace(BLANKS, " ")
    .replaceAll("n't ", " not ")
    .replaceAll("can not ", "cannot ")
    .trim();
}

/**
 * Whether a plain sentence holds a wording: words in lower case, where ` … ` stands for any text.
 * Linear in the sentence.
 */
export function says(sentence: string, wording: string): boolean {
  if (!wording.includes(ANYTHING)) return sentence.includes(wording);
  let from = 0;
  for (const part of wording.split(ANYTHING)) {
    const at = sentence.indexOf(part, from);
    if (at === -1) return false;
    from = at + part.length;
  }
  return true;
}
