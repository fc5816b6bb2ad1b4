import { recordsOf } from "../delivery.ts";
import { groupedBy } from "../domain/grouped.ts";
import type { LogRecord } from "../domain/record.ts";
import { type EpochMs, toEpochMs } from "../domain/time.ts";
import type { DeliveryHead } from "../parse/delivery-head.ts";
import type { LogReader } from "../ports.ts";
import type { Problem } from "./problem.ts";

/** What the log has of some requests. */
export type Found = {
  readonly records: ReadonlyMap<string, readonly LogRecord[]>;
  readonly complete: boolean;
  readonly refusal?: unknown;
};

type Wanted = {
  readonly requestId: string;
  readonly records: readonly LogRecord[];
};

/** A request lasts at most 15 minutes (response streaming); its lines are in the log within that. */
const LONGEST_REQUEST_MS = 15 * 60_000;

/** Fetches the other records of requests of one log group, within the reader's budget of calls. */
export async function lookUp(
  logs: LogReader,
  group: Pick<DeliveryHead, "accountId" | "logGroup" | "logStream">,
  wanted: readonly Wanted[],
): Promise<Found> {
  const times = wanted.flatMap(({ records }) => timesOf(records));
  if (times.length === 0) return { records: new Map(), complete: true };
  const { events, complete, refusal } = await logs.eventsOf(
    group.logGroup,
    wanted.map(({ requestId }) => requestId),
    toEpochMs(Math.min(...times) - LONGEST_REQUEST_MS),
    toEpochMs(Math.max(...times) + LONGEST_REQUEST_MS),
  );
  const records = new Map<string, readonly LogRecord[]>();
  for (const [requestId, own] of groupedBy(events, (event) => event.requestId)) {
    const all = recordsOf(group, own);
    // Another request may quote the id.
    const its = all.filter((record) => record.requestId === requestId);
    if (its.length > 0) records.set(requestId, its);
  }
  return { records, complete, ...(refusal === undefined ? {} : { refusal }) };
}

/** What to report of a look-up that was refused. */
export function problemsOf({ refusal }: Found, logGroup: string): readonly Problem[] {
  return refusal === undefined
    ? []
    : [{ code: "lookup_refused", detail: logGroup, cause: refusal }];
}

function timesOf(records: readonly LogRecord[]): readonly EpochMs[] {
  return records.flatMap(({ time }) => (time === undefined ? [] : [time]));
}
