import type { AccessFields } from "../domain/record.ts";
import { accessRecord } from "./access-record.ts";
import { exceptionIn } from "./answer-head.ts";
import { type Block, type BlockHost, readWholeJson } from "./block.ts";
import { isGateways, messageIn } from "./client-answer.ts";
import { createJsonLines, isJsonOpening, type JsonLines } from "./json-lines.ts";
import { isObject, pairsOf, parsedJson } from "./json-value.ts";
import { isOpening } from "./openings.ts";
import { isKnownEntryStart } from "./text-line.ts";

/** The page's own lines, each once and with its value on the line or below. */
const LABELS = {
  request: /^\s{0,8}Request: {0,4}(\/[^\s?]{0,2000})(?:\?\S{0,8000})?\s*$/,
  status: /^\s{0,8}Status: {0,4}(\d{3})\s*$/,
  latency: /^\s{0,8}Latency: {0,4}(\d{1,9}) ms\s*$/,
  body: /^\s{0,8}Response Body()\s*$/i,
  headers: /^\s{0,8}Response Headers()\s*$/i,
  logs: /^\s{0,8}Logs?()\s*$/,
} as const;
type Label = keyof typeof LABELS;
type Labelled = readonly [label: Label, value: string];

const NAMES = Object.keys(LABELS) as Label[];
const OPENINGS: ReadonlySet<Label> = new Set(["request", "status", "latency", "body"]);
const BELOW: ReadonlySet<Label> = new Set(["body", "headers"]);
/** What the newer console writes on a line of its own, and the value on the next. */
const ALONE = {
  request: {
    name: /^\s{0,8}Request\s*$/,
    value: /^\s{0,8}(\/[^\s?]{0,2000})(?:\?\S{0,8000})?\s*$/,
  },
  status: { name: /^\s{0,8}Status\s*$/, value: /^\s{0,8}(\d{3})\s*$/ },
  latency: { name: /^\s{0,8}Latency(?: ms)?\s*$/, value: /^\s{0,8}(\d{1,9})(?: ms)?\s*$/ },
} as const;
type Named = keyof typeof ALONE;
const ALONE_NAMES = Object.keys(ALONE) as Named[];
/** One such line may be anybody's. */
const FEWEST = 2;
const LONGEST_VALUE = 64 * 1024;
const EXCEPTION_HEADER = "x-amzn-errortype";

export function isTestPageOpening(text: string): boolean {
  const label = labelledIn(text)?.[0] ?? namedIn(text);
  return label !== undefined && OPENINGS.has(label);
}

/** What the console's test page shows above its log. With the log it tells of one request. */
export class TestPageBlock implements Block {
  readonly #host: BlockHost;
  readonly #values = new Map<Label, string>();
  readonly #lines: string[] = [];
  readonly #documents: string[] = [];
  /** Whose value stands on the next line. */
  #awaited: Label | undefined;
  /** The same, where it is a word or a number. */
  #named: Named | undefined;
  #json: { readonly lines: JsonLines; readonly label: Label } | undefined;
  #length = 0;
  #hasLog = false;

  constructor(host: BlockHost) {
    this.#host = host;
  }

