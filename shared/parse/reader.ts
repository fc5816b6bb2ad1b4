import type { Form, Place } from "../domain/record.ts";
import { readAccessLine } from "./access-line.ts";
import { type Block, type BlockHost, blockAt, readWholeJson } from "./blocks.ts";
import { type Context, type Sink, unreadable, within } from "./context.ts";
import { deliveredText } from "./delivered.ts";
import { createEntry, type Entry } from "./entry.ts";
import { cliTextEvent } from "./events.ts";
import { gluedBareStarts, gluedStarts } from "./glued.ts";
import { isJsonOpening } from "./json-lines.ts";
import { nestedReading } from "./nested.ts";
import { isOpening } from "./openings.ts";
import { isUuidAt } from "./request-id.ts";
import { createRows, type Rows } from "./rows.ts";
import { isDecoration } from "./table.ts";
import { type Prefix, prefixOf } from "./text-line.ts";
import type { Moment } from "./time.ts";

/** Lines of any form to records, in their order. What a line says never makes it throw. */
export type Reader = {
  /** `isEnded` is false for a piece of a line that goes on. */
  line(text: string, number: number, isEnded: boolean): void;
  end(): void;
};

/** A line that is nothing but a time: it belongs to the entry on the next one. */
type Waiting = { readonly text: string; readonly number: number; readonly moment: Moment };

