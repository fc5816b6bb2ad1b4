import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Outbox } from "./sift-outbox.ts";
import { HOLD, PASS, type SiftState } from "./sift-state.ts";
import { NOBODY, Stretch } from "./sift-stretch.ts";

/** How many bytes of entries may be on hold. */
export type HeldLimits = {
  /** So much stays as it is; older entries are deflated, mostly to a tenth. */
  readonly plain: number;
  /** Beyond this the oldest are passed on. */
  readonly all: number;
};

const LIMITS: HeldLimits = { plain: 16 << 20, all: 48 << 20 };
/** What is passed on at once, about: the end of one chunk may settle requests of many. */
const EMITTED_BYTES = 4 << 20;
/** Keeps runs that did not stand together from looking like neighbours. */
const GAP = 1;
const NOTHING = new Uint8Array(0);

/** What a sift holds back until it knows how a request ends. */
export type Held = {
  /**
   * Decides on what is held, oldest first, then on `fresh`, of which a copy of what is to be held is kept. What `fresh`
   * begins with may go on with the last that was passed on, if that was nobody's: nothing comes between.
   */
  sortOut(fresh: readonly Stretch[], mustRelease: boolean): void;
};

/** @param emit takes what is in the outbox: so much of it is enough for once */
export function createHeld(
  state: SiftState,
  passed: Outbox,
  emit: () => void,
  limits: HeldLimits = LIMITS,
): Held {
  let shelves: readonly Shelf[] = [];

  return {
    sortOut(fresh, mustRelease) {
      const passing = new Passing();
      let from = passLead(fresh[0], passing);
      const overfull = sizeOf(shelves) > limits.all ? shelves[0] : undefined;
      for (const shelf of shelves) {
        decide(shelf, state, mustRelease || shelf === overfull, passing);
      }
      for (const runs of fresh) {
        decide({ runs, bytes: () => runs.bytes }, state, mustRelease, passing, from);
        from = 0; // only the first of them may be led
      }
      passing.handOver(passed, emit);
      emit();
      const left = fresh.some(({ count }) => count > 0) ? [new Shelf(copied(fresh))] : [];
      shelves = [...shelves.filter(({ runs }) => runs.count > 0), ...left];
      tidy(shelves, limits.plain);
    },
  };
}

function sizeOf(shelves: readonly Shelf[]): number {
  return shelves.reduce((sum, { size }) => sum + size, 0);
}

function tidy(shelves: readonly Shelf[], plain: number): void {
  let bytes = 0;
  for (const shelf of shelves.toReversed()) {
    shelf.tidy();
    bytes += shelf.size;
    if (bytes > plain) shelf.pack();
  }
}

/** Some runs on hold, and their bytes. */
class Shelf {
  runs: Stretch;
  #packed: Uint8Array | undefined;

  constructor(runs: Stretch) {
    this.runs = runs;
  }

  /** Memory that the bytes take. */
  get size(): number {
    return this.#packed?.length ?? this.runs.bytes.length;
  }

  readonly bytes = (): Uint8Array => {
    const isPacked = this.#packed !== undefined && this.runs.bytes.length === 0;
    if (isPacked) this.runs.bytes = inflateRawSync(this.#packed as Uint8Array);
    return this.runs.bytes;
  };

  /** Does away with bytes that are of no use any more, once those are the larger part. */
  tidy(): void {
    if (this.#packed !== undefined) this.runs.bytes = NOTHING;
    else if (lengthOf([this.runs]) * 2 < this.runs.bytes.length) this.runs = copied([this.runs]);
  }

  pack(): void {
    this.#packed ??= deflateRawSync(this.runs.bytes, { level: 1 });
    this.runs.bytes = NOTHING;
  }
}

/** Passes on what the first stretch begins with if it is nobody's; how many runs that was. */
function passLead(first: Stretch | undefined, passing: Passing): number {
  if (first === undefined || first.count === 0 || first.ownerOf(0) !== NOBODY) return 0;
  passing.add(NOBODY, first.bytes, first, 0);
  return 1;
}

/** Decides on each run, and leaves those to hold. */
function decide(
  { runs, bytes }: Pick<Shelf, "runs" | "bytes">,
  state: SiftState,
  mustRelease: boolean,
  passing: Passing,
  from = 0,
): void {
  let heldCount = 0;
  for (let run = from; run < runs.count; run++) {
    const owner = runs.ownerOf(run);
    const fate = state.fate(owner, runs.recordsOf(run), mustRelease);
    if (fate === HOLD) runs.move(run, heldCount++);
    if (fate === PASS) passing.add(owner, bytes(), runs, run);
  }
  runs.count = heldCount;
}

type Piece = {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
  readonly line: number;
};

/**
 * Runs to be passed on: those of one request together, so that few are open at once in what comes next, and those of
 * nobody where they stood: the last of them may not be over.
 */
class Passing {
  readonly #pieces = new Map<number, Piece[]>();
  #nobodys = NOBODY;

  add(owner: number, bytes: Uint8Array, runs: Stretch, run: number): void {
    const piece = { bytes, from: runs.startOf(run), to: runs.endOf(run), line: runs.lineOf(run) };
    this.#piecesOf(owner === NOBODY ? this.#nobodys-- : owner).push(piece);
  }

  handOver(passed: Outbox, emit: () => void): void {
    for (const pieces of this.#pieces.values()) {
      for (const { bytes, from, to, line } of pieces) passed.add(bytes, from, to, line);
      if (passed.size() > EMITTED_BYTES) emit();
    }
  }

  #piecesOf(owner: number): Piece[] {
    const known = this.#pieces.get(owner);
    if (known !== undefined) return known;
    const pieces: Piece[] = [];
    this.#pieces.set(owner, pieces);
    return pieces;
  }
}

function lengthOf(stretches: readonly Stretch[]): number {
  let length = 0;
  for (const runs of stretches) {
    for (let run = 0; run < runs.count; run++) length += runs.endOf(run) - runs.startOf(run) + GAP;
  }
  return length;
}

/** The runs of some stretches, copied into one. */
function copied(stretches: readonly Stretch[]): Stretch {
  const whole = new Stretch(stretches.reduce((count, runs) => count + runs.count, 0));
  whole.bytes = Buffer.allocUnsafeSlow(lengthOf(stretches));
  let at = 0;
  for (const runs of stretches) {
    for (let run = 0; run < runs.count; run++) {
      const [start, end] = [runs.startOf(run), runs.endOf(run)];
      Buffer.prototype.copy.call(runs.bytes, whole.bytes, at, start, end);
      whole.add(at, at + end - start, runs.ownerOf(run), runs.lineOf(run), runs.recordsOf(run));
      at += end - start + GAP;
    }
  }
  return whole;
}
