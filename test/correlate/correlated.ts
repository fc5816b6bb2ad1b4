import { type CorrelatorLimits, createCorrelator } from "../../shared/correlate/correlator.ts";
import type { LogRecord } from "../../shared/domain/record.ts";
import type { Trace } from "../../shared/domain/trace.ts";

/** The traces of the records, pushed one by one. */
export function correlated(
  records: readonly LogRecord[],
  limits: Partial<CorrelatorLimits> = {},
): readonly Trace[] {
  const correlator = createCorrelator(limits);
  const letGo = records.flatMap((record) => correlator.push([record]));
  return [...letGo, ...correlator.end()];
}

/** A trace as its id, if it has one, and its texts. */
function told({ requestId, records }: Trace): readonly (string | undefined)[] {
  return [requestId, ...records.map(({ text }) => text)];
}

export function toldAll(records: readonly LogRecord[]) {
  return correlated(records).map(told);
}
