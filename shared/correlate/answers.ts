import type { AccessRecord } from "../domain/record.ts";
import type { HeldTrace } from "./held-trace.ts";

/** What the gateway answers with a 504, and how the execution log says the same. */
const SAID: Readonly<Record<string, string>> = {
  "Endpoint request timed out": "Execution failed due to a timeout error",
  "Network error communicating with endpoint":
    "Execution failed due to a network error communicating with endpoint",
};
const STATUS = "504";
const FIELDS: ReadonlySet<string> = new Set(["error.message", "status"]);

type Answer = { readonly words: string; readonly beside: HeldTrace[] };

/**
 * Clients' answers that name no request, as people show them beside the log:
 * next to a request whose entries say the same they are its answer, and no request of their own.
 */
export class Answers {
  readonly #all = new Map<HeldTrace, Answer>();
  #input: string | undefined;
  #last: HeldTrace | undefined;
  #waiting: Answer | undefined;

  /** Told of every record with its trace, in the order they came in. */
  follow(input: string, held: HeldTrace): void {
    if (input !== this.#input) this.#waiting = undefined;
    this.#input = input;
    this.#last = held;
    if (this.#waiting === undefined) return;
    this.#waiting.beside.push(held);
    this.#waiting = undefined;
  }

  add(record: AccessRecord, held: HeldTrace): void {
    const { input } = record.place;
    const before = input === this.#input ? this.#last : undefined;
    this.follow(input, held);
    const words = wordsOf(record);
    if (words === undefined) return;
    const answer = { words, beside: before === undefined ? [] : [before] };
    this.#all.set(held, answer);
    this.#waiting = answer;
  }

  /** Whether the trace is an answer to the request beside it. Asked once. */
  isAnothers(held: HeldTrace): boolean {
    const answer = this.#all.get(held);
    if (answer === undefined) return false;
    this.#all.delete(held);
    return answer.beside.some((next) => next !== held && next.says(answer.words));
  }
}

/** How the log says it, when the row is an answer and nothing more. */
function wordsOf({ fields, count }: AccessRecord): string | undefined {
  const isAnswer = count === 1 && Object.keys(fields).every((name) => FIELDS.has(name));
  const isTimeout = (fields.status ?? STATUS) === STATUS;
  return isAnswer && isTimeout ? SAID[fields["error.message"] ?? ""] : undefined;
}
