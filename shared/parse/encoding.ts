import { Buffer } from "node:buffer";

const REPLACEMENT = Buffer.from("\uFFFD");

export type Transcoder = {
  push(chunk: Uint8Array): Buffer;
  end(): Buffer;
};

type Encoding = "utf8" | "utf16le" | "utf16be";

/** Bytes of UTF-8, or of UTF-16 with a byte order mark (PowerShell writes those), to plain UTF-8. */
export function createTranscoder(): Transcoder {
  let encoding: Encoding | undefined;
  let held: Buffer = Buffer.alloc(0);

  function decide(isLast: boolean): void {
    if (held.length < 3 && !isLast && isStartOfMark(held)) return;
    const mark = markOf(held);
    encoding = mark.encoding;
    held = held.subarray(mark.length);
  }

  function flow(isLast: boolean): Buffer {
    if (encoding === undefined) decide(isLast);
    if (encoding === undefined) {
      held = Buffer.from(held);
      return Buffer.alloc(0);
    }
    const whole = encoding === "utf8" || isLast ? held.length : wholeUnits(held, encoding);
    const bytes = held.subarray(0, whole);
    held = Buffer.from(held.subarray(whole)); // the caller may use its buffer again
    return encoding === "utf8" ? bytes : toUtf8(bytes, encoding);
  }

  return {
    push(chunk) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      held = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
      return flow(false);
    },
    end: () => flow(true),
  };
}

function isStartOfMark(bytes: Buffer): boolean {
  if (bytes.length === 0) return true;
  if (bytes.length === 1) return bytes[0] === 0xef || bytes[0] === 0xff || bytes[0] === 0xfe;
  return bytes[0] === 0xef && bytes[1] === 0xbb;
}

function markOf(bytes: Buffer): { readonly encoding: Encoding; readonly length: number } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: "utf16le", length: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: "utf16be", length: 2 };
  const isUtf8Mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { encoding: "utf8", length: isUtf8Mark ? 3 : 0 };
}

/** How many bytes can be converted now: no half unit, no half surrogate pair. */
function wholeUnits(bytes: Buffer, encoding: Encoding): number {
  const even = bytes.length - (bytes.length % 2);
  if (even === 0) return 0;
  const high = bytes.readUInt8(encoding === "utf16le" ? even - 1 : even - 2);
  return high >= 0xd8 && high <= 0xdb ? even - 2 : even;
}

function toUtf8(bytes: Buffer, encoding: Encoding): Buffer {
  const even = bytes.length - (bytes.length % 2);
  const units = Buffer.from(bytes.subarray(0, even));
  if (encoding === "utf16be") units.swap16();
  const text = Buffer.from(units.toString("utf16le"));
  return even === bytes.length ? text : Buffer.concat([text, REPLACEMENT]);
}
