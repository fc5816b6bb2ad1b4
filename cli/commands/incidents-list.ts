import { toEpochMs } from "../../shared/domain/time.ts";
import { type HistoryQuery, listIncidents } from "../../shared/flow/history.ts";
import { type DisplayOptions, displayFor } from "../display.ts";
import { type ExitCode, UsageError } from "../failure.ts";
import { type ListFormat, renderList } from "../incidents/list-formats.ts";
import { withTable } from "../incidents/table.ts";
import { boundFrom, periodBetween } from "../period.ts";
import type { Terminal } from "../terminal.ts";

export type IncidentsListOptions = DisplayOptions & {
  readonly format: ListFormat;
  readonly table?: string;
  readonly api?: string;
  readonly cause?: string;
  readonly state?: "open" | "resolved";
  readonly since?: string;
  readonly until?: string;
};

/** Lists the incidents of a table, newest first. A question that could be answered is success. */
export async function incidentsList(
  options: IncidentsListOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const query = queryFrom(options);
  const now = toEpochMs(Date.now());
  const incidents = await withTable(options.table, (store) => listIncidents(store, query, now));
  const display = displayFor(options, terminal);
  await terminal.out.write(renderList(incidents, options.format, display, now));
  return 0;
}

function queryFrom(options: IncidentsListOptions): HistoryQuery {
  const { api, cause, state, since, until } = options;
  const now = toEpochMs(Date.now());
  const period = periodBetween(
    since === undefined ? undefined : boundFrom(since, "--since", "now"),
    until === undefined ? undefined : boundFrom(until, "--until", "now"),
    now,
  );
  const { from, to } = period;
  if (from !== undefined && to !== undefined && from >= to) {
    throw new UsageError(
      `--since ${since} --until ${until}: ends before it begins; turn them round`,
    );
  }
  return {
    ...(api === undefined ? {} : { apiId: api }),
    ...(cause === undefined ? {} : { cause }),
    ...(state === undefined ? {} : { state }),
    ...period,
  };
}
