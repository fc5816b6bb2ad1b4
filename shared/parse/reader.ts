import type { Unreadable } from "../domain/record.ts";
import { type Asked, createAsked } from "./asked.ts";
import { readBare } from "./bare.ts";
import { type Block, type BlockHost, readWholeJson } from "./block.ts";
import { blockAt, mayBeBlock } from "./blocks.ts";
import { type Context, placeAt, type Sink, unreadable, within } from "./context.ts";
import { deliveredText } from "./delivered.ts";
import { Entries } from "./entries.ts";
import { quotedEvent, readQuoted } from "./event-text.ts";
import { cliTextEvent } from "./events.ts";
import { gluedStarts, startsIn } from "./glued.ts";
import { HtmlPage } from "./html-page.ts";
import { isJsonOpening } from "./json-lines.ts";
import { nestedReading } from "./nested.ts";
import { readPrinted } from "./printed-value.ts";
import {
  isFence,
  quotesOf,
  withoutColours,
  withoutLabel,
  withoutMarks,
  withoutSeam,
} from "./quoting.ts";
import { createIdReader, isUuidAt } from "./request-id.ts";
import { createRows, type Rows } from "./rows.ts";
import { sentenceBehind } from "./sentences.ts";
import { isDecoration } from "./table.ts";
import { messageOf, type Prefix, prefixOf } from "./text-line.ts";
import { createUsualTime, type UsualTime } from "./usual-time.ts";

/** Lines of any form to records, in their order. What a line says never makes it throw. */
export type Reader = {
  /** `isEnded` is false for a piece of a line that goes on. */
  line(text: string, number: number, isEnded: boolean): void;
  end(): void;
};

const NO_TIME: Partial<UsualTime> = {};
const UUID_MESSAGE = 39;
const PARTING = /^[\s,;|]*/;

export function createReader(context: Context, sink: Sink): Reader {
  return new LineReader(context, sink);
}

class LineReader implements Reader {
  readonly #context: Context;
  readonly #sink: Sink;
  /** As the sink, but the entry that is open goes first. */
  readonly #inOrder: Sink;
  readonly #entries: Entries;
  readonly #rows: Rows = createRows();
  readonly #asked: Asked = createAsked();
  readonly #usualTime = createUsualTime();
  readonly #idIn = createIdReader();
  readonly #page = new HtmlPage();
  #block: Block | undefined;
  /** Neither a table nor a page has a say in what the next line is. */
  #isPlain = true;
  /** The context with the origin that the last prefix told. */
  #told: Context;
  /** What is read stands behind a document on its line: of a million of them none may be looked at to its end. */
  #isRest = false;

