import { readSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { scannable } from "../shared/parse/same-lines.ts";
import { inputName } from "../shared/report/input-name.ts";
import { LARGE_BYTES } from "./large-input.ts";

/** Input that cannot be read at all: `message` is one line that says which, why, and what to do. */
export class InputError extends Error {
  override readonly name = "InputError";
}

/** Told of input that breaks off or is damaged half-way: what came before it has been read. */
export type OnDamage = (problem: string) => void;

const CHUNK_BYTES = 4 << 20;
/** Gzip within gzip, as when Firehose compresses what CloudWatch Logs had compressed. */
const GZIP_LEVELS = 3;
/** Logs shrink 5 to 40 times; deflate can do 1,030. */
const LARGEST_RATIO = 300;
const SMALLEST_BOMB = 64 << 20;

/**
 * The bytes of a file, or of standard input for `-`, inflated when they are gzip. A chunk is good
 * until the next one is asked for. Throws InputError when nothing can be read.
 */
export async function* readInput(path: string, onDamage: OnDamage): AsyncIterable<Uint8Array> {
  const name = inputName(path);
  yield* inflated(path === "-" ? stdinChunks() : fileChunks(path), name, onDamage, GZIP_LEVELS);
}

async function* fileChunks(path: string): AsyncIterable<Uint8Array> {
  const file = await opened(path);
  try {
    const stats = await file.stat();
    yield* stats.isFile() && stats.size >= LARGE_BYTES ? largeChunks(file) : chunks(file);
  } finally {
    await file.close();
  }
}

/** What may be a pipe or a terminal is waited for. */
async function* chunks(file: FileHandle): AsyncIterable<Uint8Array> {
  const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  for (;;) {
    const { bytesRead } = await file.read(buffer);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}

/**
 * Into memory in which a sift is fast, which takes a while to make, and by the thread that sifts: reading
 * ahead in another took a tenth more of processor time (`docs/decisions/0022-judging-in-a-thread.md`).
 */
function* largeChunks(file: FileHandle): Iterable<Uint8Array> {
  const buffer = scannable(CHUNK_BYTES);
  for (;;) {
    const bytesRead = readSync(file.fd, buffer);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}

async function opened(path: string): Promise<FileHandle> {
  try {
    return await open(path);
  } catch (error) {
    throw new InputError(
      `${path}: cannot be opened (${codeOf(error)}); check the path and its permissions`,
      {
        cause: error,
      },
    );
  }
}

function stdinChunks(): AsyncIterable<Uint8Array> {
  return process.stdin;
}

/** The chunks as they are, or, when they begin with gzip's magic bytes, what they unpack to. */
async function* inflated(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  onDamage: OnDamage,
  levels: number,
): AsyncIterable<Uint8Array> {
  const source = chunks[Symbol.asyncIterator]();
  const head = await firstBytes(source);
  const whole = followedBy(head, source);
  if (levels === 0 || head[0] !== 0x1f || head[1] !== 0x8b) yield* whole;
  else yield* inflated(unpacked(whole, name, onDamage), name, onDamage, levels - 1);
}

/** At least two bytes, unless there are fewer. */
async function firstBytes(source: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < 2) {
    const { value, done } = await source.next();
    if (done === true) break;
    head = head.length === 0 ? value : Buffer.concat([head, value]);
  }
  return head;
}

async function* followedBy(head: Uint8Array, source: AsyncIterator<Uint8Array>) {
  if (head.length > 0) yield head;
  yield* { [Symbol.asyncIterator]: () => source };
}

async function* unpacked(chunks: AsyncIterable<Uint8Array>, name: string, onDamage: OnDamage) {
  let packedBytes = 0;
  let unpackedBytes = 0;
  const counted = async function* () {
    for await (const chunk of chunks) {
      packedBytes += chunk.length;
      yield Buffer.from(chunk);
    }
  };
  const gunzip = createGunzip({ chunkSize: 1 << 20 });
  const packed = Readable.from(counted(), { objectMode: false });
  packed.on("error", (error) => gunzip.destroy(error));
  try {
    for await (const chunk of packed.pipe(gunzip)) {
      unpackedBytes += chunk.length;
      if (isBomb(packedBytes, unpackedBytes)) throw bomb(name);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof InputError || unpackedBytes === 0) throw asInputError(error, name);
    onDamage(`${name}: the gzip data is damaged after ${unpackedBytes} bytes (${codeOf(error)})`);
  }
}

function isBomb(packedBytes: number, unpackedBytes: number): boolean {
  return unpackedBytes > SMALLEST_BOMB && unpackedBytes > packedBytes * LARGEST_RATIO;
}

function bomb(name: string): InputError {
  return new InputError(
    `${name}: unpacks to more than ${LARGEST_RATIO} times its size, as no log does; if it is one, unpack it first and give the result`,
  );
}

function asInputError(error: unknown, name: string): InputError {
  if (error instanceof InputError) return error;
  return new InputError(
    `${name}: begins like gzip but cannot be unpacked (${codeOf(error)}); is it whole?`,
    {
      cause: error,
    },
  );
}

function codeOf(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string")
    return error.code;
  return String(error);
}
