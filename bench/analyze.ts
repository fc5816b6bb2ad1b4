import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median, type Row, rowOf } from "./row.ts";

const FOLDER = join(tmpdir(), "apigw-triage-bench");
const CLI = "dist/cli/apigw-triage.mjs";
const TIME_BUDGET = 2;
const MEMORY_BUDGET_MB = 256;
const MEMORY_PROBE_MS = 10;

/** What people use today: a count of statuses, which is the least that one would ask. */
const TOOLS: readonly {
  readonly name: string;
  readonly command: readonly string[];
  readonly form: Form;
}[] = [
  {
    name: "awk, counting statuses",
    command: ["awk", "/Method completed with status/ {n[$NF]++} END {for (s in n) print s, n[s]}"],
    form: "text",
  },
  {
    name: "jq, counting statuses",
    command: [
      "jq",
      "-r",
      "-n",
      'reduce (inputs.message | select(contains("Method completed with status"))) as $m ({}; .[$m[-3:]] += 1)',
    ],
    form: "ndjson-events",
  },
  {
    name: "lnav, counting statuses",
    command: ["lnav", "-n", "-c", ":filter-in status: 5"],
    form: "text",
  },
];
type Form = "text" | "ndjson-events" | "delivered";
type Run = { readonly ms: number; readonly memoryMb: number };

/** What a delivered log costs that is read and parsed, and not looked at. */
const PARSE_LINES = `
  const { createInterface } = require("node:readline");
  const { createReadStream } = require("node:fs");
  const [file] = process.argv.slice(1);
  createInterface({ input: createReadStream(file) }).on("line", JSON.parse);
`;

/** `analyze` of a text log as a whole process, warm: against `grep -c`, and what people use today. */
export async function analyzeRows(bytes: number, rounds: number): Promise<readonly Row[]> {
  const log = logOf("text", bytes);
  const runs = await alternate(
    () => run("node", [CLI, "analyze", log, "--format", "json"]),
    () => run("env", ["LC_ALL=C", "grep", "-c", "status: 5", log]),
    rounds,
  );
  const what = `analyze ${(statSync(log).size / 1e9).toFixed(2)} GB of text`;
  const ours = median(runs.ours.map(({ ms }) => ms));
  const memory = Math.max(...runs.ours.map(({ memoryMb }) => memoryMb));
  return [
    rowOf({
      what,
      ours,
      against: "grep -c 'status: 5'",
      theirs: median(runs.theirs.map(({ ms }) => ms)),
      unit: "ms",
      budget: TIME_BUDGET,
    }),
    rowOf({
      what: `${what}: memory`,
      ours: memory,
      against: "256 MB",
      theirs: MEMORY_BUDGET_MB,
      unit: "MB",
      budget: 1,
    }),
    await deliveredRow(bytes / 5, rounds),
    ...(await toolRows(bytes)),
  ];
}

/** A delivered log, against a plain JSON parse of its lines. */
async function deliveredRow(bytes: number, rounds: number): Promise<Row> {
  const log = logOf("delivered", bytes);
  const runs = await alternate(
    () => run("node", [CLI, "analyze", log, "--format", "json"]),
    () => run("node", ["-e", PARSE_LINES, log]),
    rounds,
  );
  return rowOf({
    what: `analyze ${(statSync(log).size / 1e9).toFixed(2)} GB of delivered records`,
    ours: median(runs.ours.map(({ ms }) => ms)),
    against: "JSON.parse of each line",
    theirs: median(runs.theirs.map(({ ms }) => ms)),
    unit: "ms",
    budget: 1,
  });
}

/** Other tools are slow: a tenth of the log, once. Those not installed are left out. */
async function toolRows(bytes: number): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const { name, command, form } of TOOLS) {
    const [program = "", ...args] = command;
    if (!isInstalled(program)) continue;
    const log = logOf(form, bytes / 10);
    const ours = await run("node", [CLI, "analyze", log, "--format", "json"]);
    const theirs = await run(program, [...args, log]);
    rows.push(
      rowOf({
        what: `analyze ${(bytes / 1e10).toFixed(2)} GB of ${form}`,
        ours: ours.ms,
        against: name,
        theirs: theirs.ms,
        unit: "ms",
      }),
    );
  }
  return rows;
}

function isInstalled(program: string): boolean {
  return spawnSync(program, ["--version"], { stdio: "ignore" }).error === undefined;
}

/** The generated log, made once for all runs of the benchmark. */
function logOf(form: Form, bytes: number): string {
  const path = join(FOLDER, `${form}-${bytes}.log`);
  if (existsSync(path)) return path;
  mkdirSync(FOLDER, { recursive: true });
  const draft = `${path}.part`;
  execFileSync("node", [
    "bench/generate.ts",
    "--bytes",
    String(bytes),
    "--form",
    form,
    "--output",
    draft,
  ]);
  renameSync(draft, path);
  return path;
}

async function alternate(ours: () => Promise<Run>, theirs: () => Promise<Run>, rounds: number) {
  await theirs();
  await ours();
  const runs = { ours: [] as Run[], theirs: [] as Run[] };
  for (let round = 0; round < rounds; round++) {
    runs.theirs.push(await theirs());
    runs.ours.push(await ours());
  }
  return runs;
}

function run(program: string, args: readonly string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
    child.stdout.resume(); // grep stops at its first match when it writes to /dev/null
    let memoryMb = 0;
    const probe = setInterval(() => {
      memoryMb = Math.max(memoryMb, peakMemoryMb(child.pid));
    }, MEMORY_PROBE_MS);
    child.on("error", reject);
    child.on("exit", (code) => {
      clearInterval(probe);
      // 1 is the answer of a search that found, or of an analysis that found failures.
      if (code === 0 || code === 1) resolve({ ms: performance.now() - start, memoryMb });
      else reject(new Error(`${program} ended with ${code}`));
    });
  });
}

/** The process's own high-water mark, from /proc; 0 once it has gone, or where there is none. */
function peakMemoryMb(pid: number | undefined): number {
  const path = `/proc/${pid}/status`;
  if (!existsSync(path)) return 0;
  const kilobytes = VM_HWM.exec(readFileSync(path, "utf8"))?.[1];
  return kilobytes === undefined ? 0 : Number(kilobytes) / 1000;
}

const VM_HWM = /VmHWM:\s+(\d+) kB/;
