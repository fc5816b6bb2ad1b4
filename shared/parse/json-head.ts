import { TIME_DIGITS, timeEnd } from "./json-layout.ts";

const LONGEST_HEAD = 1024;
/** Bytes compared at once. */
const WORD = 4;

/** What stands before the entry in the line before, of which mostly no more than the time differs from line to line. */
export class LineHead {
  readonly #bytes = new Uint8Array(LONGEST_HEAD);
  readonly #view = new DataView(this.#bytes.buffer);
  #timeAt = 0;
  length = 0;

  /** @param timeAt where its time stands; `end` when it has none */
  keep(bytes: Uint8Array, start: number, end: number, timeAt: number): void {
    this.length = end - start > LONGEST_HEAD ? 0 : end - start;
    this.#bytes.set(bytes.subarray(start, start + this.length));
    this.#timeAt = timeAt - start;
  }

  /** Whether what stands at `start`, up to `end`, begins with the same, or the same with another time. */
  isAt(bytes: Uint8Array, view: DataView, start: number, end: number): boolean {
    const { length } = this;
    const at = bytes.byteOffset + start;
    if (length === 0 || start + length > end) return false;
    if (!this.#isSame(view, at, 0, this.#timeAt)) return false;
    const behind = this.#timeAt + TIME_DIGITS;
    if (behind > length) return true;
    return this.#isSame(view, at, behind, length) && timeEnd(bytes, start + this.#timeAt) !== 0;
  }

  /** Compares four bytes at a time, the last of which may be compared twice. */
  #isSame(view: DataView, start: number, from: number, to: number): boolean {
    const last = to - WORD;
    for (let at = from; at < last; at += WORD) {
      if (view.getInt32(start + at) !== this.#view.getInt32(at)) return false;
    }
    return view.getInt32(start + last) === this.#view.getInt32(last);
  }
}
