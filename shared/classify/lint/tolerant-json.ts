// Own code: jsonc-parser and json-half-parse recurse (100,000 levels overflow), partial-json,
// best-effort-json-parser and JSON5 drop positions and do not tell "absent" from "behind the cut".
import { withoutCutMark } from "./cut-mark.ts";
import { readLeaf, readString } from "./json-leaf.ts";
import { type JsonMember, type JsonNode, memberPath } from "./json-node.ts";
import {
  type JsonProblem,
  type JsonProblemCode,
  problemCodeAt,
  type WantedThing,
} from "./json-problem.ts";

/** What a text that should be JSON holds, as far as it goes. */
export type JsonReading = {
  /** Absent when not even a value's first character can be read. */
  readonly root: JsonNode | undefined;
  /** `cut`: it stops, or leaves something out, before its value is over. `invalid`: it is not JSON. */
  readonly end: "complete" | "cut" | "invalid";
  /** What is no JSON, in order: at most a raw control character and the place where reading stopped. */
  readonly problems: readonly JsonProblem[];
};

type OpenObject = {
  kind: "object";
  start: number;
  end: number;
  whole: boolean;
  members: JsonMember[];
};
type OpenArray = { kind: "array"; start: number; end: number; whole: boolean; items: JsonNode[] };
/** A container that is open, and the key that holds it. */
type Frame = { readonly node: OpenObject | OpenArray; readonly key: string; hasGap: boolean };
type Wanted = "value" | "first" | "key" | "colon" | "next" | "nothing";
type Scan = {
  readonly text: string;
  at: number;
  wanted: Wanted;
  /** Of the member whose value comes next. */
  key: string;
  root: JsonNode | undefined;
  stopped: boolean;
  hasGap: boolean;
  readonly frames: Frame[];
  /** The containers that are open inside the deepest frame, which keeps nothing. */
  readonly beneath: Frame["node"]["kind"][];
  readonly problems: JsonProblem[];
};

const BLANK = /[ \t\n\r]*/y;
const DIGIT = /\d/;
const GAP = /(?:\.{3,}|…|\[TRUNCATED\])/iy;
const MAX_PATH = 8;
/** No answer is that deep; a node for each bracket of a hostile text takes 500 times its size. */
const KEPT_LEVELS = 1_000;

/**
 * Reads JSON that may stop anywhere, with or without a mark of the cut (`[TRUNCATED]`, `...`), or
 * leave parts out (`{"a": ...}`). Never throws, never recurses, takes time in proportion to the text.
 * Containers within 1,000 others are read to their end but hold nothing: `whole` is false if they should.
 */
export function readJson(input: string): JsonReading {
  if (last?.input !== input) last = { input, reading: readAnew(input) };
  return last.reading;
}

/** Several rules ask about one payload, one after the other. */
let last: { readonly input: string; readonly reading: JsonReading } | undefined;

function readAnew(input: string): JsonReading {
  const text = withoutCutMark(input);
  const scan: Scan = {
    text,
    at: input.startsWith("\uFEFF") ? 1 : 0,
    wanted: "value",
    key: "",
    root: undefined,
    stopped: false,
    hasGap: text.length < input.length,
    frames: [],
    beneath: [],
    problems: [],
  };
  while (!scan.stopped) {
    skip(scan, BLANK);
    if (scan.at >= text.length) break;
    if (scan.wanted !== "colon" && skip(scan, GAP) > 0) leaveOut(scan);
    else STEPS[scan.wanted](scan);
  }
  return { root: scan.root, end: endOf(scan), problems: scan.problems };
}

const STEPS: Record<Wanted, (scan: Scan) => void> = {
  value: readValue,
  first(scan) {
    if (!closes(scan)) STEPS[wantedIn(scan)](scan);
  },
  key(scan) {
    if (scan.text[scan.at] === '"') readKey(scan);
    else stop(scan, "key");
  },
  colon(scan) {
    const isColon = scan.text[scan.at] === ":";
    scan.wanted = "value";
    if (isColon) scan.at += 1;
    else stop(scan, "punctuation");
  },
  next(scan) {
    if (scan.text[scan.at] === ",") {
      scan.at += 1;
      scan.wanted = wantedIn(scan);
    } else if (!closes(scan)) stop(scan, "punctuation");
  },
  nothing(scan) {
    stopAt(scan, scan.at, "text_behind");
  },
};

function readKey(scan: Scan): void {
  const leaf = readString(scan.text, scan.at);
  scan.key = leaf.node.value;
  scan.at = leaf.node.end;
  scan.wanted = "colon";
  noteControl(scan, leaf.rawControl);
  if (leaf.kind === "broken") stopAt(scan, leaf.at, "bad_escape");
}

