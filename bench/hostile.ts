import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Judgement } from "../shared/domain/verdict.ts";
import { createTriage, type Triage } from "../shared/pipeline.ts";
import type { Display } from "../shared/report/display.ts";
import { renderHtml } from "../shared/report/html.ts";
import { renderJson } from "../shared/report/json.ts";
import { renderMarkdown } from "../shared/report/markdown.ts";
import { renderNdjson } from "../shared/report/ndjson.ts";
import { renderText } from "../shared/report/text.ts";
import { createHostileLines } from "./hostile-lines.ts";

const USAGE = `Usage: npm run hostile -- [--lines N] [--seed N] [--keep all|failures|none]

Feeds lines broken in every way to the whole engine, and watches that it neither
throws nor hangs, that its memory stays flat, and that its output is escaped.
Prints what it did as JSON; exits 1 when something was wrong.
`;

/** Lines fed at once, then shown. */
const BATCH = 1_000;
const MEASURED_EVERY = 20_000;
const LONGEST_BATCH_MS = 20_000;
/** The correlator holds 64 MB; ids that were given out, counts and samples come on top. */
const LARGEST_HEAP = 192 << 20;
/** What no output may hold: all control characters but the line feed. */
const CONTROL = /(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e]/u;
/** Nothing in it is markup, up to as many backticks on its line. */
const CODE_SPAN = /(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g;
/** Nor in this, up to a fence as long as the first. */
const CODE_BLOCK = /^(`{3,})\w*\n[\s\S]*?\n\1$/gm;
const ACTIVE_HTML = /<script>alert|<!channel>/;

const DISPLAY: Display = {
  width: 100,
  colour: false,
  time: { utc: true, localOffset: () => 0 },
  top: 20,
};

const { values } = parseArgs({
  options: {
    lines: { type: "string", default: "1000000" },
    seed: { type: "string", default: "1" },
    keep: { type: "string", default: "all" },
    help: { type: "boolean", short: "h", default: false },
  },
});

if (values.help) process.stdout.write(USAGE);
else process.exitCode = run(Number(values.lines), Number(values.seed));

function run(lines: number, seed: number): number {
  const problems: string[] = [];
  const keep = values.keep === "none" || values.keep === "failures" ? values.keep : "all";
  const triage = createTriage({ inputs: ["hostile"], redaction: "masked", keep });
  const begun = performance.now();
  const fed = feed(triage, lines, seed, problems);
  const reports = renderedReports(triage);
  for (const [name, report] of Object.entries(reports)) problems.push(...problemsIn(name, report));
  const { totals, unreadable } = triage.summary();
  const seconds = Math.round((performance.now() - begun) / 1000);
  const outcome = { lines, seed, keep, seconds, ...fed, totals, unreadable: unreadable.count };
  process.stdout.write(`${JSON.stringify({ ...outcome, problems: problems.slice(0, 20) })}\n`);
  return problems.length === 0 ? 0 : 1;
}

function feed(triage: Triage, lines: number, seed: number, problems: string[]) {
  const next = createHostileLines(seed);
  const opened = triage.open("hostile");
  const heap = { largestMB: 0, lastMB: 0 };
  let bytes = 0;
  let longestBatchMs = 0;
  for (let done = 0; done < lines; done += BATCH) {
    const batch = Buffer.concat(Array.from({ length: Math.min(BATCH, lines - done) }, next));
    bytes += batch.length;
    const begun = performance.now();
    show(opened.push(batch), problems);
    longestBatchMs = Math.max(longestBatchMs, Math.round(performance.now() - begun));
    if (done % MEASURED_EVERY === 0) measure(heap);
  }
  show(opened.end(), problems);
  show(triage.finish(), problems);
  measure(heap);
  if (longestBatchMs > LONGEST_BATCH_MS) problems.push(`a batch took ${longestBatchMs} ms`);
  if (heap.largestMB > LARGEST_HEAP >> 20) problems.push(`${heap.largestMB} MB were held`);
  return { megabytes: Math.round(bytes / 1e6), longestBatchMs, heap };
}

function show(judgements: readonly Judgement[], problems: string[]): void {
  const ndjson = renderNdjson(judgements);
  problems.push(...problemsIn("ndjson", ndjson));
  const records = ndjson.split("\n").filter((line) => line !== "");
  for (const record of records) JSON.parse(record);
  if (records.length !== judgements.length) problems.push("a request is not one line of NDJSON");
}

function renderedReports(triage: Triage): Readonly<Record<string, string>> {
  const summary = triage.summary();
  return {
    text: renderText(summary, DISPLAY),
    markdown: renderMarkdown(summary, DISPLAY),
    html: renderHtml(summary, DISPLAY),
    json: renderJson(summary),
  };
}

function problemsIn(name: string, output: string): readonly string[] {
  const control = CONTROL.exec(output);
  const unescaped =
    control === null ? [] : [`${name}: a control character: ${near(output, control.index)}`];
  const isMarkup = name === "html" || name === "markdown";
  const shown =
    name === "markdown" ? output.replace(CODE_BLOCK, "").replace(CODE_SPAN, "") : output;
  const active = isMarkup ? ACTIVE_HTML.exec(shown) : null;
  return active === null
    ? unescaped
    : [...unescaped, `${name}: live markup: ${near(shown, active.index)}`];
}

function near(output: string, at: number): string {
  return JSON.stringify(output.slice(Math.max(0, at - 30), at + 30));
}

function measure(heap: { largestMB: number; lastMB: number }): void {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  heap.lastMB = process.memoryUsage().heapUsed >> 20;
  heap.largestMB = Math.max(heap.largestMB, heap.lastMB);
}
