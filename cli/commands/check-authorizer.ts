import { lintAuthorizerAnswer } from "../../shared/classify/lint/authorizer-answer.ts";
import type { AuthorizerFormat, ProxyFormat } from "../../shared/domain/lint.ts";
import { renderAuthorizerLint, renderLintJson } from "../../shared/report/lint.ts";
import { type DisplayOptions, displayFor } from "../display.ts";
import { type ExitCode, UsageError } from "../failure.ts";
import { exitCodeOf } from "../lint-exit.ts";
import { textOf } from "../small-input.ts";
import type { Terminal } from "../terminal.ts";

export type CheckAuthorizerOptions = DisplayOptions & {
  readonly api: ProxyFormat;
  /** HTTP API authorizers of format 2.0 answer in one of two ways. */
  readonly response?: "simple" | "iam";
  readonly format: "text" | "json";
};

/** Holds an authorizer's answer, as JSON at `path`, against the rules of an API type. */
export async function checkAuthorizer(
  path: string,
  { api, response, format, ...options }: CheckAuthorizerOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const kind = authorizerFormat(api, response);
  const text = await textOf(path, "the JSON an authorizer returned");
  const lint = lintAuthorizerAnswer(text, kind);
  const display = displayFor(options, terminal);
  const report =
    format === "json" ? renderLintJson(lint) : renderAuthorizerLint(lint, text, kind, display);
  await terminal.out.write(report);
  return exitCodeOf(lint, path);
}

function authorizerFormat(
  api: ProxyFormat,
  response: CheckAuthorizerOptions["response"],
): AuthorizerFormat {
  if (api === "http-2.0") return `http-2.0-${response ?? "simple"}`;
  if (response === "simple") {
    throw new UsageError(
      `--response simple: only --api http-2.0 has it, ${api} takes an IAM policy`,
    );
  }
  return api;
}
