import { interleave, type Written } from "./interleave.ts";
import type { Line } from "./phases.ts";
import type { Scheduled } from "./schedule.ts";

const CHUNK_BYTES = 1 << 20;
/** `2026-11-22T10:00:00.000Z (00000000-0000-0000-0000-000000000000) ` */
const TIME_LENGTH = 24;
const ID_AT = TIME_LENGTH + 2;
const MESSAGE_AT = ID_AT + 36 + 2;

/**
 * The requests as one text log, interleaved by time, in chunks of about 1 MB. Lines are copied as
 * bytes and their holes filled, which is ten times faster than joining strings.
 */
export function* textLog(requests: Iterable<Scheduled>): Generator<Buffer, void> {
  const encoded = new Map<Line, Buffer>();
  let chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let used = 0;
  for (const written of interleave(requests)) {
    const bytes = encodedLine(written.line, encoded);
    if (used + bytes.length > CHUNK_BYTES) {
      yield chunk.subarray(0, used);
      chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      used = 0;
    }
    chunk.set(bytes, used);
    fill(chunk, used, written);
    used += bytes.length;
  }
  yield chunk.subarray(0, used);
}

function encodedLine(line: Line, encoded: Map<Line, Buffer>): Buffer {
  const known = encoded.get(line);
  if (known !== undefined) return known;
  const prefix = `${" ".repeat(TIME_LENGTH)} (${" ".repeat(36)}) `;
  const bytes = Buffer.from(`${prefix}${line.message.text}\n`, "latin1");
  encoded.set(line, bytes);
  return bytes;
}

function fill(chunk: Buffer, start: number, { request, line, timeMs }: Written): void {
  const { values } = request;
  chunk.write(isoTime(timeMs), start, "latin1");
  chunk.write(values.requestId, start + ID_AT, "latin1");
  for (const { slot, at, length } of line.message.holes) {
    chunk.write(values[slot], start + MESSAGE_AT + at, length, "latin1");
  }
}

let lastMs = Number.NaN;
let lastIso = "";

/** Neighbouring lines mostly have the same time. */
function isoTime(timeMs: number): string {
  if (timeMs !== lastMs) {
    lastMs = timeMs;
    lastIso = new Date(timeMs).toISOString();
  }
  return lastIso;
}
