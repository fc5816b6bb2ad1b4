import { stringify } from "csv-stringify/sync";
import type { Incident } from "../../shared/domain/incident.ts";
import { assertNever } from "../../shared/domain/result.ts";
import type { EpochMs } from "../../shared/domain/time.ts";
import type { Display } from "../../shared/report/display.ts";
import { escapeJson, escapeMarkdown, visible } from "../../shared/report/escape.ts";
import { counted, grouped } from "../../shared/report/figures.ts";
import { hanging } from "../../shared/report/layout.ts";
import { clockFor } from "../../shared/report/moment.ts";
import { paintFor } from "../../shared/report/paint.ts";
import type { LIST_FORMATS } from "../options.ts";
import { incidentRecord, RECORD_FIELDS } from "./record.ts";
import { causeTitle, countWords, stateWords, whereWords } from "./words.ts";

export type ListFormat = (typeof LIST_FORMATS)[number];

/** Incidents in a format, in the order given. `now` tells which silences hold. */
export function renderList(
  incidents: readonly Incident[],
  format: ListFormat,
  display: Display,
  now: EpochMs,
): string {
  switch (format) {
    case "text":
      return renderText(incidents, display, now);
    case "json":
      return `${escapeJson(JSON.stringify(incidents.map(incidentRecord), null, 2))}\n`;
    case "ndjson":
      return incidents
        .map((incident) => `${escapeJson(JSON.stringify(incidentRecord(incident)))}\n`)
        .join("");
    case "csv":
      return renderCsv(incidents);
    case "markdown":
      return renderMarkdown(incidents, display, now);
    default:
      return assertNever(format);
  }
}

/** Its parts stand below each other, so that ids stay whole on narrow terminals. */
function renderText(incidents: readonly Incident[], display: Display, now: EpochMs): string {
  const { width, colour } = display;
  const paint = paintFor(colour);
  const clock = clockFor(undefined, display.time);
  const entries = incidents.map((incident) => {
    const state = stateWords(incident, now);
    const tone = state === "open" ? paint.bad : paint.good;
    const margin = " ".repeat(STATE_WIDTH);
    return [
      `${tone(state)}${" ".repeat(STATE_WIDTH - state.length)}${paint.title(causeTitle(incident))}`,
      ...hanging(margin, visible(whereWords(incident)), width),
      ...hanging(margin, countWords(incident, clock), width),
      paint.faint(`${margin}${incident.id}`),
    ].join("\n");
  });
  return `${[headline(incidents), ...entries].join("\n\n")}\n`;
}

const STATE_WIDTH = "acknowledged  ".length;

function headline(incidents: readonly Incident[]): string {
  if (incidents.length === 0) return "No incident found";
  const open = incidents.filter(({ state }) => state === "open").length;
  return `${counted(incidents.length, "incident")}, ${open === 0 ? "none" : grouped(open)} open; newest first`;
}

function renderCsv(incidents: readonly Incident[]): string {
  const rows = incidents.map((incident) => {
    const record = incidentRecord(incident);
    return RECORD_FIELDS.map((field) => visible(String(record[field] ?? "")));
  });
  // escape_formulas puts an apostrophe before = + - @, tab and carriage return.
  return stringify([[...RECORD_FIELDS], ...rows], { escape_formulas: true });
}

function renderMarkdown(incidents: readonly Incident[], display: Display, now: EpochMs): string {
  const clock = clockFor(undefined, display.time);
  const rows = incidents.map((incident) => [
    stateWords(incident, now),
    causeTitle(incident),
    whereWords(incident),
    countWords(incident, clock),
    incident.id,
  ]);
  const lines = [
    ["state", "cause", "where", "failures", "incident"],
    ["---", "---", "---", "---", "---"],
  ];
  const escaped = rows.map((row) => row.map(escapeMarkdown));
  return `${[...lines, ...escaped].map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n`;
}
