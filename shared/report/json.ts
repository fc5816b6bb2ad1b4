import type { FaultSummary, Summary, UnknownCluster } from "../domain/summary.ts";
import type { EpochMs } from "../domain/time.ts";
import { escapeJson } from "./escape.ts";
import { isoTime } from "./moment.ts";
import { requestRecord } from "./request-record.ts";

/**
 * What `analyze --format json` prints: `schema` 1, `inputs`, `forms`, `from`, `to`, `totals`, `faults[]`
 * (each with `cause`, `reason`, place, counts, `remedy` and its best request as `sample`),
 * `unclassified[]`, `unlisted`, `unread[]` (inputs without a log entry) and `unreadable`. Times are ISO 8601 in UTC, null when the log has none.
 * Fields may be added, never renamed.
 */
export function renderJson(summary: Summary): string {
  const { inputs, forms, totals, unreadable, bucketMs } = summary;
  const document = {
    schema: 1,
    inputs,
    forms,
    from: timeOrNull(summary.from),
    to: timeOrNull(summary.to),
    totals,
    bucketMs,
    faults: summary.faults.map(faultDocument),
    unclassified: summary.unknown.map(clusterDocument),
    unlisted: summary.unlisted ?? null,
    unread: summary.unread ?? [],
    unreadable,
  };
  return `${escapeJson(JSON.stringify(document, null, 2))}\n`;
}

function faultDocument(fault: FaultSummary) {
  const { diagnosis, sample, buckets, firstSeen, lastSeen, ...rest } = fault;
  return {
    ...diagnosis,
    ...rest,
    firstSeen: timeOrNull(firstSeen),
    lastSeen: timeOrNull(lastSeen),
    buckets: buckets.map(({ start, count }) => ({ start: isoTime(start), count })),
    sample: requestRecord(sample),
  };
}

function clusterDocument({ template, count, sample }: UnknownCluster) {
  return { template, count, sample: requestRecord(sample) };
}

function timeOrNull(time: EpochMs | undefined): string | null {
  return time === undefined ? null : isoTime(time);
}
