import { isSensitiveName } from "./sensitive-name.ts";
import type { Finder, Span } from "./span.ts";

/** An opening tag with its name, and the text up to the next tag, or to the end of a JSON string. */
const ELEMENT = /<([A-Za-z_][\w:.-]{0,127})(?:\s[^<>]{0,1024})?>/g;
const CDATA = "<![CDATA[";
/** What ends the text of an element, or a CDATA section; both end with a JSON string around them. */
const TEXT_END = /<|"(?=\s{0,32}(?:[,:}\]]|$))/g;
const CDATA_END = /\]\]>|"(?=\s{0,32}(?:[,:}\]]|$))/g;

/** The text of XML elements whose name says it is secret. */
export const elementValues: Finder = (text) => {
  const spans: Span[] = [];
  if (!text.includes("<")) return spans;
  for (const match of text.matchAll(ELEMENT)) {
    if (!isSensitiveName(String(match[1]))) continue;
    const start = match.index + match[0].length;
    const isCdata = text.startsWith(CDATA, start);
    spans.push(
      isCdata ? spanTo(CDATA_END, text, start + CDATA.length) : spanTo(TEXT_END, text, start),
    );
  }
  return spans;
};

function spanTo(stop: RegExp, text: string, start: number): Span {
  stop.lastIndex = start;
  return { start, end: stop.exec(text)?.index ?? text.length, fill: "all" };
}
