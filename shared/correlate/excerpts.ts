import type { AccessRecord, ExecutionRecord, LogRecord } from "../domain/record.ts";
import type { HeldTrace } from "./held-trace.ts";
import type { Holdings } from "./holdings.ts";
import { extendedIdIn, idNamedIn } from "./identity.ts";
import type { Message } from "./message.ts";

type Excerpt = {
  readonly held: HeldTrace;
  readonly key: string;
  readonly hasPrefix: boolean;
  /** The request id that one of its lines names. */
  named: string | undefined;
  /** The ids of the records right before and right after it in its input. */
  readonly before: string | undefined;
  after: string | undefined;
};

const HEADER = "Execution log for request";

/**
 * Records without an id of their own, or with one that is no identity, as console tests and quoted
 * logs have them: lines that stand together are one request, until a line says another begins.
 */
export class Excerpts {
  readonly #holdings: Holdings;
  readonly #growing = new Map<string, Excerpt>();
  readonly #all = new Map<HeldTrace, Excerpt>();
  readonly #lastIds = new Map<string, string>();

  constructor(holdings: Holdings) {
    this.#holdings = holdings;
  }

  /** Gives the trace that the record belongs to so far. */
  add(record: ExecutionRecord, message: Message): HeldTrace {
    const key = keyOf(record, record.requestId);
    const growing = this.#growing.get(key);
    if (growing?.held.isQuotedBy(record) === true) return growing.held;
    const isContinued = growing !== undefined && !isAnother(growing, record, message);
    const excerpt = isContinued ? growing : this.#begin(key, record);
    excerpt.named ??= idNamedIn(message, record.text);
    excerpt.held.extendedId ??= extendedIdIn(message, record.text);
    this.#holdings.addExecution(excerpt.held, record, message);
    return excerpt.held;
  }

  /** A test's page begins the excerpt that its log goes on with. */
  addPage(record: AccessRecord): HeldTrace {
    const { held } = this.#begin(keyOf(record, undefined), record);
    this.#holdings.addAccess(held, record);
    return held;
  }

  /** Told of every execution record with an id: it ends the excerpt that stands before it. */
  interrupt(record: ExecutionRecord, id: string): void {
    this.#lastIds.set(record.place.input, id);
    if (this.#growing.size === 0) return;
    const key = keyOf(record, undefined);
    const growing = this.#growing.get(key);
    if (growing === undefined) return;
    growing.after = id;
    this.#growing.delete(key);
  }

  /** Decides whose records the excerpt's are: those of a trace that is held, or its own. */
  settle(held: HeldTrace): "joined" | "alone" {
    const excerpt = this.#all.get(held);
    if (excerpt === undefined) return "alone";
    this.#all.delete(held);
    if (this.#growing.get(excerpt.key) === excerpt) this.#growing.delete(excerpt.key);
    const host = this.#holdings.find(excerpt.named, held.extendedId) ?? this.#neighbour(excerpt);
    if (host !== undefined) this.#holdings.absorb(host, held);
    else this.#name(excerpt);
    return host === undefined ? "alone" : "joined";
  }

  settleAll(): void {
    for (const held of this.#all.keys()) this.settle(held);
  }

  #begin(key: string, record: LogRecord): Excerpt {
    const excerpt: Excerpt = {
      held: this.#holdings.open(true),
      key,
      hasPrefix: record.requestId !== undefined || record.kind === "access",
      named: undefined,
      before: this.#lastIds.get(record.place.input),
      after: undefined,
    };
    this.#growing.set(key, excerpt);
    this.#all.set(excerpt.held, excerpt);
    return excerpt;
  }

  #name({ held, named }: Excerpt): void {
    if (named !== undefined) this.#holdings.setId(held, named);
    if (held.extendedId !== undefined) this.#holdings.setExtendedId(held, held.extendedId);
  }

  /** The trace next to the excerpt, when the excerpt's lines only lost their prefix. */
  #neighbour(excerpt: Excerpt): HeldTrace | undefined {
    const id = excerpt.before ?? excerpt.after;
    const next = id === undefined ? undefined : this.#holdings.get(id);
    if (next === undefined || excerpt.hasPrefix || excerpt.held.isAnotherThan(next))
      return undefined;
    return lacksLinesOf(excerpt, next) ? next : undefined;
  }
}

/**
 * Lines amid those of one request are its own. At the start or the end of an input they are, if the
 * request next to them lacks its start or its end.
 */
function lacksLinesOf({ held, before, after }: Excerpt, next: HeldTrace): boolean {
  if (before === undefined) return !next.isStarted;
  if (after === undefined) return !next.isEnded || held.hasOnlyTrailers;
  return before === after;
}

function keyOf({ place, origin }: LogRecord, id: string | undefined): string {
  return `${place.input}\n${origin.logStream}\n${id}`;
}

/** True when `record` cannot be a line of the request whose lines the excerpt holds. */
function isAnother({ held, named }: Excerpt, record: ExecutionRecord, message: Message): boolean {
  if (held.isSilent) return false;
  if (held.contradicts(record, message) || held.repeatsAfterFailure(record, message)) return true;
  if (message.role === "end" || message.role === "trailer") return false;
  if (held.saysEnd || (message.opening === HEADER && !held.has(message))) return true;
  return named !== undefined && named !== (idNamedIn(message, record.text) ?? named);
}
