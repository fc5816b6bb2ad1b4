import { statSync } from "node:fs";
import { availableParallelism } from "node:os";

/** From here on a thread of its own is worth its start. */
export const LARGE_BYTES = 64 << 20;

/** True when two threads can run at once. */
export function hasCoreToSpare(): boolean {
  return availableParallelism() > 1;
}

/** Whether a command line is about to analyze a large file: asked before anything else is loaded. */
export function isLargeAnalysis(args: readonly string[]): boolean {
  return args[0] === "analyze" && hasCoreToSpare() && args.slice(1).some(isLargeFile);
}

function isLargeFile(path: string): boolean {
  try {
    return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) >= LARGE_BYTES;
  } catch {
    // An option's value, or a path that whoever reads it will refuse in words.
    return false;
  }
}
