import { XMLParser } from "fast-xml-parser";
import { isObject, pairsOf } from "./json-value.ts";

const OPENING = /^\s{0,200}<([A-Za-z_][\w.-]{0,63})[\s>]/;
const LONGEST_DOCUMENT = 64 * 1024;
const MOST_TAGS = 400;

/** Tags and attributes become names and values, both as written: entities stay what they are. */
const AS_WRITTEN = {
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  ignoreDeclaration: true,
};

/** Lines of XML, from the first tag to its closing tag. */
export type XmlLines = {
  /** What is left of the line behind the closing tag; nothing while the document is open. */
  take(line: string): string | undefined;
  readonly isTooLong: boolean;
  readonly lines: readonly string[];
};

export function isXmlOpening(line: string): boolean {
  return OPENING.test(line);
}

export function createXmlLines(first: string): XmlLines {
  const closing = `</${OPENING.exec(first)?.[1]}>`;
  const lines: string[] = [];
  let length = 0;
  return {
    lines,
    take(line) {
      const at = line.indexOf(closing);
      const end = at === -1 ? line.length : at + closing.length;
      lines.push(line.slice(0, end));
      length += end + 1;
      return at === -1 ? undefined : line.slice(end);
    },
    get isTooLong() {
      return length > LONGEST_DOCUMENT;
    },
  };
}

/** The names and values under the root: an `id` of the root is the request's. */
export function xmlPairs(text: string): readonly (readonly [name: string, value: string])[] {
  if (text.length > LONGEST_DOCUMENT || text.split("<", MOST_TAGS + 1).length > MOST_TAGS)
    return [];
  const root = rootOf(text);
  if (!isObject(root)) return [];
  return pairsOf(root).map(([name, value]) => [name === "id" ? "requestId" : name, value] as const);
}

function rootOf(text: string): unknown {
  try {
    return Object.values(new XMLParser(AS_WRITTEN).parse(text))[0];
  } catch {
    return undefined; // tags that do not match: no access log
  }
}
