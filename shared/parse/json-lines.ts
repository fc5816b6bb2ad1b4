import { createJsonScan, type JsonScan, type List } from "./json-scan.ts";
import { isOpening } from "./openings.ts";
import { isEntryStart } from "./text-line.ts";

const MEBIBYTE = 1024 * 1024;
/** A longer document is given up. */
const DOCUMENT_CHARACTERS = 64 * MEBIBYTE;
/** A longer document that is one long list is read in parts. */
const PART_CHARACTERS = 4 * MEBIBYTE;
/** What a line takes beside its characters: with brackets alone on their lines that is nearly all. */
const LINE_CHARACTERS = 32;
/** So many lines are made one text: lines of a bracket each are many times larger than their characters. */
const LINES_APART = 4096;
const LONGEST_HEAD = 65_536;

const OPENING = /^\s{0,200}(?:\{\s*(?:$|["}])|\[\s*(?:$|[[{"\]]|\d{13} ?, ?"))/;
const BARE_OPENING = /^\s*[[{][\s[{]*$/;
const LEADING_COMMA = /^\s*,/;
const GOES_ON = /[[{,:]\s*$/;
/** How a line inside a document of several lines begins. */
const INNER_LINE = /^\s*(?:["}\]{[,]|$|-?\d[\d.eE+-]{0,40}\s*(?:[,\]}]|$)|(?:true|false|null)\b)/;

/** Lines of JSON, from the opening bracket to the closing one. */
export type JsonLines = {
  /** Takes a line, or what is left of one: how much of it belongs to the document. */
  take(text: string, isEnded: boolean): JsonStep;
  /** Whether `text` could not be the next line: the document was cut, or was none. */
  isBrokenBy(text: string): boolean;
  /** Of a long document each but the last may be many, with line feeds between them. */
  readonly lines: readonly string[];
  /** Given up as too large: what it held is gone. */
  readonly isDropped: boolean;
  /** All that was taken. */
  text(): string;
  /** What is whole of a document that was cut: the complete elements of its list, as a document. */
  wholeElements(): string | undefined;
};

type JsonStep =
  | { readonly kind: "open" }
  | { readonly kind: "closed"; readonly rest: string }
  /** So many elements of its list are complete that they can be read: a document of their own. */
  | { readonly kind: "part"; readonly text: string }
  | { readonly kind: "too_large" };

/** Whether JSON seems to begin here, rather than `{a=b}` or `[INFO]`. */
export function isJsonOpening(text: string): boolean {
  return OPENING.test(text);
}

export function createJsonLines(): JsonLines {
  return new Lines();
}

class Lines implements JsonLines {
  lines: string[] = [];
  isDropped = false;
  #scan: JsonScan = createJsonScan();
  /** What stands before the list, once a part of the list was read. */
  #head = "";
  #length = 0;
  /** How many of `lines` are many in one. */
  #joined = 0;
  #isMidLine = false;
  #isLoose = false;

  take(text: string, isEnded: boolean): JsonStep {
    const end = this.#scan.feed(text, 0);
    this.#add(end === -1 ? text : text.slice(0, end));
    if (end !== -1) return { kind: "closed", rest: text.slice(end) };
    this.#isMidLine = !isEnded;
    if (isEnded) this.#scan.feed("\n", 0);
    return this.#length > PART_CHARACTERS ? this.#part() : { kind: "open" };
  }

  isBrokenBy(text: string): boolean {
    if (this.#isMidLine) return false;
    if (this.#scan.isInString)
      return text.startsWith("{") || isOpening(text, 0) || isEntryStart(text);
    if (!INNER_LINE.test(text)) return true;
    return text.startsWith("{") && !this.#isLoose && !GOES_ON.test(this.lines.slice(-1).join());
  }

  text(): string {
    return this.#head + this.lines.join("\n").replace(LEADING_COMMA, "");
  }

  #add(text: string): void {
    if (this.isDropped) return;
    if (this.lines.length === 0 && this.#head === "") this.#isLoose = BARE_OPENING.test(text);
    if (this.#isMidLine) this.lines.push(this.lines.splice(-1).join() + text);
    else this.#push(text);
    this.#length += text.length + LINE_CHARACTERS;
  }

  #push(line: string): void {
    if (this.lines.length - this.#joined === LINES_APART) {
      this.lines.push(this.lines.splice(this.#joined).join("\n"));
      this.#joined = this.lines.length;
    }
    this.lines.push(line);
  }

  wholeElements(): string | undefined {
    const { list } = this.#scan;
    if (list === undefined || list.end === -1) return undefined;
    return this.#listed(this.#head + this.lines.join("\n"), list);
  }

  #part(): JsonStep {
    const { list } = this.#scan;
    if (list === undefined || list.end === -1 || list.start > LONGEST_HEAD) return this.#sized();
    const whole = this.#head + this.lines.join("\n");
    const text = this.#listed(whole, list);
    this.#restart(whole.slice(0, list.start), whole.slice(list.end));
    return { kind: "part", text };
  }

  /** Its head and elements, with the brackets of the list and of the document around it closed. */
  #listed(whole: string, list: List): string {
    const elements = whole.slice(list.start, list.end).replace(LEADING_COMMA, "");
    return `${whole.slice(0, list.start)}${elements}${list.depth === 1 ? "]" : "]}"}`;
  }

  #sized(): JsonStep {
    if (this.#length <= DOCUMENT_CHARACTERS) return { kind: "open" };
    this.lines = [];
    this.#joined = 0;
    this.#length = 0;
    this.isDropped = true;
    return { kind: "too_large" };
  }

  #restart(head: string, rest: string): void {
    this.#head = head;
    this.lines = [rest];
    this.#joined = 0;
    this.#length = rest.length;
    this.#scan = createJsonScan();
    this.#scan.feed(head, 0);
    this.#scan.feed(this.#isMidLine ? rest : `${rest}\n`, 0);
  }
}
