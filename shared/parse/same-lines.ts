import { Buffer } from "node:buffer";
import { SAME_LINES } from "./same-lines.wasm.ts";

/**
 * Passes over lines that tell a sift nothing new: of the request of the line before, in its minute, and
 * with words that do not end it, as most lines are (`docs/decisions/0032-lines-in-webassembly.md`).
 */
export type SameLines = {
  /**
   * Returns where the first other line begins, from `at` on: `line` is where the line before begins,
   * `bracket` how far behind that its id has its bracket. Places count from the beginning of the memory.
   */
  pass(line: number, at: number, end: number, bracket: number): number;
  /** How many lines were passed over by the last call, and where the last of them begins. */
  passed(): { readonly lines: number; readonly last: number };
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
  const results = new Int32Array(memory.buffer, 0, 2);
  return {
    pass: exports["pass"] as SameLines["pass"],
    passed: () => ({ lines: results[0] as number, last: results[1] as number }),
  };
}
