import type { ExecutionRecord, LogRecord } from "../../shared/domain/record.ts";
import type { EpochMs } from "../../shared/domain/time.ts";
import { counted } from "../../shared/incident/words.ts";
import { createParser } from "../../shared/parse/parser.ts";
import { filesIn } from "../files.ts";
import { readInput } from "../input.ts";

/** An entry that a subscription could have delivered: of which request, and when, is known. */
export type Deliverable = ExecutionRecord & { readonly requestId: string; readonly time: EpochMs };

/** Some 10,000 requests: enough to see, and they fit into memory. */
const MOST_RECORDS = 200_000;

type Found = { readonly records: readonly Deliverable[]; readonly reservations: readonly string[] };

/** What of the files can be delivered, and in sentences what cannot. */
export async function deliverableIn(paths: readonly string[]): Promise<Found> {
  const sieve = new Sieve();
  for (const { path } of await filesIn(paths)) {
    const parser = createParser(path);
    for await (const chunk of readInput(path, (problem) => sieve.damage.push(problem))) {
      const { records, unreadable } = parser.push(chunk);
      sieve.take(records, unreadable.length);
      if (sieve.isFull) return sieve.found();
    }
    const { records, unreadable } = parser.end();
    sieve.take(records, unreadable.length);
  }
  return sieve.found();
}

class Sieve {
  readonly damage: string[] = [];
  readonly #records: Deliverable[] = [];
  #access = 0;
  #unnamed = 0;
  #undated = 0;
  #unreadable = 0;

  get isFull(): boolean {
    return this.#records.length >= MOST_RECORDS;
  }

  take(records: readonly LogRecord[], unreadable: number): void {
    this.#unreadable += unreadable;
    for (const record of records) {
      if (record.kind === "access") this.#access += 1;
      else if (record.requestId === undefined) this.#unnamed += 1;
      else if (record.time === undefined) this.#undated += 1;
      else this.#records.push(record as Deliverable);
    }
  }

  found(): Found {
    const entries = (count: number, what: string) =>
      count === 0 ? [] : [`${counted(count, "entry", "entries")} ${what}`];
    return {
      records: this.#records,
      reservations: [
        ...entries(this.#access, "of access logs"),
        ...entries(this.#unnamed, "without a request id"),
        ...entries(this.#undated, "without a time"),
        ...entries(this.#unreadable, "that are no log entry"),
        ...this.damage,
        ...(this.isFull ? [`all that follows entry ${counted(MOST_RECORDS, "", "").trim()}`] : []),
      ],
    };
  }
}
