import { createSlackThreads } from "../../shared/adapters/table/slack-threads.ts";
import { type EpochMs, HOUR_MS, toEpochMs } from "../../shared/domain/time.ts";
import { counted } from "../../shared/incident/words.ts";
import type { Store } from "../../shared/ports.ts";
import { EMBEDDED_TABLE, type EmbeddedTable } from "../embedded-table.ts";
import { type Alerts, createAlerts } from "./alerts.ts";
import { type Functions, startFunctions } from "./functions-thread.ts";
import { createLoopbackAws, type LoopbackAws } from "./loopback-aws.ts";
import type { Screen } from "./screen.ts";
import { type Delivery, type Play, packed, type Step } from "./step.ts";

/** What a run came to. */
export type Outcome = {
  readonly deliveries: number;
  readonly events: number;
  readonly sweeps: number;
  readonly notices: number;
  /** What the functions complained of: nothing, if all is well. */
  readonly complaints: readonly string[];
};

const STANDING_MS = HOUR_MS / 2;

/** Plays it through the functions that are deployed, and shows what comes of it. */
export async function runPlay(play: Play, table: EmbeddedTable, screen: Screen): Promise<Outcome> {
  const aws = await createLoopbackAws(play.served);
  const functions = startFunctions({
    region: play.region,
    tableName: EMBEDDED_TABLE,
    dynamoEndpoint: table.dynamo.endpoint,
    endpoint: aws.endpoint,
  });
  const alerts = createAlerts(screen, createSlackThreads(table.dynamo.client, EMBEDDED_TABLE));
  try {
    const arrivals = await arrivalClock(table.store, play.from);
    return await new Run(
      play,
      { aws, functions, alerts, screen, store: table.store },
      arrivals,
    ).all();
  } finally {
    await functions.close();
    await aws.close();
  }
}

/**
 * What the functions' clock shows at a time of the log. It never goes back behind what an earlier run
 * left: tallies are found by their arrival.
 */
async function arrivalClock(store: Store, from: EpochMs): Promise<(at: EpochMs) => EpochMs> {
  const { foldedThrough } = await store.progress();
  const lead = Math.max(0, foldedThrough + 60_000 - from);
  return (at) => toEpochMs(at + lead);
}

type Parts = {
  readonly aws: LoopbackAws;
  readonly functions: Functions;
  readonly alerts: Alerts;
  readonly screen: Screen;
  readonly store: Store;
};

class Run {
  readonly #play: Play;
  readonly #parts: Parts;
  readonly #clockAt: (at: EpochMs) => EpochMs;
  #deliveries = 0;
  #events = 0;
  #sweeps = 0;

  constructor(play: Play, parts: Parts, clockAt: (at: EpochMs) => EpochMs) {
    this.#play = play;
    this.#parts = parts;
    this.#clockAt = clockAt;
  }

  async all(): Promise<Outcome> {
    const { functions, alerts } = this.#parts;
    let toldAt: number = this.#play.from;
    for (const step of this.#play.steps) {
      await this.#step(step);
      if (step.at - toldAt < STANDING_MS) continue;
      toldAt = step.at;
      await this.#tellStanding(step.at);
    }
    return {
      deliveries: this.#deliveries,
      events: this.#events,
      sweeps: this.#sweeps,
      notices: alerts.count(),
      complaints: functions.takeComplaints(),
    };
  }

  async #step({ at, deliveries, turns }: Step): Promise<void> {
    const { screen } = this.#parts;
    for (const turn of turns) await screen.turn(turn.at, turn.text);
    for (const delivery of deliveries) await this.#deliver(delivery, at);
    this.#sweeps += 1;
    await this.#invoke("sweep-incidents", { time: new Date(at).toISOString() }, at);
    const { from, to } = this.#play;
    const share = Math.floor(((at - from) / Math.max(1, to - from)) * 100);
    await screen.status(`${share} % · ${counted(this.#events, "log event")} delivered`);
  }

  async #deliver(delivery: Delivery, at: EpochMs): Promise<void> {
    const { logGroup, logStream, events } = delivery;
    this.#parts.aws.log(logGroup, logStream, events);
    this.#deliveries += 1;
    this.#events += events.length;
    await this.#invoke("classify-logs", { awslogs: { data: packed(delivery) } }, at);
  }

  async #invoke(name: "classify-logs" | "sweep-incidents", event: unknown, at: EpochMs) {
    const { functions, aws, alerts } = this.#parts;
    await functions.invoke({ name, event, clock: this.#clockAt(at) });
    await alerts.show(aws.takePublished(), at);
  }

  async #tellStanding(at: EpochMs): Promise<void> {
    const { store, screen } = this.#parts;
    const open = (await store.liveIncidents()).filter(({ state }) => state === "open").length;
    const incidents = open === 0 ? "no incident open" : `${counted(open, "incident")} open`;
    await screen.standing(
      at,
      `${counted(this.#events, "log event")} in ${counted(this.#deliveries, "delivery", "deliveries")} so far, ${incidents}`,
    );
  }
}
