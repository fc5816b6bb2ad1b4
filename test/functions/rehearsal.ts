import { createTable } from "../../shared/adapters/table/table.ts";
import { type EpochMs, toEpochMs } from "../../shared/domain/time.ts";
import type { Store } from "../../shared/ports.ts";
import { eventsOf, type Kind, type LoggedEvent, requestIdOf } from "../build/gateway-log.ts";
import type { FakeAws, Mishap } from "../fake/aws.ts";
import { type Output, outputOf } from "../fake/stdout.ts";
import { environmentOf, type Functions, loadFunctions } from "./installation.ts";

const MINUTE = 60_000;
export const START = Math.floor(Date.now() / MINUTE) * MINUTE - 2 * MINUTE;

export function logOf(kinds: readonly Kind[], first = 0): readonly LoggedEvent[] {
  return kinds.flatMap((kind, at) => eventsOf(kind, requestIdOf(first + at), START + at * 100));
}

/** What is to go wrong: the first call of this name. */
export type Accident = { readonly call: string; readonly mishap: Mishap };

/** What came of a rehearsal. */
export type Rehearsed = {
  /** Names of all calls, while something could go wrong. */
  readonly calls: readonly string[];
  /** Names of errors that an invocation ended with. */
  readonly failed: readonly string[];
  /** What an operator sees of it. */
  readonly output: Output;
  readonly store: Store;
};

let tables = 0;

/** An installation that goes through everything a delivery or a sweep can call. */
export class Rehearsal {
  readonly #aws: FakeAws;
  readonly #failed: string[] = [];
  readonly #tableName: string;
  readonly #env: Readonly<Record<string, string>>;
  #functions: Functions | undefined;

  constructor(aws: FakeAws, env: Readonly<Record<string, string>> = {}) {
    this.#aws = aws;
    tables += 1;
    this.#tableName = `rehearsal-${tables}`;
    this.#env = { ...environmentOf(aws, this.#tableName), ...env };
    for (const list of [aws.calls, aws.published, aws.logged, aws.served]) list.length = 0;
    aws.mishap = () => undefined;
  }

  /** Another worker, that remembers nothing; the table is made with the first. */
  async newWorker(): Promise<void> {
    await this.#aws.dynamo.ensureTable(this.#tableName);
    this.#functions = await loadFunctions(this.#env);
  }

  /** From now on, the first call of the name goes wrong. */
  strike({ call, mishap }: Accident): void {
    let isDone = false;
    this.#aws.mishap = ({ name }) => {
      if (isDone || name !== call) return undefined;
      isDone = true;
      return mishap;
    };
  }

  /** An invocation, made again when it fails, as Lambda does for a delivery. */
  async deliver(events: readonly LoggedEvent[]): Promise<void> {
    for (let invocation = 0; invocation < 3; invocation++) {
      if (await this.#succeeds((functions) => functions.deliver(events))) return;
    }
    throw new Error("three invocations failed");
  }

  /** A sweep that fails is not made again: the next one comes a minute later. */
  async sweep(minute: number): Promise<void> {
    await this.#succeeds((functions) => functions.sweep(START + minute * MINUTE));
  }

  async finished(act: () => Promise<void>): Promise<Rehearsed> {
    const before = this.#aws.calls.length;
    const output = await outputOf(act);
    this.#aws.mishap = () => undefined;
    const calls = this.#aws.calls.slice(before).map(({ name }) => name);
    const store = createTable(this.#aws.dynamo.client, this.#tableName);
    return { calls, failed: this.#failed, output, store };
  }

  async #succeeds(invoke: (functions: Functions) => Promise<unknown>): Promise<boolean> {
    if (this.#functions === undefined) await this.newWorker();
    try {
      await invoke(this.#functions as Functions);
      return true;
    } catch (error) {
      this.#failed.push((error as Error).name);
      return false;
    }
  }
}

/** What the table says in the end: failures by cause, in the hours and in the incidents. */
export async function countsIn(store: Store) {
  const incidents = await store.allIncidents();
  const inIncidents: Record<string, number> = {};
  for (const { fault, count } of incidents) {
    inIncidents[fault.cause] = (inIncidents[fault.cause] ?? 0) + count;
  }
  const inHours: Record<string, number> = {};
  const stretch = { from: at(-120), to: at(240) };
  for (const { scope } of await store.stages()) {
    for (const { causes } of await store.aggregates("hour", { scope, ...stretch })) {
      for (const [cause, count] of Object.entries(causes)) {
        inHours[cause] = (inHours[cause] ?? 0) + count;
      }
    }
  }
  return { inIncidents, inHours, owed: incidents.flatMap(({ owed }) => owed) };
}

/** Incidents that no message to this topic names, opened or in a digest. */
export async function untoldOn(aws: FakeAws, store: Store): Promise<readonly string[]> {
  const told = aws.published
    .filter(({ topic }) => topic === "machines")
    .map(({ form }) => form.get("Message") ?? "");
  const incidents = await store.allIncidents();
  return incidents.map(({ id }) => id).filter((id) => !told.some((body) => body.includes(id)));
}

function at(minute: number): EpochMs {
  return toEpochMs(START + minute * MINUTE);
}
