import { remedyFor } from "../../shared/classify/remedy.ts";
import type { Remedy } from "../../shared/domain/remedy.ts";
import { assertNever } from "../../shared/domain/result.ts";
import { type EpochMs, toEpochMs } from "../../shared/domain/time.ts";
import { type IncidentHistory, incidentHistory } from "../../shared/flow/history.ts";
import { type DisplayOptions, displayFor } from "../display.ts";
import { type ExitCode, UsageError } from "../failure.ts";
import { renderHistoryJson, renderHistoryMarkdown } from "../incidents/show-documents.ts";
import { renderHistory } from "../incidents/show-text.ts";
import { withTable } from "../incidents/table.ts";
import type { SHOW_FORMATS } from "../options.ts";
import type { Terminal } from "../terminal.ts";

export type IncidentsShowOptions = DisplayOptions & {
  readonly format: (typeof SHOW_FORMATS)[number];
  readonly table?: string;
};

/** Shows everything about one incident. */
export async function incidentsShow(
  id: string,
  options: IncidentsShowOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const now = toEpochMs(Date.now());
  const history = await withTable(options.table, (store) => incidentHistory(store, id, now));
  if (history === undefined) {
    throw new UsageError(
      `${id}: no such incident in this table; apigw-triage incidents list shows which there are`,
    );
  }
  await terminal.out.write(rendered(history, options, terminal, now));
  return 0;
}

function rendered(
  history: IncidentHistory,
  options: IncidentsShowOptions,
  terminal: Terminal,
  now: EpochMs,
): string {
  const remedy = remedyOf(history);
  const display = displayFor(options, terminal);
  const { format } = options;
  switch (format) {
    case "text":
      return renderHistory(history, remedy, display, now);
    case "json":
      return renderHistoryJson(history, remedy);
    case "markdown":
      return renderHistoryMarkdown(history, remedy, display, now);
    default:
      return assertNever(format);
  }
}

function remedyOf({ samples }: IncidentHistory): Remedy | undefined {
  const [sample] = samples;
  return sample?.verdict.kind === "failed" ? remedyFor(sample) : undefined;
}
