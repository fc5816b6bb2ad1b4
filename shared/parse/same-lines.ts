import { Buffer } from "node:buffer";
import { SAME_LINES } from "./same-lines.wasm.ts";

/**
 * Passes over lines of the request of the line before, in its minute, as most lines are: those that say
 * nothing of how it ends, or that it went well (`docs/decisions/0032-lines-in-webassembly.md`).
 */
export type SameLines = {
  /**
   * Returns where the first other line begins, from `at` on: `line` is where the line before begins,
   * `bracket` how far behind that its id has its bracket. Places count from the beginning of the memory.
   */
  pass(line: number, at: number, end: number, bracket: number): number;
  passed(): PassedOver;
  /**
   * Returns where JSON text, from `at` on, is not just characters and simple escapes: at its end, at an escape that
   * may be a line break, or a little before `end`. Places count from the beginning of the memory.
   */
  plain(at: number, end: number): number;
};

/** What the last call passed over. */
type PassedOver = {
  readonly lines: number;
  /** Where the last of them begins. */
  readonly last: number;
  /** What they said, SUCCEEDED and ENDED_WELL (`sift-entry.ts`). */
  readonly mark: number;
  /** With ENDED_WELL, the last status they told. */
  readonly status: number;
};

const PAGE_BYTES = 1 << 16;
/** Leaves room for results, and keeps blocks of 16 bytes where the processor likes them. */
const RESULT_BYTES = 64;

const inMemory = new WeakMap<ArrayBufferLike, SameLines>();

/** A buffer in whose lines `sameLinesIn` can look for the same; a plain one where none is to be had. */
export function scannable(bytes: number): Buffer {
  const memory = memoryFor(bytes + RESULT_BYTES);
  if (memory === undefined) return Buffer.allocUnsafeSlow(bytes);
  inMemory.set(memory.buffer, sameLinesOf(memory));
  return Buffer.from(memory.buffer, RESULT_BYTES, bytes);
}

/** What looks for the same lines in `bytes`, if they stand in memory that is good for it. */
export function sameLinesIn({ buffer }: Uint8Array): SameLines | undefined {
  return inMemory.get(buffer);
}

/** Nothing where the address space is limited: WebAssembly reserves gigabytes of it, whatever it uses. */
function memoryFor(bytes: number): WebAssembly.Memory | undefined {
  const initial = Math.ceil(bytes / PAGE_BYTES);
  try {
    return new WebAssembly.Memory({ initial, maximum: initial });
  } catch {
    return undefined;
  }
}

function sameLinesOf(memory: WebAssembly.Memory): SameLines {
  const module = new WebAssembly.Module(Buffer.from(SAME_LINES, "base64"));
  const { exports } = new WebAssembly.Instance(module, { scan: { memory } });
  const results = new Int32Array(memory.buffer, 0, 4);
  const at = (word: number) => results[word] as number;
  return {
    pass: exports["pass"] as SameLines["pass"],
    plain: exports["plain"] as SameLines["plain"],
    passed: () => ({ lines: at(0), last: at(1), mark: at(2), status: at(3) }),
  };
}
