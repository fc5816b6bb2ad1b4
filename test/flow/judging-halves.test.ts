import { expect, test } from "vitest";
import { type Parts, ruleOn } from "../../shared/flow/judging-halves.ts";
import { executions } from "../build/records.ts";

const START = "@0 (id-1) Starting execution for request: id-1";
const FAILURE = "@5 (id-1) Execution failed due to a timeout error";
const END = "@6 (id-1) Method completed with status: 504";
const WELL = "@6 (id-1) Method completed with status: 200";
const OTHERS = "@6 (id-2) Method completed with status: 504";

const WAITING = { lookup: "not_tried", isOverdue: false, endedWell: false } as const;
const NOT_FOUND = { ...WAITING, lookup: "incomplete" } as const;
const FOUND = { ...WAITING, lookup: "complete" } as const;
const LATE = { ...WAITING, isOverdue: true } as const;

function ruling(lines: readonly string[], known: Omit<Parts, "requestId" | "records" | "hasEnd">) {
  const hasEnd = lines.some((line) => line === END || line === WELL);
  return ruleOn({ requestId: "id-1", records: executions(lines), hasEnd, ...known }).kind;
}

test.each([
  { name: "all of it", lines: [START, FAILURE, END], known: WAITING, is: "judged" },
  { name: "its end alone", lines: [END], known: WAITING, is: "look_up" },
  { name: "its end alone, late", lines: [END], known: LATE, is: "look_up" },
  { name: "its end, not found", lines: [END], known: NOT_FOUND, is: "wait" },
  { name: "its end, as all there is", lines: [END], known: FOUND, is: "judged" },
  {
    name: "its end, not found and late",
    lines: [END],
    known: { ...NOT_FOUND, isOverdue: true },
    is: "judged",
  },
  { name: "an end that nothing explains", lines: [START, END], known: WAITING, is: "look_up" },
  {
    name: "a failure whose beginning is missing",
    lines: [FAILURE, END],
    known: WAITING,
    is: "look_up",
  },
  { name: "a beginning", lines: [START], known: WAITING, is: "wait" },
  { name: "a beginning, late", lines: [START], known: LATE, is: "drop" },
  { name: "evidence without an end", lines: [START, FAILURE], known: WAITING, is: "wait" },
  { name: "evidence without an end, late", lines: [FAILURE], known: LATE, is: "look_up" },
  {
    name: "evidence without an end, late and found",
    lines: [FAILURE],
    known: { ...FOUND, isOverdue: true },
    is: "judged",
  },
  { name: "nothing of it", lines: [OTHERS], known: FOUND, is: "drop" },
  {
    name: "a beginning that was counted as gone well",
    lines: [START],
    known: { ...WAITING, endedWell: true },
    is: "drop",
  },
])("of $name known: $is", ({ lines, known, is }) => {
  expect(ruling(lines, known)).toBe(is);
});
