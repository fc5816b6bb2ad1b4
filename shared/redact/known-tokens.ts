import { patternSpans, type ValuePattern } from "./pattern-spans.ts";
import type { Finder, Span } from "./span.ts";

/** What stands right after a text that the log cut: an end or a mark of omission, behind half an escape. */
const CUT = String.raw`(?=(?:\\{1,8}u?[0-9a-fA-F]{0,3}|%[0-9A-F]{0,3})?(?:\s?\[TRUNCATED\]|\.{3}|…|$))`;
const DIGIT = /\d/;
const UPPER = /[A-Z]/;
/** What tells a credential from the next word of a sentence. */
const NOT_A_WORD = /\s.{0,128}?(?:\d|[a-z][A-Z]|[A-Z]{2}[a-z]|[+/=~]|.{24})/;

/** Told by their own look, whole or cut: the lengths are short where the beginning is distinctive. */
const TOKENS: readonly ValuePattern[] = [
  // a JWT or JWE, and base64 of any JSON object
  { gate: "eyJ", pattern: /(?<![*\w-])(eyJ)[\w-]{5,}(?:\.[\w-]+){0,4}/g },
  {
    // a JWT without its beginning
    gate: ".",
    pattern: /(?<![*\w-])()[\w-]{20,}\.[\w-]{20,}/g,
    accepts: (found) => found.split(".").every((part) => DIGIT.test(part) && UPPER.test(part)),
  },
  { gate: /A[KS]IA/, pattern: /(?<![*A-Za-z0-9])(A[KS]IA)[A-Z0-9]{12,}/g },
  { gate: /A[KS]IA/, pattern: new RegExp(`(?<![*A-Za-z0-9])(A[KS]IA)[A-Z0-9]{4,}${CUT}`, "g") },
  {
    // session tokens of AWS
    gate: /IQoJ|FwoG|FQoG|AQoD/,
    pattern: /(?<![*A-Za-z0-9+/])(IQoJ|FwoG|FQoG|AQoD)[A-Za-z0-9+/=]{4,}/g,
  },
  {
    gate: /gh[opsur]_|_pat_|glpat-|xox|xapp-|k_live_|k_test_|whsec_|AIza|ya29\.|GOCSPX-|SG\.|dop_v1_|shp|hvs\.|sk-ant-|sk-proj-/,
    pattern:
      /(?<![*A-Za-z0-9])(gh[opsur]_|github_pat_|dckr_pat_|glpat-|xox[a-z]-|xapp-|[prs]k_(?:live|test)_|whsec_|AIza|ya29\.|GOCSPX-|SG\.|dop_v1_|shp(?:at|ca|pa|ss)_|hvs\.|sk-(?:ant|proj)-)[\w.-]{4,}/g,
  },
  {
    gate: /npm_|hf_|sk-|pypi-/,
    pattern: /(?<![*A-Za-z0-9])(npm_|hf_|sk-|pypi-)[A-Za-z0-9]{16,}/g,
  },
  {
    gate: "hooks.slack.com/",
    pattern: /(hooks\.slack\.com\/(?:services|workflows|triggers)\/)[\w/]{4,}/g,
  },
  {
    gate: /bearer|basic/i,
    pattern: /(?<![*\w-])((?:bearer|basic)\s{1,4})[\w.~+/=-]{4,}/gi,
    accepts: (found) => NOT_A_WORD.test(found),
  },
  {
    // parameters that are ordinary words elsewhere
    gate: /[?&](?:code|key|auth|state)=/,
    pattern: /([?&](?:code|key|auth|state)=)[\w.~%+-]{16,}/g,
  },
  {
    gate: "-----BEGIN ",
    pattern: /(-----BEGIN [A-Z0-9 ]{0,40}-----)(?:[^-"'<>{}[\]]|-(?!----)){1,65536}/g,
  },
];

/** These may hold any character, so nothing of them is shown. */
const URL_PASSWORDS: readonly ValuePattern[] = [
  { gate: "://", pattern: /(:\/\/[^\s/:@"'<>\\]{0,128}:)[^\s/"'<>\\]{1,256}(?=@)/g },
  {
    gate: "://",
    pattern: new RegExp(
      String.raw`(://[^\s/:@"'<>\\]{1,128}:)(?!\d{1,5}(?!\w))[^\s/@"'<>\\]{1,256}${CUT}`,
      "g",
    ),
  },
];

const PEM_END = "-----END ";
const PEM_BODY = /[A-Za-z0-9+/=\s]/;

/** Tokens, keys and passwords recognised wherever they stand, whole or cut. */
export const knownTokens: Finder = (text) => [
  ...TOKENS.flatMap((token) => patternSpans(text, token)),
  ...URL_PASSWORDS.flatMap((url) => patternSpans(text, url)).map(wholly),
  ...pemTails(text),
];

function wholly(span: Span): Span {
  return { ...span, fill: "all" };
}

/** The lines above the end of a PEM block whose beginning is out of sight. */
function pemTails(text: string): readonly Span[] {
  const spans: Span[] = [];
  for (let end = text.indexOf(PEM_END); end !== -1; end = text.indexOf(PEM_END, end + 1)) {
    let start = end;
    while (start > 0 && PEM_BODY.test(text.charAt(start - 1))) start -= 1;
    spans.push({ start, end, fill: "alnum" });
  }
  return spans;
}
