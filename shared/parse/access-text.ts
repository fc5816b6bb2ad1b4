import type { AccessField } from "../domain/record.ts";
import { isEventType, isMethod, isProtocol, isUuid } from "./access-cells.ts";
import { fieldOfValue, sentenceAt } from "./access-values.ts";
import { functionsWordsIn } from "./function-words.ts";
import { refusalAt, saidTwiceAt } from "./short-answers.ts";

type Pair = readonly [field: AccessField, value: string];
type Word = { readonly text: string; readonly at: number };

const WORD = /[^\s|,;"'`[\]()]{1,2000}/g;
const LONGEST_LINE = 64 * 1024;
const MOST_WORDS = 2_000;

/** Where a UUID or an extended id may be. */
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-|[\w+/-]{15}=/i;
const TIME = /\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}/;
/** An extended id as the gateway makes it. That it has both cases tells it from `upstream_status=`. */
const EXTENDED_ID = /^(?=.{0,14}[A-Z])(?=.{0,14}[a-z])[\w+/-]{15}=$/;
const SERVICE_ROUTE = /^\$(?:connect|disconnect|default)$/;
const NUMBER = /^\d{1,19}$/;
/** Statuses that HTTP has: 250 and 512 are lengths or latencies. */
const STATUS = /^(?:101|20[0-8]|226|30[0-8]|4[0-2]\d|431|451|50[0-8]|51[01])$/;
const FIRST_FAILURE = "400";
/** What loggers of applications write, and the gateway never. */
const LEVEL = /^(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL|debug|info|warn):?$/;
/** Envoy writes the quoted request first, right behind its time. */
const REQUEST_FIRST = /^\s{0,20}"[A-Z]{3,7} /;
/** Where a value ends that is a sentence: at the next cell. */
const NEXT_CELL = /\s-(?=\s|$)|\s\||\t|\s{2}|\]/;
const LONGEST_SENTENCE = 2_000;
const MILLISECONDS = /(?<![\w.])(\d{1,7}) ?ms(?!\w)/g;

/**
 * The values of a line in an order of the customer's own, parted by blanks, bars, commas, semicolons
 * or tabs. Nothing when the line may be of another service: it must have an id in the gateway's form,
 * and either a request with its status or a sentence that only the gateway says.
 */
export function pairsOfText(line: string): readonly Pair[] {
  const words = isOther(line) ? [] : wordsOf(line);
  const row = new Map([...idsIn(words), ...requestIn(words)]);
  const hasFailed = hasFailure(words, row);
  const sentences = hasFailed ? sentencesIn(line, words, row.get("status")) : [];
  if (!isRequest(row) && !sentences.some(({ isOurs }) => isOurs)) return [];
  for (const { field, value } of sentences) if (!row.has(field)) row.set(field, value);
  if (functionsWordsIn(line)(line.indexOf(String(row.get("requestId"))))) row.delete("requestId");
  const time = TIME.exec(line)?.[0];
  const timed: readonly Pair[] = time === undefined ? [...row] : [["requestTime", time], ...row];
  return sentences.length > 0 ? timed : [...timed, ...latencyIn(line)];
}

/** The one number in milliseconds; a sentence could have one of its own. */
function latencyIn(line: string): readonly Pair[] {
  const found = [...line.matchAll(MILLISECONDS)];
  return found.length === 1
    ? found.map(([, number]) => ["responseLatency", String(number)] as const)
    : [];
}

/** Asked of every line that nobody else reads: mostly there is no id. */
function isOther(line: string): boolean {
  return line.length > LONGEST_LINE || !ID.test(line) || REQUEST_FIRST.test(line);
}

function wordsOf(line: string): readonly Word[] {
  const words = [...line.matchAll(WORD)].map(({ 0: text, index: at }) => ({ text, at }));
  const isOurs = words.length <= MOST_WORDS && !words.some(({ text }) => LEVEL.test(text));
  return isOurs ? words : [];
}

/** In a request that went well the gateway's words are its client's: the cells have no names. */
function hasFailure(words: readonly Word[], row: ReadonlyMap<AccessField, string>): boolean {
  if (!row.has("requestId")) return false;
  const status = row.get("status");
  if (status !== undefined) return status >= FIRST_FAILURE;
  return !words.some(({ text }) => STATUS.test(text) && text < FIRST_FAILURE);
}

