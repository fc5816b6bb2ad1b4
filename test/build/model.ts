import fc from "fast-check";
import { toEpochMs } from "../../shared/domain/time.ts";
import { createIntake, type Intake } from "../../shared/flow/intake.ts";
import { createSweep } from "../../shared/flow/sweep.ts";
import type { Ports } from "../../shared/ports.ts";
import { announcedBy } from "./announced.ts";
import { Crash, type Death, type Worker, workerWith } from "./crashing.ts";
import {
  deliveryOf,
  eventsOf,
  KINDS,
  type Kind,
  type LoggedEvent,
  requestIdOf,
} from "./gateway-log.ts";
import { createWorld, SETTINGS, type World } from "./world.ts";

const START = Date.UTC(2026, 2, 4, 12);
const MINUTE = 60_000;
const LONGEST_PAUSE = 4;
const LONG_CALL_MS = 10_000;
/** Kinds that are failures by what is logged before their end. */
const EVIDENT: readonly Kind[] = ["malformed", "timeout", "throttled", "crashed"];

/** What happens, one step after the other; two at once where a step says so. */
type Step =
  | { readonly kind: "deliver"; readonly which: number; readonly death?: Death }
  | { readonly kind: "sweep"; readonly death?: Death }
  | { readonly kind: "both"; readonly first: Step; readonly second: Step }
  | { readonly kind: "forward"; readonly minutes: number }
  | { readonly kind: "throttle"; readonly isOn: boolean };

/** A log, how it is cut into deliveries, and what happens. */
export type Run = {
  readonly requests: readonly {
    readonly kind: Kind;
    readonly at: number;
    /** Its last line never gets into the log. */
    readonly isCut?: boolean;
  }[];
  /** Record numbers at which one delivery ends and the next begins. */
  readonly cuts: readonly number[];
  readonly steps: readonly Step[];
  /** How long each call to the outside takes, in turns of the others: the longest take 10 s as well. */
  readonly pauses: readonly number[];
};

const deaths = fc.option(
  fc.record({ call: fc.integer({ min: 0, max: 12 }), isDone: fc.boolean() }),
  { nil: undefined, freq: 3 },
);
const deliveries = fc
  .record({ which: fc.nat(7), death: deaths })
  .map(({ which, death }): Step => ({ kind: "deliver", which, ...(death && { death }) }));
const sweeps = deaths.map((death): Step => ({ kind: "sweep", ...(death && { death }) }));
const works = fc.oneof({ weight: 3, arbitrary: deliveries }, sweeps);
const pairs = fc
  .record({ first: works, second: works })
  .map((pair): Step => ({ kind: "both", ...pair }));
const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: deliveries },
  { weight: 2, arbitrary: sweeps },
  {
    weight: 3,
    arbitrary: fc
      .record({ first: works, second: fc.oneof({ weight: 2, arbitrary: works }, pairs) })
      .map((several): Step => ({ kind: "both", ...several })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(1, 4, 16, 61).map((minutes): Step => ({ kind: "forward", minutes })),
  },
  { weight: 1, arbitrary: fc.boolean().map((isOn): Step => ({ kind: "throttle", isOn })) },
);

