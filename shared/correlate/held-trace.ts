import type { AccessRecord, ExecutionRecord, LogRecord } from "../domain/record.ts";
import type { Completeness, Trace } from "../domain/trace.ts";
import type { Message, Role, Said } from "./message.ts";
import { inExcerptOrder, inWritingOrder } from "./order.ts";

/** What a trace and each of its records cost beside the text: measured with `--expose-gc`, rounded up. */
const TRACE_BYTES = 900;
const RECORD_BYTES = 300;
/** Text that is not Latin takes two; to find out which it is takes longer than it is worth. */
const CHARACTER_BYTES = 2;
/** Among so many at the end of a request its failure stands. */
const LAST_ENTRIES = 8;

/** A bit each, so that a trace knows its roles by one number. */
const ROLES: Readonly<Record<Role, number>> = {
  start: 1,
  step: 2,
  failure: 4,
  end: 8,
  trailer: 16,
};

/** The records of one request so far. */
export class HeldTrace {
  /** Ids it is found by: none for an excerpt, more than one when an access log has another. */
  readonly ids: string[] = [];
  extendedId: string | undefined;
  readonly #said: Said[] = [];
  readonly #accesses: AccessRecord[] = [];
  #roles = 0;
  /** The messages that a request writes once, by opening. */
  readonly #once = new Map<string, LogRecord>();
  #bytes = TRACE_BYTES;
  #isExcerpt: boolean;

  constructor(isExcerpt: boolean) {
    this.#isExcerpt = isExcerpt;
  }

  /** Memory it takes, at most. */
  get bytes(): number {
    return this.#bytes;
  }

  get count(): number {
    return this.#said.length + this.#accesses.length;
  }

  /** An access log's row is written when all is over. */
  get isEnded(): boolean {
    return this.saysEnd || this.#accesses.length > 0;
  }

  get saysEnd(): boolean {
    return this.#has("end");
  }

  /** Whether it holds no entry of an execution log so far. */
  get isSilent(): boolean {
    return this.#said.length === 0;
  }

  get isStarted(): boolean {
    return this.#has("start");
  }

  get hasOnlyTrailers(): boolean {
    return this.#roles === ROLES.trailer;
  }

  /** Whether one of its entries begins with these words. */
  says(words: string): boolean {
    return this.#said.some(({ record }) => record.text.startsWith(words));
  }

  addExecution(record: ExecutionRecord, message: Message): void {
    this.#said.push({ record, message });
    this.#bytes += RECORD_BYTES + CHARACTER_BYTES * record.text.length;
    this.#roles |= ROLES[message.role];
    if (message.once) this.#once.set(message.opening, record);
  }

  addAccess(record: AccessRecord): void {
    this.#accesses.push(record);
    this.#bytes += RECORD_BYTES + CHARACTER_BYTES * record.text.length;
  }

  /** Takes over everything `other` holds. */
  absorb(other: HeldTrace): void {
    for (const said of other.#said) this.#said.push(said);
    for (const access of other.#accesses) this.#accesses.push(access);
    this.#roles |= other.#roles;
    for (const [opening, record] of other.#once) this.#once.set(opening, record);
    this.#bytes += other.#bytes - TRACE_BYTES;
    this.#isExcerpt &&= other.#isExcerpt;
    this.extendedId ??= other.extendedId;
  }

  has(message: Message): boolean {
    return this.#once.has(message.opening);
  }

  /** True when `record` is another copy, in other words, of what a request writes once. */
  contradicts(record: LogRecord, message: Message): boolean {
    const own = message.once ? this.#once.get(message.opening) : undefined;
    return own !== undefined && areDifferent(own, record);
  }

  /** True when `record` is a step taken before in other words, and nothing follows a failure but the end. */
  repeatsAfterFailure(record: ExecutionRecord, message: Message): boolean {
    if (message.role !== "step" || this.#said.at(-1)?.message.role !== "failure") return false;
    const before = this.#said.find((said) => said.message === message);
    return before !== undefined && before.record.text !== record.text;
  }

  /** True when `record` repeats, without a time, one of its last entries, which have times: somebody quotes it. */
  isQuotedBy(record: ExecutionRecord): boolean {
    if (record.time !== undefined || !this.saysEnd) return false;
    const last = this.#said.slice(-LAST_ENTRIES);
    return last.some(({ record: own }) => own.time !== undefined && own.text === record.text);
  }

  /** True when both hold what a request writes once, in other words: then they are two. */
  isAnotherThan(other: HeldTrace): boolean {
    return [...this.#once].some(([opening, own]) => {
      const theirs = other.#once.get(opening);
      return theirs !== undefined && areDifferent(own, theirs);
    });
  }

  trace(): Trace {
    const order = this.#isExcerpt ? inExcerptOrder : inWritingOrder;
    const records = order(this.#said, this.#accesses);
    const named = records.find(({ requestId }) => this.ids.includes(requestId ?? ""));
    const requestId = named?.requestId ?? this.ids[0];
    return {
      ...(requestId === undefined ? {} : { requestId }),
      records,
      completeness: this.#completeness(),
    };
  }

  #has(role: Role): boolean {
    return (this.#roles & ROLES[role]) !== 0;
  }

  /**
   * At level ERROR a request writes its failure and its end, never its start, so only a trace with
   * steps needs one. A row of an access log tells of the whole request.
   */
  #completeness(): Completeness {
    if (!this.isEnded) return this.isStarted ? "no_end" : "fragment";
    return this.isStarted || !this.#has("step") ? "complete" : "no_start";
  }
}

function areDifferent(a: LogRecord, b: LogRecord): boolean {
  if (a.text !== b.text) return true;
  return a.time !== undefined && b.time !== undefined && a.time !== b.time;
}
