import { isJsonOpening } from "./json-lines.ts";
import { isForeign } from "./openings.ts";
import { valueEnd } from "./value-end.ts";

/**
 * Sentences of the gateway's that can begin behind an entry without a prefix. Whoever quotes a log in a payload would
 * forge a verdict by them, which is worse than one that is missing: they part entries only where the one before is over.
 */
const SENTENCES = [
  "Execution failed due to (?:configuration error:|an? [a-z])",
  "Lambda execution failed with status \\d{3} due to",
  "Lambda invocation failed with status: \\d{3}(?!\\d)",
  "(?:Endpoint|Method) re(?:quest|sponse) (?:path|query string|headers|body (?:before|after) transformations):",
  "Endpoint request URI: ",
  "Sending request to https?:",
  "Received response\\. (?:Status|Integration latency): \\d",
  "Gateway response type: \\w{1,60} with status code: \\d{3}(?!\\d)",
  "Successfully completed execution",
  "Method completed with status: \\d{3}(?!\\d)",
].join("|");
const ANYWHERE = new RegExp(SENTENCES, "g");
const HERE = new RegExp(SENTENCES, "y");
const CUT = "[TRUNCATED]";
/** Of one request there are some 30. Each may be looked through to the end of the text: what comes after these stays one. */
const MOST_STARTS = 100;
/** The last line of a document that was begun on another. */
const CLOSING = /^[}\]]{1,8}/;

/** Where entries begin behind the one at `from`, none of them with a prefix. */
export function sentenceStarts(text: string, from: number): readonly number[] {
  const starts: number[] = [];
  let next = nextStart(text, from);
  while (next !== undefined && starts.length < MOST_STARTS) {
    starts.push(next);
    next = nextStart(text, next);
  }
  return starts;
}

/** The same, on the last line of a document in such an entry: no JSON goes on with a sentence. */
export function startsBehindDocument(line: string): readonly number[] {
  const end = CLOSING.exec(line)?.[0].length;
  const start = end === undefined ? undefined : sentenceAt(line, end);
  return start === undefined ? [] : [start, ...sentenceStarts(line, start)];
}

/** Whether one follows a document of JSON of these lines. */
export function sentenceBehind(lines: readonly string[], rest: string): boolean {
  return lines.slice(0, 1).some((line) => isJsonOpening(line)) && sentenceAt(rest, 0) !== undefined;
}

/** Where such a sentence begins at `at`, or behind blanks there. */
function sentenceAt(text: string, at: number): number | undefined {
  let start = at;
  while (text.charAt(start) === " ") start += 1;
  HERE.lastIndex = start;
  return HERE.test(text) ? start : undefined;
}

/** In the gateway's own words any such sentence is the next entry's; a value has to be over before it. */
function nextStart(text: string, entry: number): number | undefined {
  if (isForeign(text, entry)) return startBehindValue(text, entry);
  ANYWHERE.lastIndex = entry + 1;
  return ANYWHERE.exec(text)?.index;
}

function startBehindValue(text: string, entry: number): number | undefined {
  const end = valueEnd(text, entry);
  if (end !== -1) return sentenceAt(text, end);
  for (let cut = text.indexOf(CUT, entry); cut !== -1; cut = text.indexOf(CUT, cut + 1)) {
    const start = sentenceAt(text, cut + CUT.length);
    if (start !== undefined) return start;
  }
  return undefined;
}
