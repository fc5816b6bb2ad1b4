import { patternSpans, type ValuePattern } from "./pattern-spans.ts";
import type { Finder, Span } from "./span.ts";

/** Visa, Mastercard, American Express, Diners, JCB, Discover, UnionPay: no date or latency starts so. */
const CARD_ISSUER = /^(?:4|5[1-5]|2[2-7]|3[04-8]|6[0245])/;
/** Left of an address: it is a URL's password and host. */
const URL_USER = /:\/\/[^\s/@]{0,256}$/;

const VALUES: readonly ValuePattern[] = [
  {
    // whole addresses, and ones cut after the @
    gate: "@",
    pattern:
      /(?<![*\w.%+-])()[\w.%+-]{1,256}@(?:(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![*\w-])|(?:[A-Za-z][A-Za-z0-9.-]{0,254})?(?=\s?\[TRUNCATED\]|$))/g,
    accepts: (_, before) => !URL_USER.test(before),
  },
  { gate: /\+[1-9]/, pattern: /(?<![*\w+.])()\+[1-9](?:[ .()-]{0,2}\d){7,14}(?![\d*])/g },
  {
    gate: /\d{3}-\d{4}/,
    pattern: /(?<![*\w+.])()(?:\(\d{3}\) ?|\d{3}-)\d{3}-\d{4}(?![*\w-])/g,
  },
  {
    // US social security number
    gate: /\d{3}-\d{2}-\d{4}/,
    pattern: /(?<![*\w-])()(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![*\w-])/g,
  },
  {
    // UK national insurance number
    gate: /[A-Z]{2} ?\d{2}/,
    pattern:
      /(?<![*A-Za-z0-9])()[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![A-Za-z0-9*])/g,
  },
  {
    // Brazilian CPF
    gate: /\d{3}\.\d{3}\.\d{3}-/,
    pattern: /(?<![*\w.])()\d{3}\.\d{3}\.\d{3}-\d{2}(?![*\w-])/g,
  },
  {
    gate: /[A-Z]{2}\d{2}/,
    pattern:
      /(?<![*A-Za-z0-9])()[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9*])/g,
    accepts: isIban,
  },
];

const CARDS: readonly ValuePattern[] = [
  {
    gate: /\d{13}|\d{4}[ -]\d{4}/,
    pattern:
      /(?<![*\w.])()(?:\d{13,19}|\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{1,7}|\d{4}[ -]\d{6}[ -]\d{4,5})(?![\w*]|[.-]\d)/g,
    accepts: (found) => CARD_ISSUER.test(found) && passesLuhn(found.replace(NOT_A_DIGIT, "")),
  },
  {
    // fewer digits than a card has, where the log stopped
    gate: "[TRUNCATED]",
    pattern: /(?<![*\w.])()\d(?:[ -]?\d){7,17}(?=[ -]? \[TRUNCATED\])/g,
    accepts: (found) => CARD_ISSUER.test(found),
  },
];

const NOT_A_DIGIT = /\D/g;
const ANY_BUT_DIGITS = /\D/;
const BEFORE_NUMBER = /(?:^|[:[,])\s{0,32}-?$/;
const AFTER_NUMBER = /^\s{0,32}(?:[\]},]|$|\[TRUNCATED)/;

/** Values that tell who a person is, or pay in their name. */
export const personalValues: Finder = (text) => [
  ...VALUES.flatMap((value) => patternSpans(text, value)),
  ...CARDS.flatMap((card) => patternSpans(text, card)).map((span) => asNumber(text, span)),
];

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - at));
    const doubled = at % 2 === 0 ? digit : digit * 2;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** ISO 13616: with the first four characters at the end and letters as 10 to 35, it is 1 modulo 97. */
function isIban(written: string): boolean {
  const compact = written.replaceAll(" ", "");
  let remainder = 0;
  for (const character of compact.slice(4) + compact.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** A number of a JSON document stays a number. */
function asNumber(text: string, span: Span): Span {
  if (ANY_BUT_DIGITS.test(text.slice(span.start, span.end))) return span;
  const before = text.slice(Math.max(0, span.start - 34), span.start);
  const after = text.slice(span.end, span.end + 44);
  const isBare = BEFORE_NUMBER.test(before) && AFTER_NUMBER.test(after);
  return isBare ? { ...span, fill: "digits" } : span;
}
