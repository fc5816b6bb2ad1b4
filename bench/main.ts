import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { analyzeRows } from "./analyze.ts";
import { coldStartRows } from "./cold-start.ts";
import { deliveryRow } from "./delivery.ts";
import { type Row, tableOf } from "./row.ts";

const USAGE = `Usage: npm run bench -- [--bytes N] [--rounds N] [--json FILE]

Measures the budgets of DESIGN.md section 10, as ratios in one run.

  --bytes N    size of the text log that analyze reads (default 1000000000)
  --rounds N   runs of each command; the median counts (default 5)
  --json FILE  write the rows there too
`;

const { values } = parseArgs({
  options: {
    bytes: { type: "string", default: "1000000000" },
    rounds: { type: "string", default: "5" },
    json: { type: "string" },
    help: { type: "boolean", short: "h", default: false },
  },
});

if (values.help) {
  process.stdout.write(USAGE);
} else {
  const rounds = Number(values.rounds);
  const rows: readonly Row[] = [
    deliveryRow(rounds * 20),
    ...(await analyzeRows(Number(values.bytes), rounds)),
    ...(await coldStartRows(rounds * 5)),
  ];
  process.stdout.write(tableOf(rows));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
  process.exitCode = rows.some(({ isKept }) => isKept === false) ? 1 : 0;
}
