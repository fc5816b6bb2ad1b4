import type { Unreadable } from "../domain/record.ts";
import { fieldNamed } from "./access-names.ts";
import { readingOf } from "./access-record.ts";
import { keepAccessRow, readAccessPairs } from "./access-row.ts";
import { AnswerBlock } from "./answer-block.ts";
import { isAnswerOpening } from "./answer-head.ts";
import { type Block, type BlockHost, readWholeJson } from "./block.ts";
import { isGateways } from "./client-answer.ts";
import { unreadable } from "./context.ts";
import { readDocument } from "./document.ts";
import { isEventText } from "./event-text.ts";
import { FoldedBlock, isFoldedOpening } from "./folded-text.ts";
import { createJsonLines, isJsonOpening, type JsonLines } from "./json-lines.ts";
import { parsedJson } from "./json-value.ts";
import { looseFields } from "./loose-json.ts";
import type { Reading } from "./reading.ts";
import { isTestPageOpening, TestPageBlock } from "./test-page.ts";
import { isKnownEntryStart } from "./text-line.ts";
import { createXmlLines, isXmlOpening, xmlPairs } from "./xml.ts";

const BLANK = 0x20;
/** How JSON, XML, the head of an HTTP answer, a test's page and a text of YAML begin. */
const DOCUMENT_STARTS = '{[<"&HhXxWwRrSLlm-';
const FRAGMENT = /^\s{0,200}"([^"\\]{1,80})"\s{0,8}:/;
const FRAGMENT_LINE = /^\s{0,200}(?:"[^"\\]{1,80}"\s{0,8}:|[{}]\s{0,8},?\s*$)/;
/** What holds a text of the log in the documents that wrap it. */
const MESSAGE_NAMES: ReadonlySet<string> = new Set(["@message", "log", "message", "payload"]);
const LONGEST_FRAGMENT = 64 * 1024;

/** Whether a document can begin here: asked of every line, so it is cheap. */
export function mayBeBlock(text: string): boolean {
  let at = 0;
  while (text.charCodeAt(at) <= BLANK) at += 1;
  return DOCUMENT_STARTS.includes(text[at] ?? " ");
}

/** The block that begins with this line, if one does. */
export function blockAt(text: string, host: BlockHost): Block | undefined {
  if (isJsonOpening(text)) return new JsonBlock(host);
  if (isXmlOpening(text)) return new XmlBlock(text, host);
  return host.isInsideEntry ? undefined : blockOutside(text, host);
}

/** Those that may be a payload as well, and are one amid an entry. */
function blockOutside(text: string, host: BlockHost): Block | undefined {
  if (isAnswerOpening(text)) return new AnswerBlock(host);
  if (isTestPageOpening(text)) return new TestPageBlock(host);
  if (isFoldedOpening(text)) return new FoldedBlock(host);
  const name = isFolded(text) ? undefined : FRAGMENT.exec(text)?.[1];
  if (name === undefined) return undefined;
  const isOurs = MESSAGE_NAMES.has(name.toLowerCase()) || fieldNamed(name, false) !== undefined;
  return isOurs ? new FragmentBlock(host) : undefined;
}

/** Whether the line is only part of a text, as YAML breaks them: what it says of a row is not all. */
function isFolded(text: string): boolean {
  const quotes = text.split('"').length - text.split('\\"').length;
  return quotes % 2 === 1 || text.endsWith("'") || text.endsWith(":");
}

class JsonBlock implements Block {
  readonly #host: BlockHost;
  readonly #lines: JsonLines = createJsonLines();

  constructor(host: BlockHost) {
    this.#host = host;
  }

