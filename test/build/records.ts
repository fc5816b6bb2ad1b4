import type { AccessFields, AccessRecord, ExecutionRecord } from "../../shared/domain/record.ts";
import { toEpochMs } from "../../shared/domain/time.ts";

const LINE = /^(?:@(?<time>\d+) )?(?:\((?<id>[^)]*)\) )?(?<text>.*)$/su;

/**
 * Execution records in short: `@5 (id-1) Method completed with status: 200` is at 5 ms and has the
 * id `id-1`; both may be left out. `line` counts from 1 in each input.
 */
export function executions(
  lines: readonly string[],
  {
    input = "orders.log",
    logStream,
  }: { readonly input?: string; readonly logStream?: string } = {},
): readonly ExecutionRecord[] {
  return lines.map((line, index) => {
    const { time, id, text = "" } = LINE.exec(line)?.groups ?? {};
    return {
      kind: "execution",
      ...(id === undefined ? {} : { requestId: id }),
      ...(time === undefined ? {} : { time: toEpochMs(Number(time)) }),
      text,
      place: { input, line: index + 1 },
      origin: logStream === undefined ? {} : { logStream },
    };
  });
}

/** An access record whose `text` shows its fields. */
export function access(fields: AccessFields, changes: Partial<AccessRecord> = {}): AccessRecord {
  return {
    kind: "access",
    ...(fields.requestId === undefined ? {} : { requestId: fields.requestId }),
    fields,
    count: 1,
    text: JSON.stringify(fields),
    place: { input: "access.log", line: 1 },
    origin: {},
    ...changes,
  };
}
