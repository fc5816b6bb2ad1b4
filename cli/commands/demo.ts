import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { ExitCode } from "../failure.ts";
import type { Terminal } from "../terminal.ts";
import { type AnalyzeOptions, analyze } from "./analyze.ts";

/** Two folders up, both from here and from the built file in `dist/cli`. */
const SAMPLES = fileURLToPath(new URL("../../fixtures/samples", import.meta.url));

/** The report on the sample logs, or on the reader's own. To have shown it is success, whatever failed. */
export async function demo(
  paths: readonly string[],
  options: AnalyzeOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  await analyze(paths.length > 0 ? paths : [relative("", SAMPLES)], options, terminal);
  return 0;
}
