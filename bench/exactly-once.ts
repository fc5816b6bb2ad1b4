import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import fc from "fast-check";
import { wrongAfter } from "../test/build/exactly-once.ts";
import { runs } from "../test/build/model.ts";

const USAGE = `Usage: npm run exactly-once -- [RUNS] [--seed N] [--path P] [--processes N]

Plays random courses of events (deliveries repeated, reordered, cut anywhere, workers that die at any
call, two at once, sweeps at any time) against an oracle that counts distinct failing requests.
Exits 1 at the first course after which a count differs, and prints it as small as it gets.

  RUNS           how many courses (default 50000)
  --seed N       which ones (default: drawn)
  --path P       the one course that a failure named, with its seed
  --processes N  how many at once (default 2); each draws from a seed of its own
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: "string" },
    path: { type: "string" },
    processes: { type: "string", default: "2" },
    /** Set by this program when it starts itself. */
    part: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});
const seed = Number(values.seed ?? Date.now() % 1e9);
const count = Number(positionals[0] ?? 50_000);

if (values.help) process.stdout.write(USAGE);
else if (values.part || values.path !== undefined) await playPart();
else await playAll(Number(values.processes));

async function playAll(processes: number): Promise<void> {
  const begun = performance.now();
  const parts = Array.from({ length: processes }, (_, at) =>
    fork(fileURLToPath(import.meta.url), [
      String(Math.ceil((count * (at + 1)) / processes) - Math.ceil((count * at) / processes)),
      "--part",
      `--seed=${seed + at}`,
    ]),
  );
  const exits = await Promise.all(parts.map((part) => once(part, "exit")));
  const failed = exits.filter(([code]) => code !== 0).length;
  const seconds = Math.round((performance.now() - begun) / 1000);
  const came = failed === 0 ? "no difference" : `${failed} processes found a difference`;
  process.stdout.write(`${count} runs from seed ${seed} in ${seconds} s: ${came}\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}

async function playPart(): Promise<void> {
  const property = fc.asyncProperty(runs, async (run) => {
    const wrong = await wrongAfter(run);
    if (wrong.length > 0) throw new Error(wrong.join("; "));
  });
  const path = values.path === undefined ? {} : { path: values.path };
  const details = await fc.check(property, { numRuns: count, seed, ...path });
  const report = (await fc.asyncDefaultReportMessage(details)) ?? "";
  const wrong = details.errorInstance === null ? "" : `\n${String(details.errorInstance)}`;
  process.stdout.write(`seed ${seed}: ${details.numRuns} runs\n${report}${wrong}\n`);
  process.exitCode = details.failed ? 1 : 0;
}
