import type { Message, Topic } from "../../shared/domain/notice.ts";
import { DEFAULT_POLICY } from "../../shared/domain/policy.ts";
import { type EpochMs, toEpochMs } from "../../shared/domain/time.ts";
import type { Settings } from "../../shared/flow/settings.ts";
import type { FoundEvent, Ports, Store } from "../../shared/ports.ts";
import { createMemoryStore } from "../fake/memory-store.ts";
import type { LoggedEvent } from "./gateway-log.ts";

export const SETTINGS: Settings = {
  region: "eu-west-1",
  policy: DEFAULT_POLICY,
  redaction: { people: "masked", chat: "masked", machines: "masked" },
  logGroups: [],
};

/** A message that a topic got. */
export type Published = { readonly topic: Topic; readonly message: Message };

/** Everything outside the core, in memory, with handles to turn. */
export type World = {
  readonly ports: Ports;
  readonly store: Store;
  readonly published: Published[];
  /** What the log groups hold, for whoever looks requests up. */
  readonly logged: LoggedEvent[];
  /** Requests that CloudWatch says were served, by the id of the API. */
  readonly served: Map<string, number>;
  now: EpochMs;
  /** While true, look-ups are refused, as when the account's rate is spent. */
  isThrottled: boolean;
};

export function createWorld(start: number, store: Store = createMemoryStore()): World {
  const published: Published[] = [];
  const logged: LoggedEvent[] = [];
  const served = new Map<string, number>();
  const world: World = {
    ports: {
      store,
      clock: () => world.now,
      publisher: {
        async publish(topic, message) {
          published.push({ topic, message });
        },
      },
      logs: {
        async eventsOf(_group, requestIds, from, to) {
          if (world.isThrottled) {
            return { events: [], complete: false, refusal: new Error("ThrottlingException") };
          }
          return { events: foundIn(logged, requestIds, from, to), complete: true };
        },
      },
      metrics: {
        requestsServed: async ({ apiId = "" }) => served.get(apiId),
        deliveriesFailed: async () => 0,
      },
    },
    store,
    published,
    logged,
    served,
    now: toEpochMs(start),
    isThrottled: false,
  };
  return world;
}

/** The machine's document of a message. */
export function documentOf({ message }: Published): Record<string, unknown> {
  return JSON.parse(message.body);
}

function foundIn(
  logged: readonly LoggedEvent[],
  requestIds: readonly string[],
  from: EpochMs,
  to: EpochMs,
): readonly FoundEvent[] {
  return logged
    .filter(({ timestamp }) => timestamp >= from && timestamp <= to)
    .flatMap(({ message, timestamp }) => {
      const requestId = requestIds.find((id) => message.includes(id));
      const time = toEpochMs(timestamp);
      return requestId === undefined ? [] : [{ requestId, time, message, logStream: "stream-1" }];
    });
}
