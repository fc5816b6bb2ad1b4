/** Pieces of a log that were taken out of it, and where they stood. */
export type Pieces = {
  /** The pieces, one after another; good until the next is added. */
  readonly bytes: Uint8Array;
  /** For each piece two numbers: where in `bytes` it begins, and its first line's number in the log. */
  readonly lines: readonly number[];
};

/** Collects pieces of input, so that the parser is called once a chunk and not once a line. */
export type Outbox = {
  add(bytes: Uint8Array, from: number, to: number, line: number): void;
  /** Bytes that wait in it. */
  size(): number;
  /** Everything added since the last call, in order. */
  take(): Pieces;
};

export function createOutbox(): Outbox {
  let box: Buffer = Buffer.allocUnsafe(1 << 16);
  let length = 0;
  let lines: number[] = [];

  return {
    add(bytes, from, to, line) {
      if (length + to - from > box.length) box = grown(box, length, to - from);
      lines.push(length, line);
      Buffer.prototype.copy.call(bytes, box, length, from, to);
      length += to - from;
    },
    size: () => length,
    take() {
      const taken = { bytes: box.subarray(0, length), lines };
      length = 0;
      lines = [];
      return taken;
    },
  };
}

function grown(box: Buffer, length: number, extra: number): Buffer {
  const larger = Buffer.allocUnsafe(Math.max(box.length * 2, length + extra));
  box.copy(larger, 0, 0, length);
  return larger;
}
