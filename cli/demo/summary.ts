import type { Incident } from "../../shared/domain/incident.ts";
import { counted, figure } from "../../shared/incident/words.ts";
import type { Display } from "../../shared/report/display.ts";
import { visible } from "../../shared/report/escape.ts";
import { hanging, indented, wrapped } from "../../shared/report/layout.ts";
import { paintFor } from "../../shared/report/paint.ts";
import type { EmbeddedTable } from "../embedded-table.ts";
import { causeTitle, stretchWords, whereWords } from "../incidents/words.ts";
import type { Outcome } from "./run.ts";
import type { Play } from "./step.ts";

/** A run that is over. */
export type Ended = {
  readonly play: Play;
  readonly outcome: Outcome;
  /** Newest first. */
  readonly incidents: readonly Incident[];
  readonly seconds: number;
  readonly table: Pick<EmbeddedTable, "unkept">;
  /** Made-up traffic, of which there is more. */
  readonly isStory: boolean;
};

const UTC = () => 0;
const COMPLAINTS_SHOWN = 3;

/** What a run came to, and how to look closer. */
export function summaryLines(ended: Ended, display: Display): readonly string[] {
  const { outcome, incidents, table } = ended;
  const paint = paintFor(display.colour);
  return [
    paint.faint("─".repeat(Math.min(display.width, 84))),
    ...headline(ended)
      .flatMap((text) => wrapped(text, display.width))
      .map(paint.title),
    "",
    ...incidents
      .toReversed()
      .flatMap((incident) => [
        ...hanging(
          `  ${incident.state.padEnd(10)}`,
          `${causeTitle(incident)} · ${visible(whereWords(incident))}`,
          display.width,
        ),
        ...hanging(" ".repeat(12), courseWords(incident), display.width).map(paint.faint),
      ]),
    "",
    ...complaintLines(outcome.complaints, display),
    ...(table.unkept === undefined ? nextLines(ended) : []),
  ];
}

function headline({ play, outcome, incidents, seconds }: Ended): readonly string[] {
  const { deliveries, events, sweeps, notices } = outcome;
  const failed = incidents.reduce((sum, { count }) => sum + count, 0);
  const known = play.failures();
  const all = known === failed ? ", each of them counted once" : "";
  return [
    `Done in ${figure(seconds)} s: ${counted(events, "log event")} in ${counted(deliveries, "delivery", "deliveries")}, ${counted(sweeps, "sweep")}.`,
    `${counted(failed, "failing request")}${all}; ${counted(incidents.length, "incident")}, ${counted(notices, "notice")}.`,
    ...(known === undefined || known === failed
      ? []
      : [
          `${counted(known, "failing request")} were made: the difference is a bug, please report it.`,
        ]),
  ];
}

function courseWords(incident: Incident): string {
  const { count, firstSeen, lastSeen, resolution, id } = incident;
  const end = resolution === undefined ? "" : `; ${resolution}`;
  return `${counted(count, "request")}, ${stretchWords(firstSeen, lastSeen, UTC)}${end}; ${id}`;
}

/** What the functions logged as a warning or an error, cut short. */
function complaintLines(complaints: readonly string[], { width }: Display): readonly string[] {
  if (complaints.length === 0) return [];
  const shown = complaints
    .slice(0, COMPLAINTS_SHOWN)
    .map((line) => visible(line).slice(0, 4 * width));
  return [
    `The functions complained ${counted(complaints.length, "time")}:`,
    ...indented(shown, 2),
    "",
  ];
}

function nextLines({ incidents, isStory }: Ended): readonly string[] {
  const id = incidents[0]?.id;
  return [
    "Look closer:",
    "  apigw-triage incidents list",
    ...(id === undefined ? [] : [`  apigw-triage incidents show ${id}`]),
    ...(isStory ? ["Go on from here with the next hours:", "  apigw-triage demo --keep"] : []),
  ];
}
