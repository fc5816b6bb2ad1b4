import type { Summary } from "../../shared/domain/summary.ts";
import type { Judgement } from "../../shared/domain/verdict.ts";
import type { Kept } from "../../shared/judging.ts";
import type { RedactionLevel } from "../../shared/redact/redact.ts";
import { failingRequests } from "../../shared/report/headline.ts";
import { type Destination, openDestination, refuseOverwriting } from "../destination.ts";
import { type DisplayOptions, displayFor } from "../display.ts";
import { type ExitCode, UsageError } from "../failure.ts";
import { filesIn, type InputFile } from "../files.ts";
import { readInput } from "../input.ts";
import { lastTimeIn } from "../last-time.ts";
import { nothingReadIn } from "../nothing-read.ts";
import { boundFrom, periodBetween } from "../period.ts";
import { createProgress } from "../progress.ts";
import { type RequestFormat, type RequestWriter, requestWriterFor } from "../request-writer.ts";
import { isEverything, type Selection } from "../selection.ts";
import { createStudy } from "../study.ts";
import type { Study } from "../study-here.ts";
import { rendered, type SummaryFormat } from "../summary-renderer.ts";
import { type Terminal, warn } from "../terminal.ts";

export type AnalyzeOptions = DisplayOptions & {
  readonly format: SummaryFormat | RequestFormat;
  /** Requests that succeeded too, in the formats of a line a request. */
  readonly all?: boolean;
  readonly output?: string;
  readonly since?: string;
  readonly until?: string;
  readonly unmasked?: boolean;
  readonly redact: Exclude<RedactionLevel, "full">;
  /** Where the bundle of unclassified requests goes. */
  readonly unknowns?: string;
  readonly api?: string;
  readonly cause?: string;
  readonly route?: string;
};

const SELECTED_BY: Readonly<Record<keyof Selection, string>> = {
  from: "--since",
  to: "--until",
  api: "--api",
  cause: "--cause",
  route: "--route",
};

/** Reads the logs at `paths` and reports what failed in them, and why. */
export async function analyze(
  paths: readonly string[],
  options: AnalyzeOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const redaction = redactionFor(options, terminal);
  const files = await filesIn(paths);
  await refuseOverwriting(
    { "--output": options.output, "--unknowns": options.unknowns },
    files.map(({ path }) => path),
  );
  const selection = await selectionFor(options, files, terminal);
  const study = await createStudy({
    inputs: paths,
    redaction,
    keep: keptFor(options),
    selection,
    bytes: totalBytes(files),
  });
  const destination = await openDestination(options.output, terminal.out);
  const writer = await requestWriterFor(options.format);
  const damage = await readAll(files, study, writer, destination, terminal);
  const summary = await study.summary();
  if (summary.totals.records === 0) throw new UsageError(nothingReadIn(files, summary, damage));
  await warn([...damage, ...nothingSelected(selection, summary)], terminal);
  await writeSummary(summary, options, destination, terminal);
  await destination.close();
  await writeUnknowns(summary, options.unknowns, terminal);
  return failingRequests(summary) > 0 ? 1 : 0;
}

/** Else a mistyped route would read like a log in which nothing fails. */
function nothingSelected(selection: Selection, { totals }: Summary): readonly string[] {
  if (totals.requests > 0 || isEverything(selection)) return [];
  const options = Object.keys(selection).map((name) => SELECTED_BY[name as keyof Selection]);
  return [`no request of the log matches ${options.join(", ")}; leave one out to see the others`];
}

/** The formats that show the whole need no request by itself, which makes them fast. */
function keptFor({ format, all }: AnalyzeOptions): Kept {
  if (format !== "ndjson" && format !== "csv") return "none";
  return all === true ? "all" : "failures";
}

function redactionFor(
  { unmasked, output, unknowns, redact }: AnalyzeOptions,
  { out }: Terminal,
): RedactionLevel {
  if (unmasked !== true) return redact;
  if (output !== undefined || unknowns !== undefined || !out.isTerminal) {
    throw new UsageError(
      "--unmasked: only on a terminal, for the owner of the log; what is piped or written to a file is redacted (see --redact)",
    );
  }
  return "full";
}

async function selectionFor(
  options: AnalyzeOptions,
  files: readonly InputFile[],
  terminal: Terminal,
): Promise<Selection> {
  const { since, until, api, cause, route } = options;
  const { time } = displayFor(options, terminal);
  const from = since === undefined ? undefined : boundFrom(since, "--since", time);
  const to = until === undefined ? undefined : boundFrom(until, "--until", time);
  const isRelative = [from, to].some((bound) => bound?.end.kind === "before_last");
  const period = periodBetween(from, to, isRelative ? await lastTimeIn(files) : undefined);
  return {
    ...period,
    ...(api === undefined ? {} : { api }),
    ...(cause === undefined ? {} : { cause }),
    ...(route === undefined ? {} : { route }),
  };
}

/** Returns what was damaged in them. */
async function readAll(
  files: readonly InputFile[],
  study: Study,
  writer: RequestWriter | undefined,
  destination: Destination,
  terminal: Terminal,
): Promise<readonly string[]> {
  const damage: string[] = [];
  const progress = createProgress(terminal, totalBytes(files));
  const emit = async (judgements: readonly Judgement[]) => {
    if (writer !== undefined && judgements.length > 0)
      await destination.write(writer.lines(judgements));
  };
  if (writer !== undefined && writer.header !== "") await destination.write(writer.header);
  for (const { path } of files) {
    const feed = study.open(path);
    for await (const chunk of readInput(path, (problem) => damage.push(problem))) {
      await emit(await feed.push(chunk));
      await progress.advance(chunk.length);
    }
    await emit(await feed.end());
  }
  await emit(await study.finish());
  await progress.clear();
  return damage;
}

function totalBytes(files: readonly InputFile[]): number | undefined {
  const sizes = files.map(({ bytes }) => bytes ?? Number.NaN);
  const total = sizes.reduce((sum, bytes) => sum + bytes, 0);
  return Number.isNaN(total) ? undefined : total;
}

async function writeSummary(
  summary: Summary,
  { format, output, ...options }: AnalyzeOptions,
  destination: Destination,
  terminal: Terminal,
): Promise<void> {
  if (format === "ndjson" || format === "csv") return;
  const display = displayFor(options, terminal);
  const plain = output === undefined ? display : { ...display, colour: false };
  await destination.write(await rendered(summary, format, plain));
}

async function writeUnknowns(
  summary: Summary,
  path: string | undefined,
  { out }: Terminal,
): Promise<void> {
  if (path === undefined) return;
  const { renderUnknowns } = await import("../../shared/report/unknowns.ts");
  const bundle = await openDestination(path, out);
  await bundle.write(renderUnknowns(summary));
  await bundle.close();
}
