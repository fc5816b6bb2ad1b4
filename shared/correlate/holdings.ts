import type { AccessRecord, ExecutionRecord } from "../domain/record.ts";
import { FirstIn } from "./first-in.ts";
import { HeldTrace } from "./held-trace.ts";
import type { Message } from "./message.ts";

/** The traces that are not given out yet, by their ids and by age. */
export class Holdings {
  readonly #byId = new Map<string, HeldTrace>();
  readonly #byExtendedId = new Map<string, HeldTrace>();
  readonly #ended = new FirstIn<HeldTrace>();
  readonly #unended = new FirstIn<HeldTrace>();
  #bytes = 0;
  #endedBytes = 0;
  /** The id asked for last, and what was found by it: until another trace is found by an id. */
  #lastId: string | undefined;
  #lastHeld: HeldTrace | undefined;

  get bytes(): number {
    return this.#bytes;
  }

  /** Those of `bytes` that traces take which have ended. */
  get endedBytes(): number {
    return this.#endedBytes;
  }

  /** Most records are of the request of the record before. */
  get(id: string): HeldTrace | undefined {
    if (id === this.#lastId) return this.#lastHeld;
    this.#lastId = id;
    this.#lastHeld = this.#byId.get(id);
    return this.#lastHeld;
  }

  /**
   * The trace of the request with these ids. One id that a client used twice stands for two requests
   * when their extended ids differ; two traces found to be one request are joined.
   */
  find(id: string | undefined, extendedId: string | undefined): HeldTrace | undefined {
    const extended = extendedId === undefined ? undefined : this.#byExtendedId.get(extendedId);
    const held = id === undefined ? undefined : this.get(id);
    if (held === undefined || !isSameRequest(held, extendedId)) return extended;
    if (extended !== undefined && extended !== held) this.absorb(held, extended);
    return held;
  }

  open(isExcerpt: boolean): HeldTrace {
    const held = new HeldTrace(isExcerpt);
    this.#unended.add(held);
    this.#bytes += held.bytes;
    return held;
  }

  /** Lets `held` be found by an id from now on, also when another trace was found by it before. */
  setId(held: HeldTrace, id: string): void {
    if (!held.ids.includes(id)) held.ids.push(id);
    this.#byId.set(id, held);
    this.#lastId = undefined;
  }

  setExtendedId(held: HeldTrace, extendedId: string): void {
    held.extendedId = extendedId;
    this.#byExtendedId.set(extendedId, held);
  }

  addExecution(held: HeldTrace, record: ExecutionRecord, message: Message): void {
    const { bytes, isEnded } = held;
    held.addExecution(record, message);
    this.#grown(held, bytes, isEnded);
  }

  addAccess(held: HeldTrace, record: AccessRecord): void {
    const { bytes, isEnded } = held;
    held.addAccess(record);
    this.#grown(held, bytes, isEnded);
  }

  /** Moves all that `from` holds to `into`, which is found by its ids from now on. */
  absorb(into: HeldTrace, from: HeldTrace): void {
    this.remove(from);
    const { bytes, isEnded } = into;
    into.absorb(from);
    this.#grown(into, bytes, isEnded);
    for (const id of from.ids) this.setId(into, id);
    if (into.extendedId !== undefined) this.setExtendedId(into, into.extendedId);
  }

  remove(held: HeldTrace): void {
    this.#bytes -= held.bytes;
    if (held.isEnded) this.#endedBytes -= held.bytes;
    this.#ended.delete(held);
    this.#unended.delete(held);
    for (const id of held.ids) forget(this.#byId, id, held);
    this.#lastId = undefined;
    if (held.extendedId !== undefined) forget(this.#byExtendedId, held.extendedId, held);
  }

  /** Takes the trace that can best be done without: the one ended longest ago, else the oldest. */
  takeOldest(): HeldTrace | undefined {
    return this.#ended.shift() ?? this.#unended.shift();
  }

  /** Adds what `held` takes more than `before`, and moves it once it has ended. */
  #grown(held: HeldTrace, before: number, wasEnded: boolean): void {
    this.#bytes += held.bytes - before;
    if (!held.isEnded) return;
    this.#endedBytes += wasEnded ? held.bytes - before : held.bytes;
    if (wasEnded) return;
    this.#unended.delete(held);
    this.#ended.add(held);
  }
}

function isSameRequest(held: HeldTrace, extendedId: string | undefined): boolean {
  return (
    held.extendedId === undefined || extendedId === undefined || held.extendedId === extendedId
  );
}

function forget(index: Map<string, HeldTrace>, id: string, held: HeldTrace): void {
  if (index.get(id) === held) index.delete(id);
}