  take(text: string, isEnded: boolean): undefined {
    const label = this.#awaited;
    if (label !== undefined && isJsonOpening(text))
      this.#json ??= { lines: createJsonLines(), label };
    if (this.#json === undefined) this.#takeLine(text);
    else this.#takeJson(this.#json.lines, text, isEnded);
  }

  isBrokenBy(text: string): boolean {
    if (this.#length > LONGEST_VALUE) return true;
    if (this.#json !== undefined) return this.#json.lines.isBrokenBy(text);
    const label = this.#labelledIn(text)?.[0] ?? namedIn(text);
    if (label !== undefined) return this.#values.has(label);
    this.#hasLog = isOpening(text, 0) || isKnownEntryStart(text);
    return this.#hasLog || (this.#awaited === undefined && text.trim() !== "");
  }

  abandon(): void {
    this.#endJson();
    if (this.#isPage) this.#keep();
    else this.#leave();
  }

  get #isPage(): boolean {
    const isKnown = this.#values.size + Number(this.#hasLog) >= FEWEST;
    const { status, "error.message": message } = this.#fields;
    return isKnown && (this.#hasLog || status !== undefined || message !== undefined);
  }

  #takeLine(text: string): void {
    this.#length += text.length + 1;
    this.#lines.push(text);
    const [label, value = ""] = this.#labelledIn(text) ?? [];
    if (label !== undefined) {
      this.#values.set(label, value);
      this.#awaited = BELOW.has(label) ? label : undefined;
      this.#named = undefined;
    } else if (text.trim() !== "") {
      this.#awaited = undefined;
      this.#named = namedIn(text);
    }
  }

  #labelledIn(text: string): Labelled | undefined {
    const named = this.#named;
    const value = named && ALONE[named].value.exec(text)?.[1];
    return value === undefined || named === undefined ? labelledIn(text) : [named, value];
  }

  #takeJson(json: JsonLines, text: string, isEnded: boolean): void {
    this.#length += text.length;
    const step = json.take(text, isEnded);
    if (step.kind !== "closed") return;
    this.#endJson();
    if (step.rest.trim() !== "") this.#takeLine(step.rest);
  }

  #endJson(): void {
    if (this.#json === undefined) return;
    const text = this.#json.lines.text();
    this.#values.set(this.#json.label, text);
    this.#lines.push(text);
    this.#documents.push(text);
    this.#awaited = undefined;
    this.#json = undefined;
    this.#length = 0;
  }

  get #fields(): AccessFields {
    const status = this.#values.get("status");
    const path = this.#values.get("request");
    const responseLatency = this.#values.get("latency");
    return {
      ...(status !== undefined && { status }),
      ...(path !== undefined && { path }),
      ...(responseLatency !== undefined && { responseLatency }),
      ...this.#words,
    };
  }

  /** What the gateway answered by itself: beside the log only if it signed that, since a function may say the same. */
  get #words(): AccessFields {
    const body = this.#documentUnder("body");
    const message = isObject(body) ? messageIn(body) : undefined;
    const exception = this.#exception;
    const isOurs = exception !== undefined || (!this.#hasLog && isGateways(message ?? ""));
    return {
      ...(isOurs && message !== undefined && { "error.message": message }),
      ...(exception !== undefined && { "error.responseType": exception }),
    };
  }

  get #exception(): string | undefined {
    const headers = this.#documentUnder("headers");
    const pairs = isObject(headers) ? pairsOf(headers) : [];
    const found = [...pairs].find(([name]) => name.toLowerCase() === EXCEPTION_HEADER);
    return found && exceptionIn(found[1]);
  }

  #documentUnder(label: Label): unknown {
    const text = this.#values.get(label);
    return text === undefined ? undefined : parsedJson(text);
  }

  #keep(): void {
    const { sink, place, context } = this.#host;
    const { origin, moment } = context;
    const fields = this.#fields;
    const row = { fields, known: new Set<never>(), unset: [], count: 1, isApplication: false };
    const text = this.#lines.join("\n").trim();
    sink.form("console_test");
    sink.record({ ...accessRecord(row, { text, place, origin, moment }), isTestPage: true });
  }

  /** The lines are no page: what stands among them is read by itself. */
  #leave(): void {
    for (const text of this.#lines.filter((line) => line.trim() !== "")) {
      const isDocument = this.#documents.includes(text);
      if (isDocument && readWholeJson(text, this.#host)) continue;
      this.#host.leave([text], isDocument ? "wrong_shape" : "not_a_log_line", "");
    }
  }
}

function labelledIn(text: string): Labelled | undefined {
  for (const label of NAMES) {
    const value = LABELS[label].exec(text)?.[1];
    if (value !== undefined) return [label, value];
  }
  return undefined;
}

function namedIn(text: string): Named | undefined {
  return ALONE_NAMES.find((label) => ALONE[label].name.test(text));
}
