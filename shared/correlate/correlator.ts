import type { AccessRecord, ExecutionRecord, LogRecord } from "../domain/record.ts";
import type { Trace } from "../domain/trace.ts";
import { Answers } from "./answers.ts";
import { ClosedIds } from "./closed-ids.ts";
import { Excerpts } from "./excerpts.ts";
import type { HeldTrace } from "./held-trace.ts";
import { Holdings } from "./holdings.ts";
import { extendedIdIn, isIdentity } from "./identity.ts";
import { messageOf } from "./message.ts";

export type CorrelatorLimits = {
  /** Memory the records held may take, in bytes: two for each character, and what objects cost. */
  readonly heldBytes: number;
  /** Of that, what traces may take that have ended, and wait for late records only. */
  readonly endedBytes: number;
  /** How many ids of given-out traces are remembered, to tell their late records. */
  readonly closedIds: number;
};

type CorrelatorFigures = {
  /** Records that came after their trace had to be given out: not judged, so no failure twice. */
  readonly late: number;
  /** Traces given out before the end of the input, to bound memory. */
  readonly letGo: number;
};

/** Makes traces of records, which may come interleaved, repeated and in any order. */
export type Correlator = {
  /** Takes records in; returns only the traces that had to be let go of to bound memory. */
  push(records: readonly LogRecord[]): readonly Trace[];
  /** Returns all other traces. */
  end(): readonly Trace[];
  figures(): CorrelatorFigures;
};

const DEFAULT_LIMITS: CorrelatorLimits = {
  heldBytes: 64 << 20,
  endedBytes: 64 << 20,
  closedIds: 200_000,
};

/**
 * Joins the records of each request by request id, an access record's also by extended request id;
 * records without an id by standing together. Over a limit the trace that ended longest ago is let go of
 * first, then, when those that have not ended are too large alone, the oldest of them.
 */
export function createCorrelator(limits: Partial<CorrelatorLimits> = {}): Correlator {
  const { heldBytes, endedBytes, closedIds } = { ...DEFAULT_LIMITS, ...limits };
  const desk = new Desk(closedIds);
  let letGo = 0;
  return {
    push(records) {
      for (const record of records) desk.take(record);
      const traces = desk.giveOut(heldBytes, endedBytes);
      letGo += traces.length;
      return traces;
    },
    end() {
      desk.settle();
      return desk.giveOut(-1, -1);
    },
    figures: () => ({ late: desk.late, letGo }),
  };
}

class Desk {
  readonly #holdings = new Holdings();
  readonly #excerpts = new Excerpts(this.#holdings);
  readonly #answers = new Answers();
  readonly #closed: ClosedIds;
  late = 0;

  constructor(closedIds: number) {
    this.#closed = new ClosedIds(closedIds);
  }

  take(record: LogRecord): void {
    if (record.kind === "access") this.#takeAccess(record);
    else this.#takeExecution(record);
  }

  settle(): void {
    this.#excerpts.settleAll();
  }

  /** Gives out traces until what is held takes no more than `heldBytes`, and what has ended no more than `endedBytes`. */
  giveOut(heldBytes: number, endedBytes: number): readonly Trace[] {
    const traces: Trace[] = [];
    while (this.#holdings.bytes > heldBytes || this.#holdings.endedBytes > endedBytes) {
      const held = this.#holdings.takeOldest();
      if (held === undefined) break;
      traces.push(...this.#close(held));
    }
    return traces;
  }

  #takeExecution(record: ExecutionRecord): void {
    const message = messageOf(record.text);
    const id = this.#identityOf(record.requestId);
    if (id === undefined) {
      this.#answers.follow(record.place.input, this.#excerpts.add(record, message));
      return;
    }
    this.#excerpts.interrupt(record, id);
    const extendedId = extendedIdIn(message, record.text);
    const held = this.#find(id, extendedId);
    if (held === undefined) {
      this.late += 1;
      return;
    }
    if (this.#holdings.get(id) !== held) this.#holdings.setId(held, id);
    if (extendedId !== undefined) this.#holdings.setExtendedId(held, extendedId);
    this.#holdings.addExecution(held, record, message);
    this.#answers.follow(record.place.input, held);
  }

  #takeAccess(record: AccessRecord): void {
    if (record.isTestPage) {
      this.#answers.follow(record.place.input, this.#excerpts.addPage(record));
      return;
    }
    const id = this.#identityOf(record.requestId);
    const extendedId = this.#identityOf(record.fields.extendedRequestId);
    const held = this.#find(id, extendedId);
    if (held === undefined) {
      this.late += 1;
      return;
    }
    // The id stays with the request that execution records are being read of.
    if (id !== undefined && this.#holdings.get(id) === undefined) this.#holdings.setId(held, id);
    if (extendedId !== undefined) this.#holdings.setExtendedId(held, extendedId);
    this.#holdings.addAccess(held, record);
    this.#answers.add(record, held);
  }

  /** The trace of the request with these ids, a new one if need be; none when it was given out. */
  #find(id: string | undefined, extendedId: string | undefined): HeldTrace | undefined {
    const held = this.#holdings.find(id, extendedId);
    if (held !== undefined) return held;
    return this.#isClosed(id, extendedId) ? undefined : this.#holdings.open(false);
  }

  #isClosed(id: string | undefined, extendedId: string | undefined): boolean {
    if (id !== undefined && this.#closed.has(id, extendedId)) return true;
    return extendedId !== undefined && this.#closed.has(extendedId, extendedId);
  }

  /** What is held under a text is an identity: asking for that first spares most of the tests. */
  #identityOf(id: string | undefined): string | undefined {
    if (id === undefined || this.#holdings.get(id) !== undefined) return id;
    return isIdentity(id) ? id : undefined;
  }

  #close(held: HeldTrace): readonly Trace[] {
    if (this.#excerpts.settle(held) === "joined") return [];
    this.#holdings.remove(held);
    if (this.#answers.isAnothers(held)) return [];
    const { ids, extendedId } = held;
    if (held.ids.some((id) => this.#closed.has(id, extendedId))) {
      this.late += held.count;
      return [];
    }
    for (const id of ids) this.#closed.add(id, extendedId);
    if (extendedId !== undefined) this.#closed.add(extendedId, extendedId);
    return [held.trace()];
  }
}