  constructor(context: Context, sink: Sink) {
    this.#context = context;
    this.#told = context;
    this.#sink = sink;
    this.#entries = new Entries(context, sink);
    this.#inOrder = {
      ...sink,
      record: (record) => {
        this.#entries.end();
        sink.record(record);
      },
    };
  }

  line(text: string, number: number, isEnded: boolean): void {
    if (this.#isPlain && this.#takesUsual(text, number)) return;
    const written = withoutColours(text);
    const line = this.#page.unwrapped(written, isEnded, this.#isInside);
    if (line.isClosedBefore) this.#close();
    this.#unwrapped(line.text, number, isEnded);
    if (line.isClosedBehind) this.#close();
    this.#isPlain = !(this.#page.isOpen || this.#rows.isMessageFirst);
  }

  end(): void {
    this.#endBlock();
    this.#rows.end();
    this.#entries.end();
  }

  /** The line, if it is as nearly all are: with a request id before it, in one of two forms. */
  #takesUsual(text: string, number: number): boolean {
    const usual = isUuidAt(text, 0) ? NO_TIME : this.#usualTime(text);
    if (usual === undefined) return false;
    this.#endBlock();
    this.#rows.pass();
    this.#uuidLine(text, number, usual);
    return true;
  }

  #unwrapped(text: string, number: number, isEnded: boolean): void {
    if (this.#page.isOpen && !this.#rows.isMessageFirst && this.#takesUsual(text, number)) return;
    this.#isRest = false;
    let rest: string | undefined = text;
    while (rest !== undefined) {
      rest = this.#step(rest, number, isEnded);
      this.#isRest = true;
    }
  }

  /** The line may be part of what the lines before it began. */
  get #isInside(): boolean {
    return this.#block !== undefined || this.#rows.isOpen || this.#entries.isOpen;
  }

  /** What was read stood in a tag that is closed. A time alone is left for the entry behind it. */
  #close(): void {
    this.#endBlock();
    if (this.#entries.isOpen) this.#entries.end();
  }

  #uuidLine(line: string, number: number, { end, moment }: Partial<UsualTime>): void {
    const bracket = end ?? 0;
    const requestId = this.#idIn(line, bracket + 1);
    const starts = gluedStarts(line, bracket + UUID_MESSAGE, requestId);
    this.#sink.form("execution_text");
    if (starts.length > 0) {
      this.#pieces(line, starts, number);
      return;
    }
    const text = line.slice(bracket + UUID_MESSAGE);
    this.#entries.begin({ text, number, context: this.#context, moment, requestId });
  }

  /** Reads on; what it returns is left of the line. */
  #step(text: string, number: number, isEnded: boolean): string | undefined {
    if (this.#block === undefined) return this.#fresh(text, number, isEnded);
    if (!this.#block.isBrokenBy(text)) return this.#into(this.#block, text, isEnded);
    this.#endBlock();
    return text;
  }

  #into(block: Block, text: string, isEnded: boolean): string | undefined {
    const rest = block.take(text, isEnded);
    this.#block = rest === undefined ? block : undefined;
    return rest?.replace(PARTING, "") || undefined;
  }

  #fresh(written: string, number: number, isEnded: boolean): string | undefined {
    const text = withoutLabel(written);
    if (!this.#isRest && this.#rows.take(text, () => this.#rowReading(number))) return undefined;
    if (text.trim() === "") {
      this.#entries.blank();
      return undefined;
    }
    const host = (): BlockHost => this.#host(number, this.#context);
    if (isEnded && this.#takesQuoted(text, host)) return undefined;
    const block = mayBeBlock(text) ? blockAt(text, host()) : undefined;
    if (block !== undefined) return this.#opens(block, text, host(), isEnded);
    return this.#isDropped(text) ? undefined : this.#textLine(text, number, isEnded);
  }

  #takesQuoted(line: string, host: () => BlockHost): boolean {
    const event = quotedEvent(line, this.#entries.isOpen);
    if (event === undefined) return readPrinted(line, host());
    readQuoted(event, host());
    return true;
  }

  /** Decoration says nothing; a fence ends the entry before it as well. All of an event's text is one entry. */
  #isDropped(text: string): boolean {
    const isFenced = isFence(text) && !this.#context.isExecution;
    if (isFenced) this.#entries.end();
    return isFenced || isDecoration(text);
  }

  #opens(block: Block, text: string, host: BlockHost, isEnded: boolean): string | undefined {
    const mayBeWhole = isEnded && !this.#isRest && isJsonOpening(text);
    const isRead = mayBeWhole && readWholeJson(text, host);
    return isRead ? undefined : this.#into(block, text, isEnded);
  }

  /** Marks that stand around an entry close behind it: what follows is no more of it. */
  #textLine(line: string, number: number, isEnded: boolean): string | undefined {
    const text = withoutMarks(line);
    const rest = this.#unmarked(text, number, isEnded);
    if (text !== line && !this.#context.isExecution) this.#entries.end();
    return rest;
  }

  #unmarked(text: string, number: number, isEnded: boolean): string | undefined {
    const told = deliveredText(text, this.#context) ?? cliTextEvent(text, this.#context);
    if (told !== undefined) {
      this.#sink.form("execution_text");
      this.#host(number, told.context).readText(told.message, told.context);
      return undefined;
    }
    const prefix = prefixOf(text);
    const starts = startsIn(text, prefix, this.#entries.isBareDocument);
    if (starts.length === 0) return this.#piece(text, number, isEnded, prefix);
    this.#pieces(text, starts, number);
    return undefined;
  }

  #pieces(text: string, starts: readonly number[], number: number): void {
    let from = 0;
    for (const to of [...starts, text.length]) {
      const piece = text.slice(from, to);
      const entry = to === text.length ? piece : withoutSeam(piece);
      from = to;
      let rest = this.#piece(entry, number, true, prefixOf(entry));
      while (rest !== undefined) rest = this.#step(rest, number, true);
    }
  }

  #piece(line: string, number: number, isEnded: boolean, prefix: Prefix): string | undefined {
    const { requestId, isConsole, moment } = prefix;
    const text = messageOf(line, prefix);
    const context = this.#contextOf(prefix);
    if (requestId !== undefined || isConsole) {
      this.#sink.form(isConsole ? "console_test" : "execution_text");
      const quotes = quotesOf(line);
      this.#entries.begin({ text, number, context, moment, requestId, quotes });
      return undefined;
    }
    const host = this.#host(number, within(context, { moment }));
    const isPrefixed = text.length < line.length;
    const block = isPrefixed && mayBeBlock(text) ? blockAt(text, host) : undefined;
    if (block !== undefined) return this.#opens(block, text, host, isEnded);
    if (moment !== undefined && text === "") this.#entries.waitWith({ text: line, number, moment });
    else readBare({ line, text, number, moment, host }, this.#entries, this.#sink);
    return undefined;
  }

  /** The prefix names the same group and stream on nearly every line. */
  #contextOf({ origin }: Prefix): Context {
    if (origin === undefined) return this.#context;
    const { logGroup, logStream } = this.#told.origin;
    const isTold = origin.logGroup === logGroup && origin.logStream === logStream;
    if (!isTold) this.#told = within(this.#context, { origin });
    return this.#told;
  }

  #endBlock(): void {
    const block = this.#block;
    this.#block = undefined;
    block?.abandon();
  }

  #rowReading(number: number): BlockHost {
    const host = this.#host(number, this.#context);
    return { ...host, nextEvent: () => host.place };
  }

  #host(number: number, context: Context): BlockHost {
    const place = placeAt(this.#context, number);
    const moment = context.moment ?? this.#entries.waitingMoment;
    return {
      ...nestedReading(within(context, { moment }), place, this.#inOrder, createReader),
      isInsideEntry: this.#entries.isOpen,
      asked: this.#asked,
      leave: (lines, code, rest) => this.#left(lines, code, rest, number),
    };
  }

  /** A document that is no log of ours: part of the entry it stands in, or unreadable. */
  #left(lines: readonly string[], code: Unreadable["code"], rest: string, number: number): string {
    if (!this.#entries.isOpen) {
      this.#sink.unreadable(unreadable(code, placeAt(this.#context, number), lines.join("\n")));
      return rest;
    }
    const isOver = this.#entries.isBareDocument && sentenceBehind(lines, rest);
    const hasEntry = isOver || gluedStarts(rest, 0, undefined).length > 0;
    const text = `${lines.join("\n")}${hasEntry ? "" : rest}`;
    for (const line of text.split("\n")) this.#entries.stray(line, number);
    return hasEntry ? rest : "";
  }
}
