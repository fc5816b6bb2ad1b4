import { DEFAULT_POLICY } from "../../shared/domain/policy.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS, toEpochMs } from "../../shared/domain/time.ts";
import { createIntake, type Intake } from "../../shared/flow/intake.ts";
import type { Settings } from "../../shared/flow/settings.ts";
import { createSweep, type SweepReport } from "../../shared/flow/sweep.ts";
import type { Ports, Store } from "../../shared/ports.ts";
import { KINDS, type Kind } from "../../test/build/gateway-log.ts";
import { STORM_START, type Storm, StormTraffic } from "./traffic.ts";

/** What a storm came to, after all has calmed down. */
export type Aftermath = {
  readonly requests: number;
  readonly deliveries: number;
  readonly repeated: number;
  /** By cause: what failed, and what the aggregates and the incidents say. */
  readonly failed: Readonly<Record<string, number>>;
  readonly aggregated: Readonly<Record<string, number>>;
  readonly inIncidents: Readonly<Record<string, number>>;
  readonly incidents: number;
  /** Most notices in any five minutes. */
  readonly mostNotices: number;
  readonly lookedUp: number;
  readonly minutes: readonly Minute[];
};

/** One simulated minute of it. */
export type Minute = {
  readonly minute: number;
  readonly deliveries: number;
  readonly sweepMs: number;
  readonly sweep: SweepReport;
  readonly rssMb: number;
  readonly heapMb: number;
};

/** Workers that Lambda would run side by side; each believes for itself what it saw open. */
const WORKERS = 10;
/** Of so many deliveries one comes twice. */
const REPEATED = 100;
const CALM_MINUTES = 8;
const LAG_MS = 2_000;
const BUDGET_MS = 5 * MINUTE_MS;

const SETTINGS: Settings = {
  region: "eu-west-1",
  policy: DEFAULT_POLICY,
  redaction: { people: "masked", chat: "masked", machines: "masked" },
  logGroups: [],
};

/** Lets a storm blow over a store: deliveries as they come, and a sweep each minute beside them. */
export async function blow(
  storm: Storm,
  store: Store,
  onMinute: (minute: Minute) => void = () => undefined,
): Promise<Aftermath> {
  const sky = new Sky(store);
  const traffic = new StormTraffic(storm);
  const minutes: Minute[] = [];
  const take = (minute: Minute) => {
    minutes.push(minute);
    onMinute(minute);
  };
  let next = STORM_START + MINUTE_MS;
  for (const { at, data } of traffic.deliveries()) {
    for (; at >= next; next += MINUTE_MS) take(await sky.endMinute(toEpochMs(next)));
    await sky.deliver(data, toEpochMs(at + LAG_MS));
  }
  for (let calm = 0; calm < CALM_MINUTES; calm++, next += MINUTE_MS) {
    take(await sky.endMinute(toEpochMs(next)));
  }
  take(await sky.lastSweep());
  return { ...(await sky.aftermath(traffic.failed)), minutes };
}

/** What goes on while a storm blows. */
class Sky {
  readonly #store: Store;
  readonly #workers: readonly Intake[];
  readonly #ports: Ports;
  readonly #notices: EpochMs[] = [];
  #now = toEpochMs(STORM_START);
  #lookedUp = 0;
  #deliveries = 0;
  #repeated = 0;
  #before = 0;
  #minute = 0;
  #sweeping: Promise<{ readonly ms: number; readonly report: SweepReport }>;

  constructor(store: Store) {
    this.#store = store;
    this.#ports = this.#newPorts();
    this.#workers = Array.from({ length: WORKERS }, () => createIntake(this.#ports, SETTINGS));
    this.#sweeping = this.#sweep(this.#now);
  }

  async deliver(data: string, now: EpochMs): Promise<void> {
    this.#now = toEpochMs(Math.max(this.#now, now));
    const number = this.#deliveries++;
    await this.#take(number, data);
    if (number % REPEATED !== 0) return;
    this.#repeated++;
    await this.#take(number + 1, data);
  }

  async #take(number: number, data: string): Promise<void> {
    const taken = await this.#workers[number % WORKERS]?.(data);
    if (taken?.ok !== true) throw new Error(`refused: ${JSON.stringify(taken)}`);
  }

  /** Waits for the sweep that began a minute ago, and begins the next, beside the deliveries. */
  async endMinute(now: EpochMs): Promise<Minute> {
    const minute = await this.lastSweep();
    this.#now = toEpochMs(Math.max(this.#now, now));
    this.#sweeping = this.#sweep(now);
    return minute;
  }

  async lastSweep(): Promise<Minute> {
    const { ms, report } = await this.#sweeping;
    globalThis.gc?.();
    const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
    const deliveries = this.#deliveries - this.#before;
    this.#before = this.#deliveries;
    return {
      minute: this.#minute++,
      deliveries,
      sweepMs: ms,
      sweep: report,
      rssMb: rss / 2 ** 20,
      heapMb: (heapUsed + arrayBuffers) / 2 ** 20,
    };
  }

  async #sweep(now: EpochMs) {
    const begun = performance.now();
    const report = await createSweep(this.#ports, SETTINGS)(now);
    return { ms: performance.now() - begun, report };
  }

  async aftermath(
    failed: Partial<Readonly<Record<Kind, number>>>,
  ): Promise<Omit<Aftermath, "minutes">> {
    const incidents = await this.#store.allIncidents();
    const expected: Record<string, number> = {};
    for (const [kind, count] of Object.entries(failed)) {
      expected[KINDS[kind as Kind] ?? "none"] = count;
    }
    const inIncidents: Record<string, number> = {};
    for (const { fault, count } of incidents) {
      inIncidents[fault.cause] = (inIncidents[fault.cause] ?? 0) + count;
    }
    return {
      requests: Object.values(failed).reduce((sum, count) => sum + count, 0),
      deliveries: this.#deliveries,
      repeated: this.#repeated,
      failed: expected,
      aggregated: await this.#aggregated(),
      inIncidents,
      incidents: incidents.length,
      mostNotices: mostWithin(this.#notices, BUDGET_MS),
      lookedUp: this.#lookedUp,
    };
  }

  async #aggregated(): Promise<Record<string, number>> {
    const causes: Record<string, number> = {};
    const [from, to] = [toEpochMs(STORM_START - HOUR_MS), toEpochMs(STORM_START + 24 * HOUR_MS)];
    for (const { scope } of await this.#store.stages()) {
      for (const hour of await this.#store.aggregates("hour", { scope, from, to })) {
        for (const [cause, count] of Object.entries(hour.causes)) {
          causes[cause] = (causes[cause] ?? 0) + count;
        }
      }
    }
    return causes;
  }

  #newPorts(): Ports {
    return {
      store: this.#store,
      clock: () => this.#now,
      publisher: {
        publish: async (topic) => {
          if (topic === "people") this.#notices.push(this.#now);
        },
      },
      // Refused, so that only the deliveries can bring halves together.
      logs: {
        eventsOf: async (_group, requestIds) => {
          this.#lookedUp += requestIds.length;
          return { events: [], complete: false };
        },
      },
      metrics: { requestsServed: async () => undefined, deliveriesFailed: async () => 0 },
    };
  }
}

function mostWithin(times: readonly EpochMs[], windowMs: number): number {
  const counts = times.map((from) => times.filter((t) => t >= from && t < from + windowMs).length);
  return Math.max(0, ...counts);
}
