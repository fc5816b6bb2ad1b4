import { type EpochMs, MINUTE_MS, toEpochMs } from "../../shared/domain/time.ts";
import { createDice, type Dice } from "./dice.ts";
import { linesOf, type Request } from "./request-lines.ts";
import type { Delivery, LogEvent, Play, ServedRequests, Step } from "./step.ts";
import {
  ACCOUNT,
  type Outcome,
  REGION,
  type Route,
  STAGES,
  STORY_MINUTES,
  type Stage,
  TROUBLES,
  type Trouble,
  TURNS,
} from "./story.ts";

/** Minutes after a turn of the story that are swept one by one; others by fives. */
const BUSY_MINUTES = 3;
const CALM_STEP = 5;
const NOT_FOUND_SHARE = 0.04;

/** The story, played from `from` on. The same start gives the same requests. */
export function playStory(from: EpochMs): Play {
  const tape = new Tape(from);
  return {
    from,
    to: toEpochMs(from + STORY_MINUTES * MINUTE_MS),
    region: REGION,
    steps: tape.steps(),
    served: tape.served,
    failures: () => tape.failures,
  };
}

/** The minutes at which steps end. */
export function stepEnds(): readonly number[] {
  const ends: number[] = [];
  let minute = 0;
  while (minute < STORY_MINUTES) {
    const isBusy = TURNS.some(
      (turn) => turn.minute <= minute && minute < turn.minute + BUSY_MINUTES,
    );
    const next = TURNS.find((turn) => turn.minute > minute)?.minute ?? STORY_MINUTES;
    minute = Math.min(minute + (isBusy ? 1 : CALM_STEP), next);
    ends.push(minute);
  }
  return ends;
}

class Tape {
  failures = 0;
  readonly #from: EpochMs;
  readonly #dice: Dice;
  readonly #served = new Map<string, number>();
  /** Written later than their step ends: a request can take half a minute. */
  readonly #waiting = new Map<Stage, LogEvent[]>();
  /** What part of a strike each trouble has run up. */
  readonly #due = new Map<Trouble, number>();
  #number = 0;

  constructor(from: EpochMs) {
    this.#from = from;
    this.#dice = createDice(Math.floor(from / MINUTE_MS));
  }

  *steps(): Generator<Step, void> {
    let last = 0;
    for (const end of stepEnds()) {
      for (let minute = last; minute < end; minute += 1) {
        for (const stage of STAGES) this.#writeMinute(stage, minute);
      }
      const at = this.#timeOf(end);
      const isLast = end === STORY_MINUTES;
      yield {
        at,
        deliveries: STAGES.flatMap((stage) => this.#takeUntil(stage, isLast ? Infinity : at)),
        turns: TURNS.filter(({ minute }) => last <= minute && minute < end).map(
          ({ minute, text }) => ({ at: this.#timeOf(minute), text }),
        ),
      };
      last = end;
    }
  }

  get served(): ServedRequests {
    return {
      nameOf: (apiId) => STAGES.find((stage) => stage.apiId === apiId)?.apiName,
      count: (apiName, stage, from, to) => {
        let sum = 0;
        for (let minute = from; minute < to; minute += MINUTE_MS) {
          sum += this.#served.get(`${apiName}/${stage}/${minute}`) ?? 0;
        }
        return sum;
      },
    };
  }

  #writeMinute(stage: Stage, minute: number): void {
    const start = this.#timeOf(minute);
    const rolled = stage.routes.flatMap((route) =>
      Array.from({ length: this.#dice.about(route.rate) }, () => route),
    );
    this.#served.set(`${stage.apiName}/${stage.name}/${start}`, rolled.length);
    for (const route of rolled) {
      const trouble = this.#troubleOf(stage, route, minute);
      if (trouble?.outcome === "unlogged") continue;
      this.#write(stage, route, trouble?.outcome ?? this.#usualOutcome(route), start);
    }
  }

  #troubleOf(stage: Stage, route: Route, minute: number): Trouble | undefined {
    const name = `${route.method} ${route.resource}`;
    const trouble = TROUBLES.find(
      ({ api, route: struck = name, from, to }) =>
        api === stage.apiId && struck === name && from <= minute && minute < to,
    );
    return trouble !== undefined && this.#strikes(trouble) ? trouble : undefined;
  }

  /** By turns, not by chance: few requests would make of 5 % now 0, now 10. */
  #strikes(trouble: Trouble): boolean {
    const due = (this.#due.get(trouble) ?? 0) + trouble.share;
    this.#due.set(trouble, due >= 1 ? due - 1 : due);
    return due >= 1;
  }

  #usualOutcome(route: Route): Outcome {
    const mayMiss = route.resource.includes("{");
    return mayMiss && this.#dice.fraction() < NOT_FOUND_SHARE ? "not_found" : "ok";
  }

  #write(stage: Stage, route: Route, outcome: Outcome, minuteStart: number): void {
    const start = minuteStart + Math.floor(this.#dice.fraction() * MINUTE_MS);
    const id = this.#dice.uuid();
    const digits = this.#dice.hex(10);
    const latencyMs = 8 + Math.floor(200 * this.#dice.fraction() ** 3);
    const request: Request = { id, stage, route, outcome, digits, latencyMs };
    if (outcome !== "ok" && outcome !== "not_found") this.failures += 1;
    const waiting = this.#waiting.get(stage) ?? [];
    this.#waiting.set(stage, waiting);
    this.#number += 1;
    for (const [at, { after, text }] of linesOf(request).entries()) {
      waiting.push({
        id: `39${String(start + after).padStart(14, "0")}${String(this.#number).padStart(20, "0")}${String(at).padStart(20, "0")}`,
        timestamp: start + after,
        message: `(${id}) ${text}`,
      });
    }
  }

  /** What was written before `end`, as one delivery: a request may be cut in two by that. */
  #takeUntil(stage: Stage, end: number): readonly Delivery[] {
    const waiting = this.#waiting.get(stage) ?? [];
    const events = waiting.filter(({ timestamp }) => timestamp < end);
    this.#waiting.set(
      stage,
      waiting.filter(({ timestamp }) => timestamp >= end),
    );
    if (events.length === 0) return [];
    const logGroup = `API-Gateway-Execution-Logs_${stage.apiId}/${stage.name}`;
    const sorted = events.toSorted((a, b) => a.timestamp - b.timestamp || (a.id < b.id ? -1 : 1));
    return [{ owner: ACCOUNT, logGroup, logStream: streamOf(stage), events: sorted }];
  }

  #timeOf(minute: number): EpochMs {
    return toEpochMs(this.#from + minute * MINUTE_MS);
  }
}

function streamOf({ apiId }: Stage): string {
  return `8f14e45fceea167a5a36dedd${apiId.slice(0, 8)}`;
}
