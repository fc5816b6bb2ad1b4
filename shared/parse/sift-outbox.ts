/** Collects pieces of input, so that the parser is called once a chunk and not once a line. */
export type Outbox = {
  add(bytes: Uint8Array, from: number, to: number): void;
  /** Everything added since the last call, in order; good until the next `add`. */
  take(): Uint8Array;
};

export function createOutbox(): Outbox {
  let box: Buffer = Buffer.allocUnsafe(1 << 16);
  let length = 0;

  return {
    add(bytes, from, to) {
      if (to === from) return;
      if (length + to - from > box.length) box = grown(box, length, to - from);
      Buffer.prototype.copy.call(bytes, box, length, from, to);
      length += to - from;
    },
    take() {
      const taken = box.subarray(0, length);
      length = 0;
      return taken;
    },
  };
}

function grown(box: Buffer, length: number, extra: number): Buffer {
  const larger = Buffer.allocUnsafe(Math.max(box.length * 2, length + extra));
  box.copy(larger, 0, 0, length);
  return larger;
}
