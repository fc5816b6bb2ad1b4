import type { Settled } from "../domain/settled.ts";
import { createLineReader } from "./sift-lines.ts";
import { createOutbox, type Outbox, type Pieces } from "./sift-outbox.ts";
import { createPrefixReader } from "./sift-prefix.ts";
import { createSiftState, HOLD, PASS, type SiftState } from "./sift-state.ts";
import { Stretch } from "./sift-stretch.ts";

/**
 * A filter before the parser: of a text log it passes on all but the entries of requests that plainly
 * succeeded; those it counts. The entries of one request keep their order. Of a line it reads the first
 * bytes only, so that 1 GB costs little more than finding its line feeds (bench, row `analyze`).
 */
export type TextSift = {
  push(chunk: Uint8Array): void;
  end(): void;
  settled(): Settled;
};

/** What a sift passes on of a chunk. */
export type Passed = Pieces & {
  /** The ids of the requests it has counted since: what else comes of them is to be ignored. */
  readonly settledIds: Uint8Array;
};

const LINE_FEED = 10;
/** Requests remembered, at least; their table should fit the processor's cache. */
const GENERATION = 1 << 15;
/** Entries of unfinished requests held back; beyond this they are passed on as they are. */
const HELD_BYTES = 8 << 20;
/** An entry longer than this is passed on in pieces. */
const ENTRY_BYTES = 1 << 20;
const NOTHING: Uint8Array = new Uint8Array(0);
const GAP = Buffer.of(0);
const END_OF_LINE = Buffer.of(LINE_FEED);

/** @param emit takes what is passed on of each chunk; it is good during the call only */
export function createTextSift(emit: (passed: Passed) => void): TextSift {
  const state = createSiftState(GENERATION);
  const reader = createLineReader(state, createPrefixReader());
  const joint = new Stretch();
  const rest = new Stretch();
  const passed = createOutbox();
  let held = new Stretch();
  let tail = NOTHING;

  function decide(stretches: readonly Stretch[], isLast: boolean): void {
    const mustRelease = isLast || state.isCrowded() || held.bytes.length > HELD_BYTES;
    for (const stretch of stretches) sortOut(stretch, state, mustRelease, passed);
    held = joined(stretches);
    emit({ ...passed.take(), settledIds: state.takeSettled() });
    if (state.isCrowded()) state.forgetOldest();
  }

  return {
    push(bytes) {
      const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      const isFreshLine = !reader.isMidLine() && (tail.length === 0 || tail.at(-1) === LINE_FEED);
      const first = reader.firstEntry(chunk, isFreshLine);
      reader.read(Buffer.concat([tail, chunk.subarray(0, first)]), joint);
      reader.read(chunk.subarray(first), rest);
      tail = reader.takeLast(first === chunk.length ? joint : rest, ENTRY_BYTES);
      decide([held, joint, rest], false);
    },
    end() {
      const isFreshLine = tail.length === 0 || tail.at(-1) === LINE_FEED;
      reader.read(Buffer.concat(isFreshLine ? [tail] : [tail, END_OF_LINE]), joint);
      decide([held, joint], true);
    },
    settled: state.settled,
  };
}

/** Passes on what is to be passed, neighbours together, and leaves the runs to hold. */
function sortOut(stretch: Stretch, state: SiftState, mustRelease: boolean, passed: Outbox): void {
  let from = 0;
  let to = 0;
  let line = 0;
  let heldCount = 0;
  for (let run = 0; run < stretch.count; run++) {
    const fate = state.fate(stretch.ownerOf(run), stretch.recordsOf(run), mustRelease);
    if (fate === HOLD) stretch.move(run, heldCount++);
    if (fate !== PASS) continue;
    if (stretch.startOf(run) !== to || to === 0) {
      passed.add(stretch.bytes, from, to, line);
      from = stretch.startOf(run);
      line = stretch.lineOf(run);
    }
    to = stretch.endOf(run);
  }
  passed.add(stretch.bytes, from, to, line);
  stretch.count = heldCount;
}

/** The runs of some stretches, copied into one; a gap keeps them from looking like neighbours. */
function joined(stretches: readonly Stretch[]): Stretch {
  const whole = new Stretch();
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (const stretch of stretches) {
    for (let run = 0; run < stretch.count; run++) {
      const piece = stretch.bytes.subarray(stretch.startOf(run), stretch.endOf(run));
      const end = length + piece.length;
      whole.add(length, end, stretch.ownerOf(run), stretch.lineOf(run), stretch.recordsOf(run));
      length = end + GAP.length;
      pieces.push(piece, GAP);
    }
  }
  whole.bytes = Buffer.concat(pieces);
  return whole;
}
