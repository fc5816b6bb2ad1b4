import type { Settled } from "../domain/settled.ts";
import { createHeld, type HeldLimits } from "./sift-held.ts";
import { createLineReader } from "./sift-lines.ts";
import { createOutbox, type Pieces } from "./sift-outbox.ts";
import { createPrefixReader } from "./sift-prefix.ts";
import { SiftState } from "./sift-state.ts";
import { Stretch } from "./sift-stretch.ts";

/**
 * A filter before the parser: of a log of text, or of JSON lines, it passes on all but the entries of requests
 * that plainly succeeded; those it counts. The entries of one request keep their order. Of a line of text it reads
 * the first bytes only, so that 1 GB costs little more than finding its line feeds (bench, row `analyze`).
 */
export type TextSift = {
  push(chunk: Uint8Array): void;
  end(): void;
  settled(): Settled;
};

/** What a sift passes on of a chunk. */
export type Passed = Pieces & {
  /** The ids of the requests it has counted since, each as two hashes: what else comes of them is to be ignored. */
  readonly settledIds: Int32Array;
};

const LINE_FEED = 10;
/** Requests remembered, at first; their table should fit the processor's cache. */
const REQUESTS = 1 << 14;
/** An entry longer than this is passed on in pieces. */
const ENTRY_BYTES = 1 << 20;
const NOTHING: Uint8Array = new Uint8Array(0);
const END_OF_LINE = Buffer.of(LINE_FEED);

/** @param emit takes what is passed on, at least once a chunk; it is good during the call only */
export function createTextSift(emit: (passed: Passed) => void, limits?: HeldLimits): TextSift {
  const state = new SiftState(REQUESTS);
  const reader = createLineReader(state, createPrefixReader());
  const joint = new Stretch();
  const rest = new Stretch();
  const passed = createOutbox();
  const emitPassed = () => emit({ ...passed.take(), settledIds: state.takeSettled() });
  const held = createHeld(state, passed, emitPassed, limits);
  let tail = NOTHING;

  return {
    push(bytes) {
      const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      const isFreshLine = !reader.isMidLine() && (tail.length === 0 || tail.at(-1) === LINE_FEED);
      const first = reader.firstEntry(chunk, isFreshLine);
      reader.read(Buffer.concat([tail, chunk.subarray(0, first)]), joint);
      reader.read(chunk.subarray(first), rest);
      tail = reader.takeLast(first === chunk.length ? joint : rest, ENTRY_BYTES);
      held.sortOut([joint, rest], false);
    },
    end() {
      const isFreshLine = tail.length === 0 || tail.at(-1) === LINE_FEED;
      reader.read(Buffer.concat(isFreshLine ? [tail] : [tail, END_OF_LINE]), joint);
      held.sortOut([joint], true);
      tail = NOTHING;
      reader.restart();
    },
    settled: () => state.settled(),
  };
}
