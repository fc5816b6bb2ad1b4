import type { AuthorizerLint, Lint, ProxyLint } from "../domain/lint.ts";
import type { Display } from "./display.ts";
import { escapeJson, visible } from "./escape.ts";
import { findingLines, paintedLines } from "./fault-section.ts";
import { counted } from "./figures.ts";
import { indented, wrapped } from "./layout.ts";
import { paintFor } from "./paint.ts";

const OUTCOME_WORDS = {
  accepted: "Accepted",
  refused: "Refused",
  unknown: "Cannot be told",
} as const;
const DECISION_WORDS = {
  allow: "the request is allowed",
  deny: "the request is denied, 403",
  no_match: "no statement matches, so the request is denied, 403",
} as const;

/** What `check-response` prints about `text`, a function's answer held against `format`. */
export function renderProxyLint(
  lint: ProxyLint,
  text: string,
  format: string,
  display: Display,
): string {
  const { clientStatus } = lint;
  const client = clientStatus === undefined ? "" : `: the client gets ${clientStatus}`;
  return renderLint(lint, text, `${outcomeWords(lint)} (${format})${client}`, display);
}

/** What `check-authorizer` prints about `text`, an authorizer's answer held against `format`. */
export function renderAuthorizerLint(
  lint: AuthorizerLint,
  text: string,
  format: string,
  display: Display,
): string {
  const { decision } = lint;
  const says = decision === undefined ? "" : `: ${DECISION_WORDS[decision]}`;
  return renderLint(lint, text, `${outcomeWords(lint)} (${format})${says}`, display);
}

/** Either, for machines: the lint as it is. */
export function renderLintJson(lint: ProxyLint | AuthorizerLint): string {
  return `${escapeJson(JSON.stringify({ schema: 1, ...lint }, null, 2))}\n`;
}

function outcomeWords({ outcome, reason }: Lint<string>): string {
  return `${OUTCOME_WORDS[outcome]}${reason === undefined ? "" : `: ${reason}`}`;
}

function renderLint(lint: Lint<string>, text: string, head: string, display: Display): string {
  const paint = paintFor(display.colour);
  const tone = lint.outcome === "accepted" ? paint.good : paint.bad;
  const { findings, shape, cut } = lint;
  const lines = [
    ...wrapped(visible(head), display.width).map(tone),
    "",
    ...indented(
      paintedLines({ text: text.trimEnd(), shape, cut }, findings, display.width - 2, paint),
      2,
    ),
    "",
    ...findings.flatMap((finding) => findingLines(finding, display.width, paint)),
    findings.length === 0 ? "Nothing to mend." : counted(findings.length, "finding"),
  ];
  return `${lines.join("\n")}\n`;
}
