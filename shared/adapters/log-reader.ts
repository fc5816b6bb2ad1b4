import { setTimeout as pause } from "node:timers/promises";
import {
  type CloudWatchLogsClient,
  FilterLogEventsCommand,
  type FilterLogEventsCommandOutput,
} from "@aws-sdk/client-cloudwatch-logs";
import { type EpochMs, toEpochMs } from "../domain/time.ts";
import type { FoundEvent, LogReader } from "../ports.ts";

/** How much reading is allowed for one question. */
export type ReadingBudget = {
  /** Each page of each pattern is a call. */
  readonly calls: number;
  /** The rate is 5 a second in some regions, for the whole account (AWS: CloudWatch Logs quotas). */
  readonly callsPerSecond: number;
};

const PATTERN_LENGTH = 1_024;
/** What can be quoted in a filter pattern; an id of other characters is not looked up. */
const QUOTABLE = /^[\w.:=+/@-]{1,256}$/;

/**
 * Looks requests up with FilterLogEvents, many ids a call. Pages may be empty and still have a token. A
 * throttle or a refusal ends the search; what was found until then is given, as incomplete.
 */
export function createLogReader(client: CloudWatchLogsClient, budget: ReadingBudget): LogReader {
  return {
    async eventsOf(logGroup, requestIds, from, to) {
      const ids = requestIds.filter((id) => QUOTABLE.test(id));
      const search = new Search(client, budget, { logGroup, from, to });
      for (const some of batchesOf(ids)) await search.run(some);
      const complete = search.isComplete && ids.length === requestIds.length;
      const { events, refusal } = search;
      return { events, complete, ...(refusal === undefined ? {} : { refusal }) };
    },
  };
}

type Range = { readonly logGroup: string; readonly from: EpochMs; readonly to: EpochMs };

class Search {
  readonly events: FoundEvent[] = [];
  isComplete = true;
  refusal: unknown;
  #calls = 0;
  readonly #client: CloudWatchLogsClient;
  readonly #budget: ReadingBudget;
  readonly #range: Range;

  constructor(client: CloudWatchLogsClient, budget: ReadingBudget, range: Range) {
    this.#client = client;
    this.#budget = budget;
    this.#range = range;
  }

  async run(ids: readonly string[]): Promise<void> {
    let nextToken: string | undefined;
    do {
      const page = await this.#page(ids, nextToken);
      if (page === undefined) {
        this.isComplete = false;
        return;
      }
      this.events.push(...eventsIn(page, ids));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
  }

  async #page(
    ids: readonly string[],
    nextToken: string | undefined,
  ): Promise<FilterLogEventsCommandOutput | undefined> {
    const { calls, callsPerSecond } = this.#budget;
    if (this.refusal !== undefined || this.#calls >= calls) return undefined;
    if (this.#calls > 0) await pause(1_000 / callsPerSecond);
    this.#calls += 1;
    const { logGroup, from, to } = this.#range;
    const range = { logGroupName: logGroup, startTime: from, endTime: to };
    try {
      return await this.#client.send(
        new FilterLogEventsCommand({ ...range, filterPattern: patternOf(ids), nextToken }),
      );
    } catch (refusal) {
      this.refusal = refusal; // handed on to whoever asked, who reports it
      return undefined;
    }
  }
}

/** As many ids at once as a pattern can hold. */
function batchesOf(ids: readonly string[]): readonly (readonly string[])[] {
  const batches: string[][] = [];
  for (const id of ids) {
    const last = batches.at(-1);
    if (last === undefined || patternOf([...last, id]).length > PATTERN_LENGTH) batches.push([id]);
    else last.push(id);
  }
  return batches;
}

/** Any of the ids, each as a phrase: hyphens need quotes, `?` makes alternatives. */
function patternOf(ids: readonly string[]): string {
  return ids.map((id) => `?"${id}"`).join(" ");
}

function eventsIn(
  { events = [] }: FilterLogEventsCommandOutput,
  ids: readonly string[],
): readonly FoundEvent[] {
  return events.flatMap(({ message = "", timestamp = 0, logStreamName = "" }) => {
    const requestId =
      ids.find((id) => message.startsWith(`(${id})`)) ?? ids.find((id) => message.includes(id));
    if (requestId === undefined) return [];
    return [{ requestId, time: toEpochMs(timestamp), message, logStream: logStreamName }];
  });
}