const BLANK = 0x20;
const UUID_END = 37;
const UUID_MESSAGE = 39;
const PARTING = /^[\s,;|]*/;
const QUOTING = /^[\s.…>*:`'"|#-]{0,40}/;
const BARRED = /^\s{0,200}\|/;
const LAST_BAR = /\s{0,20}\|\s{0,20}$/;

export function createReader(context: Context, sink: Sink): Reader {
  return new LineReader(context, sink);
}

class LineReader implements Reader {
  readonly #context: Context;
  readonly #sink: Sink;
  /** As the sink, but the entry that is open goes first. */
  readonly #inOrder: Sink;
  readonly #rows: Rows = createRows();
  #block: Block | undefined;
  #entry: Entry | undefined;
  #waiting: Waiting | undefined;
  /** The context with the origin that the last prefix told. */
  #told: Context;

  constructor(context: Context, sink: Sink) {
    this.#context = context;
    this.#told = context;
    this.#sink = sink;
    this.#inOrder = {
      ...sink,
      record: (record) => {
        this.#endEntry();
        sink.record(record);
      },
    };
  }

  line(text: string, number: number, isEnded: boolean): void {
    if (isUuidAt(text, 0)) {
      this.#endBlock();
      this.#rows.end();
      this.#uuidLine(text, number);
      return;
    }
    let rest: string | undefined = text;
    while (rest !== undefined) rest = this.#step(rest, number, isEnded);
  }

  end(): void {
    this.#endBlock();
    this.#rows.end();
    this.#endWaiting();
    this.#endEntry();
  }

  #uuidLine(text: string, number: number): void {
    const requestId = text.slice(1, UUID_END);
    const starts = gluedStarts(text, UUID_MESSAGE, requestId);
    if (starts.length > 0) this.#pieces(text, starts, number);
    else this.#begin(text.slice(UUID_MESSAGE), number, this.#context, undefined, requestId);
    this.#sink.form("execution_text");
  }

  /** Reads on; what it returns is left of the line. */
  #step(text: string, number: number, isEnded: boolean): string | undefined {
    if (this.#block === undefined) return this.#fresh(text, number, isEnded);
    if (this.#block.isBrokenBy(text)) {
      this.#endBlock();
      return text;
    }
    return this.#into(this.#block, text, isEnded);
  }

  #into(block: Block, text: string, isEnded: boolean): string | undefined {
    const rest = block.take(text, isEnded);
    this.#block = rest === undefined ? block : undefined;
    return rest?.replace(PARTING, "") || undefined;
  }

  #fresh(text: string, number: number, isEnded: boolean): string | undefined {
    if (this.#rows.take(text, () => this.#rowReading(number))) return undefined;
    if (text.trim() === "") {
      this.#entry?.blank();
      return undefined;
    }
    if (mayBeBlock(text, 0)) {
      const block = blockAt(text, this.#host(number, this.#context));
      if (block !== undefined) return this.#opens(block, text, number, isEnded, this.#context);
    }
    return isDecoration(text) ? undefined : this.#textLine(text, number, isEnded);
  }

  #opens(
    block: Block,
    text: string,
    number: number,
    isEnded: boolean,
    context: Context,
  ): string | undefined {
    const isWhole = isEnded && isJsonOpening(text);
    if (isWhole && readWholeJson(text, this.#host(number, context))) return undefined;
    return this.#into(block, text, isEnded);
  }

  #textLine(text: string, number: number, isEnded: boolean): string | undefined {
    const told = deliveredText(text, this.#context) ?? cliTextEvent(text, this.#context);
    if (told !== undefined) {
      this.#host(number, told.context).readText(
        told.message,
        within(told.context, { place: this.#place(number) }),
      );
      return undefined;
    }
    const prefix = prefixOf(text);
    const isBare =
      prefix.requestId === undefined && !prefix.isConsole && isOpening(text, prefix.end);
    const starts = isBare
      ? gluedBareStarts(text, prefix.end)
      : gluedStarts(text, prefix.end, prefix.requestId);
    if (starts.length === 0) return this.#piece(text, number, isEnded, prefix);
    this.#pieces(text, starts, number);
    return undefined;
  }

  #pieces(text: string, starts: readonly number[], number: number): void {
    let from = 0;
    for (const to of [...starts, text.length]) {
      const piece = text.slice(from, to);
      from = to;
      if (piece.trim() === "") continue;
      let rest = this.#piece(piece, number, true, prefixOf(piece));
      while (rest !== undefined) rest = this.#step(rest, number, true);
    }
  }

  #piece(text: string, number: number, isEnded: boolean, prefix: Prefix): string | undefined {
    const { requestId, isConsole, moment, end } = prefix;
    const message = text.startsWith("|") || BARRED.test(text) ? withoutBar(text, end) : text.slice(end);
    const context = this.#contextOf(prefix);
    if (requestId !== undefined || isConsole) {
      this.#sink.form(isConsole ? "console_test" : "execution_text");
      this.#begin(message, number, context, moment, requestId);
      return undefined;
    }
    if (end > 0 && mayBeBlock(message, 0)) {
      const inner = within(context, { moment });
      const block = blockAt(message, this.#host(number, inner));
      if (block !== undefined) return this.#opens(block, message, number, isEnded, inner);
    }
    if (moment !== undefined && message === "") this.#waits({ text, number, moment });
    else this.#message(text, message, number, prefix, context);
    return undefined;
  }

  /** The prefix names the same group and stream on nearly every line. */
  #contextOf({ origin }: Prefix): Context {
    if (origin === undefined) return this.#context;
    const { logGroup, logStream } = this.#told.origin;
    if (origin.logGroup !== logGroup || origin.logStream !== logStream) {
      this.#told = within(this.#context, { origin });
    }
    return this.#told;
  }

  /** A message with no id before it: the service's own words, an access log's, or somebody's. */
  #message(
    text: string,
    message: string,
    number: number,
    prefix: Prefix,
    context: Context,
  ): void {
    const { moment } = prefix;
    const words = message.slice(QUOTING.exec(message)?.[0].length);
    if (isOpening(words, 0)) {
      this.#sink.form(formOfBare(words, prefix));
      this.#begin(words, number, context, moment, undefined);
      return;
    }
    const host = this.#host(number, within(context, { moment }));
    if (readAccessLine(message, host)) return;
    if (moment === undefined) this.#stray(text, number);
    else if (context.isExecution) this.#begin(message, number, context, moment, undefined);
    else this.#sink.unreadable(unreadable("not_a_log_line", host.place, text));
  }

  #begin(
    text: string,
    number: number,
    context: Context,
    told: Moment | undefined,
    requestId: string | undefined,
  ): void {
    const moment = told ?? this.#waiting?.moment ?? context.moment;
    if (told === undefined) this.#waiting = undefined;
    this.#endWaiting();
    this.#endEntry();
    const origin = context.executionOrigin;
    this.#entry = createEntry({ requestId, moment, text, place: this.#place(number), origin });
  }

  /** A line that says nothing by itself goes on with the entry before it. */
  #stray(text: string, number: number): void {
    this.#endWaiting();
    if (this.#entry?.add(text)) return;
    if (this.#entry === undefined && this.#context.isExecution) {
      this.#begin(text, number, this.#context, undefined, undefined);
      return;
    }
    const code = this.#entry === undefined ? "not_a_log_line" : "too_large";
    this.#sink.unreadable(unreadable(code, this.#place(number), text));
  }

  #waits(waiting: Waiting): void {
    this.#endWaiting();
    this.#waiting = waiting;
  }

  #endWaiting(): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting !== undefined) this.#stray(waiting.text, waiting.number);
  }

  #endBlock(): void {
    const block = this.#block;
    this.#block = undefined;
    block?.abandon();
  }

  #endEntry(): void {
    if (this.#entry !== undefined) this.#sink.record(this.#entry.record());
    this.#entry = undefined;
  }

  #place(number: number): Place {
    return this.#context.place ?? { input: this.#context.input, line: number };
  }

  #rowReading(number: number): BlockHost {
    const host = this.#host(number, this.#context);
    return { ...host, nextEvent: () => host.place };
  }

  #host(number: number, context: Context): BlockHost {
    const place = this.#place(number);
    const moment = context.moment ?? this.#waiting?.moment;
    return {
      ...nestedReading(within(context, { moment }), place, this.#inOrder, createReader),
      isInsideEntry: this.#entry !== undefined,
      leave: (lines, code) => {
        if (this.#entry === undefined) {
          this.#sink.unreadable(unreadable(code, place, lines.join("\n")));
        } else for (const line of lines) this.#stray(line, number);
      },
    };
  }
}

/** Whether a document can begin here: asked of every line, so it is cheap. */
function mayBeBlock(text: string, from: number): boolean {
  let at = from;
  while (text.charCodeAt(at) <= BLANK) at += 1;
  return '{[<"'.includes(text[at] ?? " ");
}

function withoutBar(text: string, from: number): string {
  return text.slice(from).replace(LAST_BAR, "");
}

function formOfBare(words: string, prefix: Prefix): Form {
  if (words.startsWith("Execution log for request")) return "console_test";
  return prefix.moment === undefined ? "bare_text" : "execution_text";
}
