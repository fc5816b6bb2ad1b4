import { on } from "node:events";
import { existsSync } from "node:fs";
import { parentPort, Worker, workerData } from "node:worker_threads";
import type { Settled } from "../shared/domain/settled.ts";
import type { Summary } from "../shared/domain/summary.ts";
import type { Judging, JudgingOptions } from "../shared/judging.ts";
import type { Passed } from "../shared/parse/sift-text.ts";

type Task =
  | { readonly kind: "begin"; readonly options: JudgingOptions }
  | { readonly kind: "open"; readonly input: string }
  | { readonly kind: "take"; readonly passed: Passed }
  | { readonly kind: "close"; readonly sifted: number }
  | { readonly kind: "finish"; readonly settled: Settled };

/** A judging in a thread of its own, which keeps nothing but a summary. Tasks are done in order. */
export type JudgingThread = {
  open(input: string): void;
  /** Copies what is passed, as it is good during the call only. */
  take(passed: Passed): void;
  close(sifted: number): void;
  /** Resolves once little enough waits in memory to go on. What goes wrong in the thread rejects. */
  room(): Promise<void>;
  finish(settled: Settled): Promise<Summary>;
};

const ROLE = "judging";
/** Stands beside the built command, and has this module and what it needs; else what runs here has. */
const OWN_FILE = new URL("./judging.mjs", import.meta.url);
/** Where all requests fail, reading is faster than judging. */
const WAITING_BYTES = 16 << 20;
/** With 8 more records are copied, which takes 6 % of all time; left to itself it takes 60 MB more (bench, row `analyze`). */
const YOUNG_MB = 16;

let started: Worker | undefined;

/** Has a thread ready for the judging that is going to be asked for: its start takes a tenth of a second. */
export function startJudgingThread(): void {
  started = newWorker();
}

export function createJudgingThread(options: JudgingOptions): JudgingThread {
  const worker = started ?? newWorker();
  started = undefined;
  const answers = on(worker, "message");
  const waiting: number[] = [];
  let waitingBytes = 0;

  function post(task: Task, bytes: number): void {
    worker.postMessage(task);
    waiting.push(bytes);
    waitingBytes += bytes;
  }

  async function answer(): Promise<Summary | undefined> {
    worker.ref();
    const { value } = await answers.next();
    worker.unref();
    waitingBytes -= waiting.shift() ?? 0;
    return value?.[0];
  }

  post({ kind: "begin", options }, 0);
  return {
    open: (input) => post({ kind: "open", input }, 0),
    take({ bytes, lines, settledIds }) {
      // Shared, not transferred: once a buffer has been, all code about bytes is compiled anew.
      const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
      copy.set(bytes);
      const passed = { bytes: copy, lines, settledIds };
      post({ kind: "take", passed }, copy.length);
    },
    close: (sifted) => post({ kind: "close", sifted }, 0),
    async room() {
      while (waitingBytes > WAITING_BYTES) await answer();
    },
    async finish(settled) {
      post({ kind: "finish", settled }, 0);
      let summary = await answer();
      while (summary === undefined) summary = await answer();
      void worker.terminate(); // its memory goes while the summary is written
      return summary;
    },
  };
}

function newWorker(): Worker {
  const worker = new Worker(existsSync(OWN_FILE) ? OWN_FILE : new URL(import.meta.url), {
    workerData: { role: ROLE },
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  worker.unref(); // what ends the command early is not held up
  return worker;
}

if (workerData?.role === ROLE) {
  const { createJudging } = await import("../shared/judging.ts");
  let judging: Judging;

  function done(task: Task): Summary | undefined {
    if (task.kind === "begin") judging = createJudging(task.options);
    if (task.kind === "open") judging.open(task.input);
    if (task.kind === "take") judging.take(task.passed);
    if (task.kind === "close") judging.close(task.sifted);
    if (task.kind !== "finish") return undefined;
    judging.finish(task.settled);
    return judging.summary();
  }

  parentPort?.on("message", (task: Task) => parentPort?.postMessage(done(task)));
}