export const runs: fc.Arbitrary<Run> = fc.record({
  requests: fc.array(
    fc.record({
      kind: fc.constantFrom("malformed", "malformed", ...(Object.keys(KINDS) as Kind[])),
      // The late ones fall around the time at which what failed first may be resolved.
      at: fc.constantFrom(0, 5, 20, 40, 30_000, 70_000, ...[5, 40, 80, 1_300].map(lateAt)),
      isCut: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.boolean()),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  cuts: fc.array(fc.nat(45), { maxLength: 5 }),
  steps: fc.array(steps, { maxLength: 14 }),
  pauses: fc.array(fc.nat(LONGEST_PAUSE), { minLength: 1, maxLength: 9 }),
});

function lateAt(seconds: number): number {
  return 18 * MINUTE + seconds * 1_000;
}

/** What must be, against what is. */
export type Outcome = {
  readonly expected: number;
  /** Failures in the aggregates, in the incidents, and of each cause. */
  readonly aggregated: number;
  readonly inIncidents: number;
  readonly causes: Readonly<Record<string, number>>;
  readonly expectedCauses: Readonly<Record<string, number>>;
  readonly wasThrottled: boolean;
  /** Incidents nobody was told of, and those that were announced more than once without a death. */
  readonly untold: readonly string[];
  readonly toldTwice: readonly string[];
  readonly died: number;
};

/** Plays the run, delivers what never came, lets two hours pass, and counts. */
export async function played(run: Run): Promise<Outcome> {
  const events = eventsIn(run);
  const batches = batchesOf(events, run.cuts);
  // Sweeps do not come at whole minutes.
  const world = createWorld(START + 2 * MINUTE + 20_000);
  world.logged.push(...events);
  const player = new Player(world, batches, run.pauses);
  for (const step of run.steps) await player.play(step);
  await player.finish();
  return await outcomeOf(world, run, player);
}

/** One delivery, which comes after its events were logged. */
type Batch = { readonly data: string; readonly newest: number };

class Player {
  readonly #workers: Worker[] = [];
  wasThrottled = false;
  readonly #world: World;
  readonly #batches: readonly Batch[];
  readonly #pauses: () => number;
  /** The worker that has not died keeps what it learnt. */
  #intake: Intake | undefined;

  constructor(world: World, batches: readonly Batch[], pauses: readonly number[]) {
    this.#world = world;
    this.#batches = batches;
    let turn = 0;
    this.#pauses = () => {
      const turns = pauses[turn++ % pauses.length] as number;
      if (turns === LONGEST_PAUSE) world.now = toEpochMs(world.now + LONG_CALL_MS);
      return turns;
    };
  }

  async play(step: Step): Promise<void> {
    // Before anybody works: no worker lives long enough to see the clock jump.
    this.#world.now = toEpochMs(Math.max(this.#world.now, this.#newestIn(step)));
    switch (step.kind) {
      case "deliver":
        return await this.#survived(this.#deliver(step.which, step.death));
      case "sweep":
        return await this.#survived(this.#sweep(step.death));
      case "both":
        await Promise.all([this.play(step.first), this.play(step.second)]);
        return;
      case "forward":
        this.#world.now = toEpochMs(this.#world.now + step.minutes * MINUTE);
        return;
      case "throttle":
        this.#world.isThrottled = step.isOn;
        this.wasThrottled ||= step.isOn;
    }
  }

  /** What has to happen in the end: every delivery comes, and the sweep runs on. */
  async finish(): Promise<void> {
    this.#world.isThrottled = false;
    for (const which of this.#batches.keys()) await this.play({ kind: "deliver", which });
    for (const minutes of [0, 1, 6, 1, 1, 16, 1, 61, 1]) {
      this.#world.now = toEpochMs(this.#world.now + minutes * MINUTE);
      await this.#sweep(undefined);
    }
  }

  #batchOf(which: number): Batch {
    return this.#batches[which % this.#batches.length] as Batch;
  }

  /** When the newest event was logged that the step delivers. */
  #newestIn(step: Step): number {
    if (step.kind === "deliver") return this.#batchOf(step.which).newest;
    if (step.kind !== "both") return START;
    return Math.max(this.#newestIn(step.first), this.#newestIn(step.second));
  }

  async #deliver(which: number, death: Death | undefined): Promise<void> {
    const { data } = this.#batchOf(which);
    const isOther = death !== undefined || this.#intake === undefined;
    const intake = isOther ? this.#newIntake(death) : (this.#intake as Intake);
    if (death === undefined) this.#intake = intake;
    const taken = await intake(data);
    if (!taken.ok) throw new Error(`refused: ${taken.error.code}`);
  }

  /** How many workers died, whoever noticed. */
  get died(): number {
    return this.#workers.filter(({ isDead }) => isDead()).length;
  }

  #newIntake(death: Death | undefined): Intake {
    return createIntake(this.#newWorker(death), SETTINGS);
  }

  #newWorker(death: Death | undefined): Ports {
    const worker = workerWith(this.#world.ports, this.#pauses, death);
    this.#workers.push(worker);
    return worker.ports;
  }

  async #sweep(death: Death | undefined): Promise<void> {
    await createSweep(this.#newWorker(death), SETTINGS)(this.#world.now);
  }

  async #survived(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
    }
  }
}

/** All events of the run in the order they were written, as one stream holds them. */
function eventsIn({ requests }: Run): readonly LoggedEvent[] {
  return requests
    .flatMap(({ kind, at, isCut }, number) => {
      const events = eventsOf(kind, requestIdOf(number), START + at);
      return isCut && EVIDENT.includes(kind) ? events.slice(0, -1) : events;
    })
    .sort((a, b) => a.timestamp - b.timestamp);
}

function batchesOf(events: readonly LoggedEvent[], cuts: readonly number[]): readonly Batch[] {
  const at = [...new Set(cuts.filter((cut) => cut > 0 && cut < events.length))].sort(
    (a, b) => a - b,
  );
  const bounds = [0, ...at, events.length];
  return bounds.slice(1).map((end, index) => {
    const own = events.slice(bounds[index], end);
    return { data: deliveryOf(own), newest: own.at(-1)?.timestamp ?? START };
  });
}

async function outcomeOf(world: World, run: Run, player: Player): Promise<Outcome> {
  const { store, published } = world;
  const scope = (await store.stages())[0]?.scope;
  const from = toEpochMs(START - 60 * MINUTE);
  const to = toEpochMs(START + 600 * MINUTE);
  const hours = scope === undefined ? [] : await store.aggregates("hour", { scope, from, to });
  const incidents = await store.allIncidents();
  const announced = published.filter(({ topic }) => topic === "machines").flatMap(announcedBy);
  const expectedCauses = countsOf(
    run.requests.flatMap(({ kind }) => (KINDS[kind] === undefined ? [] : [KINDS[kind]])),
  );
  const causes: Record<string, number> = {};
  for (const hour of hours) {
    for (const [cause, count] of Object.entries(hour.causes))
      causes[cause] = (causes[cause] ?? 0) + count;
  }
  const told = countsOf(announced);
  return {
    expected: sum(Object.values(expectedCauses)),
    aggregated: sum(Object.values(causes)),
    inIncidents: sum(incidents.map(({ count }) => count)),
    causes,
    expectedCauses,
    wasThrottled: player.wasThrottled,
    untold: incidents
      .filter(({ id, told: kinds }) => !told[id] && isToBeTold(kinds))
      .map(({ id }) => id),
    toldTwice: incidents.filter(({ id }) => (told[id] ?? 0) > 1).map(({ id }) => id),
    died: player.died,
  };
}

/** A fault that flaps opens untold, by decision. */
function isToBeTold(told: Readonly<Record<string, number | undefined>>): boolean {
  return (told["opened"] ?? 0) + (told["reopened"] ?? 0) > 0;
}

function countsOf(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
