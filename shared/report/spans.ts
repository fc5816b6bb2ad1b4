/** A stretch of a text, as `slice` takes it. */
export type Span = { readonly from: number; readonly to: number };

const SEGMENT = /\.([^.[\]"]+)|\[(\d+)\]|\["([^"]*)"\]/y;
const SCALAR_END = /[,\]}\s]/g;
const DEPTH_CHANGE: Readonly<Record<string, number>> = { "{": 1, "[": 1, "}": -1, "]": -1 };
const BLANK = /\s*/y;

/**
 * Where the value at a JSON path (`$.headers["x-a"][0]`) stands in `text`, which may be cut anywhere.
 * Nothing when the path leads nowhere: a missing key, or text that is no JSON. Linear in the text.
 */
export function spanOf(text: string, path: string): Span | undefined {
  const segments = segmentsOf(path);
  if (segments === undefined) return undefined;
  const from = segments.reduce<number | undefined>(
    (at, segment) => (at === undefined ? undefined : childAt(text, at, segment)),
    afterBlank(text, 0),
  );
  if (from === undefined || from >= text.length) return undefined;
  return { from, to: endOfValue(text, from) };
}

type Segment = string | number;

function segmentsOf(path: string): readonly Segment[] | undefined {
  const segments: Segment[] = [];
  let at = 1;
  while (at < path.length) {
    SEGMENT.lastIndex = at;
    const match = SEGMENT.exec(path);
    if (match === null) return undefined;
    const [, name, index, quoted] = match;
    segments.push(index === undefined ? String(name ?? quoted) : Number(index));
    at = SEGMENT.lastIndex;
  }
  return path.startsWith("$") ? segments : undefined;
}

function childAt(text: string, container: number, segment: Segment): number | undefined {
  if (typeof segment === "string") {
    return text[container] === "{" ? memberAt(text, container, segment) : undefined;
  }
  return text[container] === "[" ? elementAt(text, container, segment) : undefined;
}

function memberAt(text: string, object: number, key: string): number | undefined {
  let at = afterBlank(text, object + 1);
  while (text[at] === '"') {
    const keyEnd = endOfString(text, at);
    const isIt = text.slice(at + 1, keyEnd - 1) === key;
    const colon = afterBlank(text, keyEnd);
    if (text[colon] !== ":") return undefined;
    const value = afterBlank(text, colon + 1);
    if (isIt) return value;
    at = afterComma(text, endOfValue(text, value));
  }
  return undefined;
}

function elementAt(text: string, array: number, index: number): number | undefined {
  let at = afterBlank(text, array + 1);
  for (let passed = 0; passed < index; passed += 1) {
    if (at >= text.length || text[at] === "]") return undefined;
    at = afterComma(text, endOfValue(text, at));
  }
  return text[at] === "]" ? undefined : at;
}

function endOfValue(text: string, from: number): number {
  if (text[from] === '"') return endOfString(text, from);
  if (text[from] === "{" || text[from] === "[") return endOfContainer(text, from);
  SCALAR_END.lastIndex = from;
  return SCALAR_END.exec(text)?.index ?? text.length;
}

function endOfContainer(text: string, from: number): number {
  let depth = 0;
  let at = from;
  while (at < text.length) {
    depth += DEPTH_CHANGE[text.charAt(at)] ?? 0;
    at = text[at] === '"' ? endOfString(text, at) : at + 1;
    if (depth === 0) return at;
  }
  return text.length;
}

function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return Math.min(at + 1, text.length);
}

function afterComma(text: string, from: number): number {
  const at = afterBlank(text, from);
  return text[at] === "," ? afterBlank(text, at + 1) : at;
}

function afterBlank(text: string, from: number): number {
  BLANK.lastIndex = from;
  BLANK.test(text);
  return BLANK.lastIndex;
}
