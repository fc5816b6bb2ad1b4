import { statSync } from "node:fs";
import { preludeOf } from "../shared/classify/lint/streaming-prelude.ts";
import { createTranscoder } from "../shared/parse/encoding.ts";
import { inputName } from "../shared/report/input-name.ts";
import { UsageError } from "./failure.ts";
import { readInput } from "./input.ts";

/** A response may have 10 MB at most; what is larger is no response. */
const LIMIT_BYTES = 12_000_000;
/** No text has it. */
const NUL = "\0";

/** The whole text of a small file, or of standard input (`-`), of UTF-8 or UTF-16, without a byte order mark. */
export async function textOf(path: string, what: string): Promise<string> {
  const text = await decoded(path, what);
  if (text.includes(NUL)) throw binary(path, what);
  return text;
}

/** The same, or a streamed response: its metadata is text, and what follows the NUL bytes may be anything. */
export async function responseTextOf(path: string, what: string): Promise<string> {
  const text = await decoded(path, what);
  const head = preludeOf(text) ?? text;
  if (head.includes(NUL)) throw binary(path, what);
  return text;
}

function binary(path: string, what: string): UsageError {
  return new UsageError(`${inputName(path)}: holds binary data, no text; give ${what}`);
}

async function decoded(path: string, what: string): Promise<string> {
  const refuse = (problem: string) => {
    throw new UsageError(`${problem}; give ${what}`);
  };
  if (path !== "-" && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw new UsageError(`${path}: a folder; give ${what}`);
  }
  const name = inputName(path);
  const transcoder = createTranscoder();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of readInput(path, refuse)) {
    bytes += chunk.length;
    if (bytes > LIMIT_BYTES) throw new UsageError(`${name}: over 12 MB; give ${what}`);
    chunks.push(Uint8Array.from(transcoder.push(chunk)));
  }
  const text = Buffer.concat([...chunks, transcoder.end()]).toString("utf8");
  if (text.trim() === "") throw new UsageError(`${name}: empty; give ${what}`);
  return text;
}