  take(text: string, isEnded: boolean): string | undefined {
    const step = this.#lines.take(text, isEnded);
    if (step.kind === "part" && !readWholeJson(step.text, this.#host))
      this.#lose("wrong_shape", step.text);
    if (step.kind === "too_large") this.#lose("too_large", text);
    if (step.kind !== "closed") return undefined;
    return this.#lines.isDropped ? step.rest : this.#settled(step.rest);
  }

  isBrokenBy(text: string): boolean {
    return this.#lines.isBrokenBy(text);
  }

  abandon(): void {
    if (this.#lines.isDropped) return;
    const whole = this.#lines.wholeElements();
    if (whole !== undefined && readWholeJson(whole, this.#host)) {
      this.#lose("broken_json", this.#lines.lines.slice(-1).join());
    } else if (!this.#isReadLoosely()) this.#leave("broken_json", "");
  }

  /** What is left of the line once the document is a record, or counted as none. */
  #settled(rest: string): string {
    const text = this.#lines.text().trim();
    const document = parsedJson(text) ?? parsedJson(unbroken(text));
    if (document === undefined) {
      return this.#isReadLoosely() ? rest : this.#leave("broken_json", rest);
    }
    const isRead = readDocument(document, { ...this.#host, text });
    return isRead ? rest : this.#leave("wrong_shape", rest);
  }

  #isReadLoosely(): boolean {
    const text = this.#lines.text().trim();
    return readBroken(text, this.#host);
  }

  #leave(code: Unreadable["code"], rest: string): string {
    return this.#host.leave(this.#lines.lines, code, rest);
  }

  #lose(code: Unreadable["code"], text: string): void {
    this.#host.sink.unreadable(unreadable(code, this.#host.place, text));
  }
}

/** A text whose strings a terminal broke at its width, or a mail between two words, in one line again. */
function unbroken(text: string): string {
  return text.replaceAll("\n", isOfOneWidth(text) ? "" : " ");
}

/** Whether all lines but the last are equally long. Looks at no line behind the first that is not. */
function isOfOneWidth(text: string): boolean {
  const width = text.indexOf("\n");
  let from = 0;
  let end = width;
  while (end !== -1 && end - from === width) {
    from = end + 1;
    end = text.indexOf("\n", from);
  }
  return end === -1;
}

class XmlBlock implements Block {
  readonly #host: BlockHost;
  readonly #xml: ReturnType<typeof createXmlLines>;

  constructor(first: string, host: BlockHost) {
    this.#host = host;
    this.#xml = createXmlLines(first);
  }

  take(text: string): string | undefined {
    const rest = this.#xml.take(text);
    if (rest === undefined) return undefined;
    const document = this.#xml.lines.join("\n").trim();
    const isRead = readAccessPairs(xmlPairs(document), document, "access_xml", this.#host);
    return isRead ? rest : this.#host.leave(this.#xml.lines, "wrong_shape", rest);
  }

  isBrokenBy(text: string): boolean {
    return this.#xml.isTooLong || isJsonOpening(text) || isKnownEntryStart(text);
  }

  abandon(): void {
    this.#host.leave(this.#xml.lines, "wrong_shape", "");
  }
}

/** Some lines out of a pretty-printed record, their brackets left behind. */
class FragmentBlock implements Block {
  readonly #host: BlockHost;
  readonly #lines: string[] = [];
  #length = 0;

  constructor(host: BlockHost) {
    this.#host = host;
  }

  take(text: string): undefined {
    this.#lines.push(text);
    this.#length += text.length;
  }

  isBrokenBy(text: string): boolean {
    return this.#length > LONGEST_FRAGMENT || !FRAGMENT_LINE.test(text);
  }

  abandon(): void {
    const text = this.#lines.join("\n").trim();
    if (readBroken(text, this.#host)) return;
    this.#host.leave(this.#lines, "broken_json", "");
  }
}

/** Reads what can be told from a document that is cut or broken: its fields, or the texts it wraps. */
function readBroken(text: string, host: Reading): boolean {
  const pairs = looseFields(text);
  if (isOneRow(pairs) && readAccessPairs(pairs, text, "access_json", host)) return true;
  if (host.isInsideEntry) return false;
  const [[name, message] = ["", ""]] = pairs;
  if (pairs.length === 1 && name.toLowerCase() === "message" && isGateways(message)) {
    keepAccessRow(readingOf([["error.message", message]]), text, "client_answer", host);
    return true;
  }
  const texts = pairs.filter(([name, value]) => MESSAGE_NAMES.has(name) && isEventText(value));
  for (const [, value] of texts) host.readText(value, host.context);
  if (texts.length > 0) host.sink.form("filter_log_events_json");
  return texts.length > 0;
}

/** Whether no variable has two values: those of several rows are nobody's together. */
function isOneRow(pairs: ReturnType<typeof looseFields>): boolean {
  const values = new Map<string, string>();
  return pairs.every(([name, value]) => {
    const known = values.get(name) ?? value;
    values.set(name, known);
    return known === value || fieldNamed(name, false) === undefined;
  });
}
