import { lintProxyResponse } from "../../shared/classify/lint/proxy-response.ts";
import type { ProxyFormat } from "../../shared/domain/lint.ts";
import { renderLintJson, renderProxyLint } from "../../shared/report/lint.ts";
import { type DisplayOptions, displayFor } from "../display.ts";
import type { ExitCode } from "../failure.ts";
import { exitCodeOf } from "../lint-exit.ts";
import { textOf } from "../small-input.ts";
import type { Terminal } from "../terminal.ts";

export type CheckResponseOptions = DisplayOptions & {
  readonly api: ProxyFormat;
  readonly format: "text" | "json";
};

/** Holds a function's answer, as JSON at `path`, against the rules of an API type. */
export async function checkResponse(
  path: string,
  { api, format, ...options }: CheckResponseOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const text = await textOf(path, "the JSON a function returned");
  const lint = lintProxyResponse(text, api);
  const display = displayFor(options, terminal);
  const report =
    format === "json" ? renderLintJson(lint) : renderProxyLint(lint, text, api, display);
  await terminal.out.write(report);
  return exitCodeOf(lint.outcome, path);
}