function readValue(scan: Scan): void {
  const { text, at: start } = scan;
  const rest = { start, end: text.length, whole: false };
  if (text[start] === "{") open(scan, { kind: "object", ...rest, members: [] });
  else if (text[start] === "[") open(scan, { kind: "array", ...rest, items: [] });
  else readLeafValue(scan);
}

function readLeafValue(scan: Scan): void {
  const leaf = readLeaf(scan.text, scan.at);
  if (leaf.node === undefined) {
    stop(scan, "value");
    return;
  }
  attach(scan, finished(leaf.node, scan));
  noteControl(scan, leaf.rawControl);
  if (leaf.kind === "broken") stopAt(scan, leaf.at, "bad_escape");
}

/** A number is over at the end of the text only when nothing was cut and nothing is open. */
function finished(node: JsonNode, scan: Scan): JsonNode {
  if (node.kind !== "number" || scan.hasGap || scan.frames.length > 0) return node;
  const isHalf = !DIGIT.test(scan.text.charAt(node.end - 1));
  return isHalf ? node : { ...node, whole: true };
}

function open(scan: Scan, node: OpenObject | OpenArray): void {
  attach(scan, node);
  if (isBeneath(scan)) scan.beneath.push(node.kind);
  else scan.frames.push({ node, key: scan.key, hasGap: false });
  scan.at = node.start + 1;
  scan.wanted = "first";
}

function attach(scan: Scan, node: JsonNode): void {
  const frame = top(scan);
  if (frame === undefined) scan.root = node;
  else if (isBeneath(scan)) frame.hasGap = true;
  else if (frame.node.kind === "array") frame.node.items.push(node);
  else frame.node.members.push({ key: scan.key, value: node });
  scan.at = node.end;
  scan.wanted = frame === undefined ? "nothing" : "next";
}

function isBeneath({ frames }: Scan): boolean {
  return frames.length > KEPT_LEVELS;
}

/** Closes the innermost container, if its bracket stands here. */
function closes(scan: Scan): boolean {
  const frame = top(scan);
  const bracket = innermost(scan) === "array" ? "]" : "}";
  if (frame === undefined || scan.text[scan.at] !== bracket) return false;
  scan.at += 1;
  if (scan.beneath.pop() === undefined) {
    scan.frames.pop();
    frame.node.end = scan.at;
    frame.node.whole = !frame.hasGap;
  }
  scan.wanted = scan.frames.length === 0 ? "nothing" : "next";
  return true;
}

/** Somebody left something out here: a value, any number of members, or all that stands outside. */
function leaveOut(scan: Scan): void {
  const frame = top(scan);
  const end = scan.at;
  scan.hasGap = true;
  if (frame !== undefined && !isMemberValue(scan, frame)) frame.hasGap = true;
  if (scan.wanted === "value") attach(scan, { kind: "hidden", start: end, end, whole: false });
  if (frame === undefined) scan.at = scan.text.length;
  else scan.wanted = "next";
}

function isMemberValue(scan: Scan, frame: Frame): boolean {
  return scan.wanted === "value" && frame.node.kind === "object";
}

function wantedIn(scan: Scan): "key" | "value" {
  return innermost(scan) === "object" ? "key" : "value";
}

function innermost(scan: Scan): Frame["node"]["kind"] | undefined {
  return scan.beneath.at(-1) ?? top(scan)?.node.kind;
}

function top(scan: Scan): Frame | undefined {
  return scan.frames.at(-1);
}

function skip(scan: Scan, sticky: RegExp): number {
  sticky.lastIndex = scan.at;
  const length = sticky.exec(scan.text)?.[0].length ?? 0;
  scan.at += length;
  return length;
}

function stop(scan: Scan, wanted: WantedThing): void {
  stopAt(scan, scan.at, problemCodeAt(scan.text, scan.at, wanted));
}

function stopAt(scan: Scan, at: number, code: JsonProblemCode): void {
  scan.problems.push({ code, at, path: pathOf(scan.frames) });
  scan.stopped = true;
}

function noteControl(scan: Scan, at: number | undefined): void {
  if (at === undefined || scan.problems.length > 0) return;
  scan.problems.push({ code: "control_character", at, path: pathOf(scan.frames) });
}

/** Of the innermost container that is open, as far as seven steps go. */
function pathOf(frames: readonly Frame[]): string {
  return frames.slice(1, MAX_PATH).reduce((path, { key }, index) => {
    const parent = frames[index]?.node;
    return parent?.kind === "array" ? `${path}[${parent.items.length - 1}]` : memberPath(path, key);
  }, "$");
}

function endOf(scan: Scan): JsonReading["end"] {
  if (scan.stopped) return "invalid";
  const isOver = scan.wanted === "nothing" && scan.root?.whole === true && !scan.hasGap;
  return isOver ? "complete" : "cut";
}
