import { expect, test } from "vitest";
import { evidenceLines } from "../../shared/report/evidence.ts";
import { access, executions } from "../build/records.ts";
import { aJudgement } from "../build/report.ts";

const LONG = "x".repeat(900);

test.each([
  {
    kind: "an access log, which says why in one of its last fields",
    records: [access({ status: "500" }, { text: LONG })],
    isWhole: true,
  },
  { kind: "an execution log", records: executions([LONG]), isWhole: false },
])("of a long entry of $kind, all is shown: $isWhole", ({ records, isWhole }) => {
  const shown = evidenceLines(aJudgement({ records, evidence: [0] }), () => 0);
  expect(shown?.lines[0]?.text === LONG).toBe(isWhole);
});
