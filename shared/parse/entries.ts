import { type Context, placeAt, type Sink, unreadable } from "./context.ts";
import { OpenEntry } from "./entry.ts";
import { looseStart, unquoted } from "./quoting.ts";
import type { Moment } from "./time.ts";

/** A line that is nothing but a time: it belongs to the entry on the next one. */
export type Waiting = { readonly text: string; readonly number: number; readonly moment: Moment };

export type Beginning = {
  readonly text: string;
  readonly number: number;
  readonly context: Context;
  readonly moment: Moment | undefined;
  readonly requestId: string | undefined;
  /** It was found behind words that are no prefix, so that its neighbours may stand behind such, too. */
  readonly isLoose?: boolean;
  /** How often its line is quoted: its other lines are as often. */
  readonly quotes?: number;
};

/** The entries of an execution log, one after the other: the last stays open for its other lines. */
export class Entries {
  readonly #context: Context;
  readonly #sink: Sink;
  readonly #open = new OpenEntry();
  #waiting: Waiting | undefined;
  #isLoose = false;
  #quotes = 0;

  constructor(context: Context, sink: Sink) {
    this.#context = context;
    this.#sink = sink;
  }

  /** Whether what follows may be more of the last entry. All of an event's text is one. */
  get isOpen(): boolean {
    return this.#context.isExecution ? this.#open.isOpen : this.#open.mayGoOn;
  }

  get isBareDocument(): boolean {
    return this.#open.isBareDocument;
  }

  /** Where a line begins an entry behind words that are no prefix. In another entry they are its own. */
  looseStart(line: string): number | undefined {
    const mayBegin = this.#isLoose || !this.isOpen;
    return mayBegin ? looseStart(line, this.#isLoose) : undefined;
  }

  /** The time that stood alone on the line before. */
  get waitingMoment(): Moment | undefined {
    return this.#waiting?.moment;
  }

  begin(beginning: Beginning): void {
    const { text, number, context, requestId } = beginning;
    const moment = beginning.moment ?? this.#waiting?.moment ?? context.moment;
    if (beginning.moment === undefined) this.#waiting = undefined;
    this.end();
    this.#isLoose = beginning.isLoose === true;
    this.#quotes = beginning.quotes ?? 0;
    const place = placeAt(this.#context, number);
    this.#open.begin({ requestId, moment, text, place, origin: context.executionOrigin });
  }

  /** A line that says nothing by itself goes on with the entry before it. */
  stray(text: string, number: number): void {
    this.#endWaiting();
    const { isOpen } = this;
    const isWhole = this.#open.isOpen && !isOpen;
    if (!isWhole && this.#open.add(unquoted(text, this.#quotes))) return;
    const context = this.#context;
    if (isOpen) this.#lose("too_large", text, number);
    else if (!context.isExecution) this.#lose("not_a_log_line", text, number);
    else this.begin({ text, number, context, moment: undefined, requestId: undefined });
  }

  blank(): void {
    this.#open.blank();
  }

  waitWith(waiting: Waiting): void {
    this.#endWaiting();
    this.#waiting = waiting;
  }

  /** Whatever comes next is of no entry before it. */
  end(): void {
    this.#endWaiting();
    const record = this.#open.close();
    if (record !== undefined) this.#sink.record(record);
  }

  #endWaiting(): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting !== undefined) this.stray(waiting.text, waiting.number);
  }

  #lose(code: "too_large" | "not_a_log_line", text: string, number: number): void {
    this.#sink.unreadable(unreadable(code, placeAt(this.#context, number), text));
  }
}
