import { lintProxyResponse } from "../../shared/classify/lint/proxy-response.ts";
import { preludeOf } from "../../shared/classify/lint/streaming-prelude.ts";
import type { ProxyFormat } from "../../shared/domain/lint.ts";
import { renderLintJson, renderProxyLint } from "../../shared/report/lint.ts";
import { type DisplayOptions, displayFor } from "../display.ts";
import type { ExitCode } from "../failure.ts";
import { exitCodeOf } from "../lint-exit.ts";
import { responseTextOf } from "../small-input.ts";
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
  const text = await responseTextOf(path, "the JSON a function returned");
  const lint = lintProxyResponse(text, api);
  const judged = preludeOf(text) ?? text;
  const display = displayFor(options, terminal);
  const report =
    format === "json" ? renderLintJson(lint) : renderProxyLint(lint, judged, api, display);
  await terminal.out.write(report);
  return exitCodeOf(lint, path);
}
