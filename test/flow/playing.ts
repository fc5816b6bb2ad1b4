import type { Topic } from "../../shared/domain/notice.ts";
import { type EpochMs, toEpochMs } from "../../shared/domain/time.ts";
import { createIntake, type IntakeReport } from "../../shared/flow/intake.ts";
import type { Settings } from "../../shared/flow/settings.ts";
import { createSweep, type SweepReport } from "../../shared/flow/sweep.ts";
import type { Ports, Publisher } from "../../shared/ports.ts";
import {
  deliveryOf,
  eventsOf,
  type Kind,
  type LoggedEvent,
  requestIdOf,
} from "../build/gateway-log.ts";
import { createWorld, SETTINGS, type World } from "../build/world.ts";

const MINUTE = 60_000;
const FUNCTIONS = "https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions/arn:aws:lambda";

/** 2026-03-04 12:00 UTC and `minutes`. */
export function time(minutes: number): EpochMs {
  return toEpochMs(Date.UTC(2026, 2, 4, 12) + minutes * MINUTE);
}

/** One request of each kind, 100 ms apart, from so many minutes past noon; ids count from `first`. */
export function logOf(
  kinds: readonly Kind[],
  { minute = 0, first = 0 }: { readonly minute?: number; readonly first?: number } = {},
): readonly LoggedEvent[] {
  return kinds.flatMap((kind, at) =>
    eventsOf(kind, requestIdOf(first + at), time(minute) + at * 100),
  );
}

/** An event of a request, in words of the test's own. */
export function line(
  request: number,
  text: string,
  { minute = 0, at = 0 }: { readonly minute?: number; readonly at?: number } = {},
): LoggedEvent {
  const requestId = requestIdOf(request);
  return {
    id: `${request}-${at}-${text.length}`,
    timestamp: time(minute) + at,
    message: `(${requestId}) ${text}`,
  };
}

type Counted = Extract<IntakeReport, { readonly kind: "counted" }>;
type Place = Parameters<typeof deliveryOf>[1];

export type Play = {
  readonly world: World;
  /** Takes in a delivery of these events, at `world.now`; throws when it is refused. */
  deliver(events: readonly LoggedEvent[], place?: Place): Promise<Counted>;
  /** Lets it be so many minutes past noon, and sweeps. */
  sweep(minute: number): Promise<SweepReport>;
};

/** The two flows on a world in memory, one minute past noon; `changes` replaces ports and settings. */
export function play({
  settings = {},
  ports = () => ({}),
}: {
  readonly settings?: Partial<Settings>;
  readonly ports?: (world: World) => Partial<Ports>;
} = {}): Play {
  const world = createWorld(time(1));
  const all = { ...world.ports, ...ports(world) };
  const chosen = { ...SETTINGS, ...settings };
  const intake = createIntake(all, chosen);
  const sweep = createSweep(all, chosen);
  return {
    world,
    async deliver(events, place) {
      const taken = await intake(deliveryOf(events, place));
      if (!taken.ok) throw new Error(`refused: ${taken.error.code}: ${taken.error.detail}`);
      if (taken.value.kind !== "counted") throw new Error("a control message");
      return taken.value;
    },
    async sweep(minute) {
      world.now = time(minute);
      return await sweep(world.now);
    },
  };
}

/** The notices that a topic got, in order: `opened`, `digest`, … */
export function noticesTo(world: World, topic: string): readonly (string | undefined)[] {
  return world.published
    .filter((one) => one.topic === topic)
    .map(({ message }) => message.attributes["notice"]);
}

/** A request of its own function that times out: a fault of its own. */
export function faultOf(number: number, minute = 0): readonly LoggedEvent[] {
  const call = `Sending request to ${FUNCTIONS}:eu-west-1:123456789012:function:f-${number}/invocations`;
  return [
    "Starting execution for request: x",
    call,
    "Execution failed due to a timeout error",
    "Method completed with status: 504",
  ].map((text, at) => line(number, text, { minute, at }));
}

export function faultsOf(count: number, { first = 0, minute = 0 } = {}): readonly LoggedEvent[] {
  return Array.from({ length: count }, (_, at) => faultOf(first + at, minute)).flat();
}

/** A publisher that fails for a topic for as long as the test wants. */
export function failing(topics: Set<Topic>) {
  return (world: World): { readonly publisher: Publisher } => ({
    publisher: {
      async publish(topic, message) {
        if (topics.has(topic)) throw new Error(`${topic} is out`);
        await world.ports.publisher.publish(topic, message);
      },
    },
  });
}

/** What all incidents owe. */
export async function owed({ world }: Play) {
  return (await world.store.allIncidents()).flatMap((incident) => incident.owed);
}
