/** Masks what a sentence quotes of a payload. */
export type QuoteMask = (sentence: string) => string;

/** As many characters in a row are taken for a quotation; fewer are common words. */
const GRAM = 6;
/** Stays unmasked inside tokens that are masked. */
const PUNCTUATION = /[!-/:-@[-`{-~]/;

/**
 * A bit of payload that is quoted elsewhere may show neither the name it belongs to nor enough of a
 * token to be known for one. So whatever was masked in the payload is masked in the sentence, too.
 * `masked` is the payload masked: as long, character by character. Blanks do not count.
 */
export function createQuoteMask(written: string, masked: string): QuoteMask {
  const secrets = written === masked ? new Set<string>() : gramsMasked(written, masked);
  if (secrets.size === 0) return (sentence) => sentence;
  return (sentence) => {
    const characters = sentence.split("");
    const solid = [...characters.keys()].filter((at) => isSolid(characters[at]));
    const grams = solid.map((_, index) => solid.slice(index, index + GRAM));
    const quoted = grams.filter((gram) => secrets.has(gram.map((at) => sentence[at]).join("")));
    for (const at of quoted.flat()) characters[at] = "*";
    return characters.join("");
  };
}

function gramsMasked(written: string, masked: string): ReadonlySet<string> {
  const grams = new Set<string>();
  let run = "";
  for (let at = 0; at < written.length; at += 1) {
    const character = written.charAt(at);
    if (!isSolid(character)) continue;
    run = continues(run, character, masked.charAt(at)) ? (run + character).slice(-GRAM) : "";
    if (run.length === GRAM) grams.add(run);
  }
  return grams;
}

function continues(run: string, written: string, masked: string): boolean {
  return written !== masked || (run !== "" && PUNCTUATION.test(written));
}

function isSolid(character: string | undefined): boolean {
  return character !== undefined && character.trim() !== "";
}
