import type { FaultSummary, Summary } from "../domain/summary.ts";
import { visible } from "./escape.ts";
import { faultTitle, placeWords, seenTimes } from "./fault-phrases.ts";
import { grouped } from "./figures.ts";
import { shareOf } from "./headline.ts";
import { type Column, table } from "./layout.ts";
import type { Clock } from "./moment.ts";

type Part = Column & { readonly cell: (fault: FaultSummary, at: number) => string };

/** Below this the place of a fault stands under its cause. */
const WIDE = 80;
/** Below this the times are left to what is said of each fault. */
const NARROW = 60;

/** The faults, most frequent first: the line of titles, a rule, and some lines for each. */
export function rankingTable(
  summary: Summary,
  faults: readonly FaultSummary[],
  clock: Clock,
  width: number,
): readonly string[] {
  const parts = partsFor(summary, clock, width);
  const rows = faults.map((fault, at) => parts.map(({ cell }) => cell(fault, at)));
  return table(parts, rows, width);
}

function partsFor(summary: Summary, clock: Clock, width: number): readonly Part[] {
  const number: Part = { title: "#", align: "right", cell: (_, at) => String(at + 1) };
  const share: readonly Part[] = [
    { title: "failed", align: "right", cell: ({ count }) => grouped(count) },
    { title: "share", align: "right", cell: ({ count }) => shareOf(count, summary) },
  ];
  const times: Part = {
    title: "first, last",
    align: "left",
    cell: (fault) => seenTimes(fault, summary, clock).join("\n"),
  };
  return [number, ...namesFor(width), ...share, ...(width < NARROW ? [] : [times])];
}

function namesFor(width: number): readonly Part[] {
  const cause = (fault: FaultSummary) => faultTitle(fault).replace(" / ", "\n");
  const place = (fault: FaultSummary) => placeWords(fault, 2).map(visible).join("\n");
  if (width >= WIDE) {
    return [
      { title: "cause / reason", align: "left", cell: cause },
      { title: "where", align: "left", givesWay: true, cell: place },
    ];
  }
  const both = (fault: FaultSummary) => `${cause(fault)}\n${place(fault)}`;
  return [{ title: "cause / reason, where", align: "left", givesWay: true, cell: both }];
}
