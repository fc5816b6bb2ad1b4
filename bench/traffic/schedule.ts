import type { Cause } from "../../shared/domain/cause.ts";
import { BACKEND_FAILURES } from "./backend-failures.ts";
import { type Call, drawCall } from "./call.ts";
import { FUNCTION_FAILURES } from "./function-failures.ts";
import { Heap } from "./heap.ts";
import type { Line } from "./phases.ts";
import { createRandom, type Random } from "./random.ts";
import { REFUSALS } from "./refusals.ts";
import type { Scenario } from "./scenario.ts";
import { drawSlotValues, type SlotValues } from "./slots.ts";
import { SUCCESSES } from "./successes.ts";

export type TrafficOptions = {
  /** How many requests: endless when `Infinity`. */
  readonly requests: number;
  readonly seed: number;
  /** Requests that arrive a second. */
  readonly rate: number;
  /** Which share of the requests fails, from 0 to 1. */
  readonly failShare: number;
  /** Weights of the causes that failures have; every cause there is when left out. */
  readonly mix?: Readonly<Partial<Record<Cause, number>>> | undefined;
  /** How many requests can be under way at once: more wait until one has ended. */
  readonly concurrency: number;
  /** When the first request arrives, in milliseconds since 1970. */
  readonly fromMs: number;
};

export const DEFAULT_TRAFFIC: TrafficOptions = {
  requests: 1000,
  seed: 1,
  rate: 200,
  failShare: 0.03,
  concurrency: 64,
  fromMs: Date.UTC(2026, 10, 22, 10),
};

/** A scenario, played for one call: what is the same in all requests that have it. */
type Script = {
  readonly scenario: Scenario;
  readonly call: Call;
  readonly lines: readonly Line[];
};

/** One request, before its lines are written. */
export type Scheduled = {
  /** From 0, in order of starting. */
  readonly number: number;
  readonly startMs: number;
  readonly script: Script;
  readonly values: SlotValues;
};

export const FAILURES: readonly Scenario[] = [
  ...FUNCTION_FAILURES,
  ...BACKEND_FAILURES,
  ...REFUSALS,
];

/** Scripts made of each scenario: enough that a log does not look printed with a stamp. */
const SCRIPTS_A_SCENARIO = 8;

/** The requests of some traffic in the order they start. */
export function* schedule(options: TrafficOptions): Generator<Scheduled, void> {
  const random = createRandom(options.seed);
  const pickSuccess = scriptPicker(SUCCESSES, random, (scenario) => scenario.weight);
  const pickFailure = scriptPicker(FAILURES, random, weightIn(options.mix));
  const ends = new Heap<number>((a, b) => a < b);
  let arrivalMs = options.fromMs;
  for (let number = 0; number < options.requests; number += 1) {
    const script = random.fraction() < options.failShare ? pickFailure() : pickSuccess();
    const freeMs = ends.size < options.concurrency ? arrivalMs : (ends.pop() ?? arrivalMs);
    const startMs = Math.floor(Math.max(arrivalMs, freeMs));
    ends.push(startMs + (script.lines.at(-1)?.at ?? 0));
    yield { number, startMs, script, values: drawSlotValues(random, startMs) };
    // Arrivals that know nothing of each other: the gaps between them are exponential.
    arrivalMs += (-Math.log(1 - random.fraction()) * 1000) / options.rate;
  }
}

function scriptPicker(
  scenarios: readonly Scenario[],
  random: Random,
  weightOf: (scenario: Scenario) => number,
): () => Script {
  const total = scenarios.reduce((sum, scenario) => sum + weightOf(scenario), 0);
  const playable = scenarios.map((scenario) => ({
    weight: weightOf(scenario),
    scripts: Array.from({ length: SCRIPTS_A_SCENARIO }, () => scriptOf(scenario, random)),
  }));
  return () => {
    let left = random.fraction() * total;
    const chosen = playable.find(({ weight }) => {
      left -= weight;
      return left < 0;
    });
    const script = chosen?.scripts[random.below(SCRIPTS_A_SCENARIO)];
    if (script === undefined) throw new RangeError("the mix names no cause that can be generated");
    return script;
  };
}

function scriptOf(scenario: Scenario, random: Random): Script {
  const call = drawCall(random);
  return { scenario, call, lines: scenario.lines(call) };
}

/** Within a cause its scenarios keep their own weights. */
function weightIn(mix: TrafficOptions["mix"]): (scenario: Scenario) => number {
  if (mix === undefined) return ({ weight }) => weight;
  return ({ truth, weight }) => {
    if (truth.kind === "success") return 0;
    const { cause } = truth.diagnosis;
    const siblings = FAILURES.filter((other) => causeOf(other) === cause);
    const together = siblings.reduce((sum, sibling) => sum + sibling.weight, 0);
    return ((mix[cause] ?? 0) * weight) / together;
  };
}

function causeOf({ truth }: Scenario): Cause | undefined {
  return truth.kind === "failed" ? truth.diagnosis.cause : undefined;
}