function isRequest(row: ReadonlyMap<AccessField, string>): boolean {
  const isAsked = row.has("httpMethod") || row.has("eventType") || row.has("routeKey");
  return row.has("requestId") && isAsked && row.has("status");
}

/** HTTP and WebSocket APIs have no UUID: their request id has the extended id's form. */
function idsIn(words: readonly Word[]): readonly Pair[] {
  const uuid = words.find(({ text }) => isUuid(text))?.text;
  const extended = words.find(({ text }) => EXTENDED_ID.test(text))?.text;
  if (uuid === undefined) return extended === undefined ? [] : [["requestId", extended]];
  const ids: readonly Pair[] = [["requestId", uuid]];
  return extended === undefined ? ids : [...ids, ["extendedRequestId", extended]];
}

/** What was asked for, and how that ended: the status stands right behind the request, or before it. */
function requestIn(words: readonly Word[]): readonly Pair[] {
  const texts = words.map(({ text }) => text);
  const start = texts.findIndex(isAsking);
  if (start === -1) return [];
  const end = requestEnd(texts, start);
  const request = texts.slice(start, end);
  const before = texts.slice(0, start).filter((text) => !isProtocol(text));
  const status = statusIn(texts.slice(end)) ?? statusIn(before.toReversed());
  return [
    ...request.flatMap((text, at) => askedFor(text, at, request)),
    ...(status === undefined ? [] : [["status", status] as const]),
  ];
}

function isAsking(text: string): boolean {
  return isMethod(text) || isEventType(text) || SERVICE_ROUTE.test(text);
}

function requestEnd(texts: readonly string[], start: number): number {
  const isNext = (text: string): boolean =>
    !isAsking(text) && !isProtocol(text) && !text.startsWith("/") && text !== "-";
  const isNamed = isEventType(texts[start]) && !NUMBER.test(texts[start + 1] ?? "");
  const from = isNamed ? start + 2 : start + 1;
  const length = texts.slice(from).findIndex(isNext);
  return length === -1 ? texts.length : from + length;
}

function askedFor(text: string, at: number, request: readonly string[]): readonly Pair[] {
  if (text === "-") return [];
  if (isMethod(text)) return at === 0 ? [["httpMethod", text]] : [];
  if (isEventType(text)) return [["eventType", text]];
  if (isProtocol(text)) return [["protocol", text]];
  if (SERVICE_ROUTE.test(text) || isEventType(request[at - 1])) {
    return [["routeKey", text]];
  }
  const isLast = !request.slice(at + 1).some((other) => other.startsWith("/"));
  return [[isLast ? "resourcePath" : "path", text]];
}

/** The one status among the numbers that come first; two that differ are none. */
function statusIn(texts: readonly string[]): string | undefined {
  const end = texts.findIndex((text) => !NUMBER.test(text));
  const numbers = end === -1 ? texts : texts.slice(0, end);
  const statuses = new Set(numbers.filter((text) => STATUS.test(text)));
  return statuses.size === 1 ? [...statuses].join() : undefined;
}

type Sentence = { readonly field: AccessField; readonly value: string; readonly isOurs: boolean };

/** What the gateway says in the line; `isOurs` where nobody else says it. */
function sentencesIn(
  line: string,
  words: readonly Word[],
  status: string | undefined,
): readonly Sentence[] {
  return words.flatMap(({ text, at }) => {
    const said = sentenceAt(line, at);
    if (said !== undefined) {
      const { field, isOurs } = said;
      return [{ field, value: valueAt(line, at), isOurs }];
    }
    const twice = saidTwiceAt(line, at);
    if (twice !== undefined)
      return [{ field: "error.message" as const, value: twice, isOurs: true }];
    const refusal = refusalAt(line, at, status);
    if (refusal !== undefined)
      return [{ field: "error.message" as const, value: refusal, isOurs: false }];
    const field = fieldOfValue(text);
    return field === undefined ? [] : [{ field, value: text, isOurs: false }];
  });
}

/** The sentence up to the next cell, without the quote that closes it. */
function valueAt(line: string, at: number): string {
  const rest = line.slice(at, at + LONGEST_SENTENCE);
  const value = rest.slice(0, NEXT_CELL.exec(rest)?.index);
  const isOdd = value.split('"').length % 2 === 0;
  return (isOdd ? value.slice(0, value.lastIndexOf('"')) : value).trimEnd();
}
