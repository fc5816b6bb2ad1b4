import type { Origin } from "../domain/record.ts";
import { isOpening } from "./openings.ts";
import { idEndAt, requestIdAt } from "./request-id.ts";
import { consoleTimeAt, earlier, isoAt, type Moment, momentOf } from "./time.ts";

/** What stands before a message on its line. */
export type Prefix = {
  readonly requestId?: string;
  readonly moment?: Moment;
  readonly origin?: Origin;
  /** The line has the form the console's test prints. */
  readonly isConsole: boolean;
  /** Where the message begins: 0 when the line has no prefix at all. */
  readonly end: number;
};

const NO_PREFIX: Prefix = { isConsole: false, end: 0 };
const MOST_TOKENS = 5;
/** How far behind a stranger's prefix the id is looked for. */
const LONGEST_STRANGE = 120;

/** What a log shipper puts before a line, each part in brackets. */
const BRACKETED = /^\s{0,4}(?:\[[^[\]{}"]{1,64}\]\s{0,4}){1,4}[:-]?\s{0,4}/;
const BARRED = /^\s{0,200}\|/;
const LAST_BAR = /\s{0,20}\|\s{0,20}$/;
const DECORATION = /[\s|>[\]\uFEFF]*/y;
const CLOCK = /\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?=[\s|\]])/y;
const EPOCH = /\d{13}(?=[\s,|]|$)/y;
const NAME = /[^\s{}"'()|,;=<]{1,512}(?=\s)/y;
/** A log group's name, or a log stream's: 32 hexadecimal digits, or the like. */
const GROUP_OR_STREAM = /^(?:\/.|API-Gateway-|[0-9a-f]{16,}$|\*{4,}$|.*\[\$LATEST\])/;

/** Reads what tools and people put before a message: bars, times, log group and stream, the id. */
export function prefixOf(text: string): Prefix {
  const start = afterDecoration(text, 0);
  const console = consoleTimeAt(text, start);
  if (console !== undefined) {
    return { moment: console, isConsole: true, end: afterDecoration(text, console.end) };
  }
  const known = tokensAt(text, start);
  return known.requestId === undefined && !isOpening(text, known.end)
    ? (strangeAt(text, known) ?? bracketedAt(text) ?? known)
    : known;
}

/** The line behind its prefix; the row of a table without its last bar. */
export function messageOf(line: string, prefix: Prefix): string {
  const message = line.slice(prefix.end);
  return BARRED.test(line) ? message.replace(LAST_BAR, "") : message;
}

/** A prefix no tool of AWS writes, a log shipper's say, before an id and words of the service. */
function strangeAt(text: string, known: Prefix): Prefix | undefined {
  const head = text.slice(0, LONGEST_STRANGE).split("{", 1).join(); // a document is no prefix
  for (let at = head.indexOf("("); at !== -1; at = head.indexOf("(", at + 1)) {
    const end = idEndAt(text, at);
    if (end !== -1 && isOpening(text, end + 1)) {
      return { ...known, requestId: text.slice(at + 1, end - 1), end: end + 1 };
    }
  }
  return undefined;
}

/** The same, in brackets all of it, before words of the service and no id. */
function bracketedAt(text: string): Prefix | undefined {
  const prefix = BRACKETED.exec(text)?.[0];
  if (prefix === undefined || !isOpening(text, prefix.length)) return undefined;
  const moment = prefix
    .split("[")
    .map((part) => momentOf(part))
    .find((told) => told !== undefined);
  return { ...(moment !== undefined && { moment }), isConsole: false, end: prefix.length };
}

/** Whether a whole entry of an execution log begins with this line. */
export function isEntryStart(text: string): boolean {
  const prefix = prefixOf(text);
  return prefix.isConsole || prefix.requestId !== undefined;
}

/** The same, told by words of the service behind the prefix: no line of a payload, whatever it quotes. */
export function isKnownEntryStart(text: string): boolean {
  const { isConsole, end } = prefixOf(text);
  return isConsole || (end > 0 && isOpening(text, end));
}

/** Up to five times and names, then the id: in whatever order a tool prints them. */
function tokensAt(text: string, start: number): Prefix {
  let at = start;
  let moment: Moment | undefined;
  const names: string[] = [];
  for (let count = 0; count < MOST_TOKENS; count += 1) {
    const requestId = requestIdAt(text, at);
    if (requestId !== undefined) {
      return prefixWith(moment, names, afterDecoration(text, at + requestId.length + 2), requestId);
    }
    const token = tokenAt(text, at);
    if (token === undefined) break;
    names.push(...token.names);
    moment = earlier(moment, token.moment);
    at = afterDecoration(text, token.end);
  }
  const isNameAlone = names.length > 0 && moment === undefined && text[at] !== "{";
  return isNameAlone ? NO_PREFIX : prefixWith(moment, names, at, undefined);
}

function prefixWith(
  moment: Moment | undefined,
  names: readonly string[],
  end: number,
  requestId: string | undefined,
): Prefix {
  return {
    ...(requestId !== undefined && { requestId }),
    ...(moment !== undefined && { moment }),
    ...(names.length > 0 && { origin: originOfNames(names) }),
    isConsole: false,
    end,
  };
}

function originOfNames(names: readonly string[]): Origin {
  const logGroup = names.find((name) => name.includes("/") && !name.includes("["));
  const logStream = names.find((name) => name !== logGroup);
  return {
    ...(logGroup !== undefined && { logGroup }),
    ...(logStream !== undefined && { logStream }),
  };
}

type Token = {
  readonly moment?: Moment;
  readonly names: readonly string[];
  readonly end: number;
};

function tokenAt(text: string, at: number): Token | undefined {
  const iso = isoAt(text, at);
  if (iso !== undefined) return { moment: iso, names: [], end: iso.end };
  const epochEnd = endOf(EPOCH, text, at);
  const epoch = epochEnd === undefined ? undefined : momentOf(text.slice(at, epochEnd));
  if (epochEnd !== undefined && epoch !== undefined)
    return { moment: epoch, names: [], end: epochEnd };
  const clockEnd = endOf(CLOCK, text, at);
  return clockEnd === undefined ? nameAt(text, at) : { names: [], end: clockEnd };
}

function nameAt(text: string, at: number): Token | undefined {
  const end = endOf(NAME, text, at);
  if (end === undefined) return undefined;
  const name = text.slice(at, end);
  return GROUP_OR_STREAM.test(name) ? { names: [name], end } : undefined;
}

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function afterDecoration(text: string, at: number): number {
  DECORATION.lastIndex = at;
  DECORATION.test(text);
  return DECORATION.lastIndex;
}
