import { statSync } from "node:fs";
import { UsageError } from "./failure.ts";
import { readInput } from "./input.ts";

/** A response may have 10 MB at most; what is larger is no response. */
const LIMIT_BYTES = 12_000_000;

/** The whole text of a small file, or of standard input (`-`), without a byte order mark. */
export async function textOf(path: string, what: string): Promise<string> {
  const refuse = (problem: string) => {
    throw new UsageError(`${problem}; give ${what}`);
  };
  if (path !== "-" && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw new UsageError(`${path}: a folder; give ${what}`);
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of readInput(path, refuse)) {
    bytes += chunk.length;
    if (bytes > LIMIT_BYTES) throw new UsageError(`${path}: over 12 MB; give ${what}`);
    chunks.push(Uint8Array.from(chunk));
  }
  const text = new TextDecoder().decode(Buffer.concat(chunks));
  if (text.trim() === "") {
    throw new UsageError(`${path === "-" ? "standard input" : path}: empty; give ${what}`);
  }
  return text;
}
