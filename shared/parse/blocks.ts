import type { Form, Place, Unreadable } from "../domain/record.ts";
import { fieldNamed } from "./access-names.ts";
import { accessRecord, isAccessLog, isSurelyAccessLog, readingOf } from "./access-record.ts";
import { unreadable } from "./context.ts";
import { readDocument } from "./document.ts";
import { createJsonLines, isJsonOpening, type JsonLines } from "./json-lines.ts";
import { looseFields } from "./loose-json.ts";
import type { Reading } from "./reading.ts";
import { createXmlLines, isXmlOpening, xmlPairs } from "./xml.ts";

/** A document that may span lines. */
export type Block = {
  /** Takes a line: what is left of it once the document is whole, nothing while it is open. */
  take(text: string, isEnded: boolean): string | undefined;
  /** Whether the line cannot be of the document, so that the document was cut. */
  isBrokenBy(text: string): boolean;
  /** The document goes no further: makes the best of what there is. */
  abandon(): void;
};

/** What a block needs from around it. `leave` takes the lines of what is no log of ours. */
export type BlockHost = Reading & {
  leave(lines: readonly string[], code: Unreadable["code"], place: Place): void;
};

type Pairs = readonly (readonly [name: string, value: string])[];

const FRAGMENT = /^\s{0,200}"([^"\\]{1,80})"\s{0,8}:/;
const FRAGMENT_LINE = /^\s{0,200}(?:"[^"\\]{1,80}"\s{0,8}:|[{}]\s{0,8},?\s*$)/;
const LONGEST_FRAGMENT = 64 * 1024;

/** The block that begins with this line, if one does. */
export function blockAt(text: string, host: BlockHost): Block | undefined {
  if (isJsonOpening(text)) return new JsonBlock(host);
  if (isXmlOpening(text)) return new XmlBlock(text, host);
  const name = host.isInsideEntry ? undefined : FRAGMENT.exec(text)?.[1];
  return name !== undefined && fieldNamed(name, false) !== undefined
    ? new FragmentBlock(host)
    : undefined;
}

/** Reads a whole document of JSON from one line; false when it is none, or no log of ours. */
export function readWholeJson(text: string, host: BlockHost): boolean {
  const document = parsed(text);
  return document.ok && readDocument(document.value, { ...host, text: text.trim() });
}

class JsonBlock implements Block {
  readonly #host: BlockHost;
  readonly #lines: JsonLines = createJsonLines();

  constructor(host: BlockHost) {
    this.#host = host;
  }

  take(text: string, isEnded: boolean): string | undefined {
    const step = this.#lines.take(text, isEnded);
    if (step.kind === "part") this.#read(step.text);
    if (step.kind === "too_large") this.#lose("too_large", text);
    if (step.kind !== "closed") return undefined;
    if (!this.#lines.isDropped) this.#settle();
    return step.rest;
  }

  isBrokenBy(text: string): boolean {
    return this.#lines.isBrokenBy(text);
  }

  abandon(): void {
    if (this.#lines.isDropped) return;
    const whole = this.#lines.wholeElements();
    if (whole !== undefined && readWholeJson(whole, this.#host)) {
      this.#lose("broken_json", this.#lines.lines.at(-1) ?? "");
    } else this.#readLoosely();
  }

  #settle(): void {
    const document = parsed(this.#lines.text());
    const rejoined = document.ok ? document : parsed(this.#lines.lines.join(""));
    if (!rejoined.ok) this.#readLoosely();
    else if (!this.#isRead(rejoined.value)) this.#leave("wrong_shape");
  }

  #read(text: string): void {
    const document = parsed(text);
    if (!(document.ok && this.#isRead(document.value))) this.#lose("wrong_shape", text);
  }

  #isRead(value: unknown): boolean {
    return readDocument(value, { ...this.#host, text: this.#lines.text().trim() });
  }

  #readLoosely(): void {
    const text = this.#lines.text().trim();
    if (!readPairs(looseFields(text), text, "access_json", this.#host)) this.#leave("broken_json");
  }

  #leave(code: Unreadable["code"]): void {
    this.#host.leave(this.#lines.lines, code, this.#host.place);
  }

  #lose(code: Unreadable["code"], text: string): void {
    this.#host.sink.unreadable(unreadable(code, this.#host.place, text));
  }
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
    if (!readPairs(xmlPairs(document), document, "access_xml", this.#host)) this.abandon();
    return rest;
  }

  isBrokenBy(text: string): boolean {
    return this.#xml.isTooLong || isJsonOpening(text);
  }

  abandon(): void {
    this.#host.leave(this.#xml.lines, "wrong_shape", this.#host.place);
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
    if (readPairs(looseFields(text), text, "access_json", this.#host)) return;
    this.#host.leave(this.#lines, "broken_json", this.#host.place);
  }
}

/** Makes a record of the pairs, if they are those of an access log. */
export function readPairs(pairs: Pairs, text: string, form: Form, host: Reading): boolean {
  const row = readingOf(pairs);
  if (!(host.isInsideEntry ? isSurelyAccessLog(row) : isAccessLog(row))) return false;
  const { place, context } = host;
  host.sink.form(form);
  host.sink.record(
    accessRecord(row, { text, place, origin: context.origin, moment: context.moment }),
  );
  return true;
}

type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

function parsed(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false }; // not JSON: it is read loosely, or counted as unreadable
  }
}
