import { type EpochMs, toEpochMs } from "../../shared/domain/time.ts";
import { type HistoryQuery, listIncidents } from "../../shared/flow/history.ts";
import type { TimeChoice } from "../../shared/report/moment.ts";
import { type DisplayOptions, displayFor } from "../display.ts";
import type { ExitCode } from "../failure.ts";
import { type ListFormat, renderList } from "../incidents/list-formats.ts";
import { withTable } from "../incidents/table.ts";
import { boundFrom, periodBetween, readersTime } from "../period.ts";
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
  const display = displayFor(options, terminal);
  const now = toEpochMs(Date.now());
  const query = queryFrom(options, display.time, now);
  const incidents = await withTable(options.table, (store) => listIncidents(store, query, now));
  await terminal.out.write(renderList(incidents, options.format, display, now));
  return 0;
}

function queryFrom(
  { api, cause, state, since, until }: IncidentsListOptions,
  choice: TimeChoice,
  now: EpochMs,
): HistoryQuery {
  const { from, to } = periodBetween(
    since === undefined ? undefined : boundFrom(since, "--since", choice, "now"),
    until === undefined ? undefined : boundFrom(until, "--until", choice, "now"),
    now,
  );
  return {
    ...(api === undefined ? {} : { apiId: api }),
    ...(cause === undefined ? {} : { cause }),
    ...(state === undefined ? {} : { state }),
    ...(from === undefined ? {} : { from: readersTime(from) }),
    ...(to === undefined ? {} : { to: readersTime(to) }),
  };
}
