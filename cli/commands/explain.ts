import { existsSync } from "node:fs";
import { explain as explanationOf } from "../../shared/classify/classify.ts";
import { remedyFor } from "../../shared/classify/remedy.ts";
import type { Explanation } from "../../shared/domain/explanation.ts";
import { type RedactionLevel, redactJudgement, redactText } from "../../shared/redact/redact.ts";
import { renderExplanation, renderExplanationJson } from "../../shared/report/explanation.ts";
import { type DisplayOptions, displayFor } from "../display.ts";
import type { ExitCode } from "../failure.ts";
import { filesIn } from "../files.ts";
import { type Terminal, warn } from "../terminal.ts";
import { chosenTrace } from "../trace-choice.ts";
import { tracesIn, tracesOf } from "../traces.ts";

/** Log lines have blanks in them, or are JSON. */
const PASTED = / |^[{[]/;

export type ExplainOptions = DisplayOptions & {
  readonly request?: string;
  readonly format: "text" | "json";
  readonly redact: Exclude<RedactionLevel, "full">;
};

/** Explains one request of `source`: a file, a folder, `-`, or log lines as pasted. */
export async function explain(
  source: string,
  options: ExplainOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const damage: string[] = [];
  const isPasted = source !== "-" && PASTED.test(source) && !existsSync(source);
  const traces = isPasted
    ? tracesOf(source)
    : tracesIn(await filesIn([source]), (problem) => damage.push(problem));
  const trace = await chosenTrace(traces, options.request, isPasted ? "pasted text" : source);
  const explanation = redacted(explanationOf(trace), options.redact);
  const { judgement } = explanation;
  const remedy = judgement.verdict.kind === "failed" ? remedyFor(judgement) : undefined;
  const report =
    options.format === "json"
      ? renderExplanationJson(explanation, remedy)
      : renderExplanation(explanation, remedy, displayFor(options, terminal));
  await terminal.out.write(report);
  await warn(damage, terminal);
  return judgement.verdict.kind === "success" ? 0 : 1;
}

function redacted({ judgement, trials }: Explanation, level: RedactionLevel): Explanation {
  return {
    judgement: redactJudgement(judgement, level),
    trials: trials.map((trial) => ({ ...trial, read: redactText(trial.read, level) })),
  };
}
