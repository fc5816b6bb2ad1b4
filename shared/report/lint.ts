import type { AuthorizerLint, Lint, LintOutcome, ProxyLint } from "../domain/lint.ts";
import type { Display } from "./display.ts";
import { escapeJson, visible } from "./escape.ts";
import { findingLines, paintedLines } from "./fault-section.ts";
import { counted } from "./figures.ts";
import { indented, wrapped } from "./layout.ts";
import { paintFor } from "./paint.ts";

const NOT_WHOLE = "the answer is not whole";
const UNSETTLED = "API Gateway may take this answer, or refuse it";
const DECISION_WORDS = {
  deny: "the request is denied, 403",
  depends: "it depends on the request whether it is allowed or denied, 403",
  no_match: "no statement matches, so the request is denied, 403",
} as const;

/** What `check-response` prints about `text`, a function's answer held against `format`. */
export function renderProxyLint(
  lint: ProxyLint,
  text: string,
  format: string,
  display: Display,
): string {
  return renderLint(lint, text, headOf(lint, format, proxyWords(lint, format)), display);
}

function proxyWords(lint: ProxyLint, format: string): string | undefined {
  const { outcome, clientStatus } = lint;
  if (outcome === "unknown") return lint.cut ? NOT_WHOLE : UNSETTLED;
  if (clientStatus === undefined || format !== "websocket") return clientWords(clientStatus);
  return socketWords(outcome, clientStatus);
}

function clientWords(clientStatus: number | undefined): string | undefined {
  return clientStatus === undefined ? undefined : `the client gets ${clientStatus}`;
}

/** Only $connect is answered with a status: of another route's answer the body goes out, or nothing. */
function socketWords(outcome: LintOutcome, status: number): string {
  if (outcome === "refused") {
    return `on $connect the client gets ${status} and no connection; on other routes the answer does not go out`;
  }
  const connect = status === 200 ? "is connected" : `gets ${status}`;
  return `on $connect the client ${connect}; on other routes it gets the body, if the route has a route response`;
}

/** What `check-authorizer` prints about `text`, an authorizer's answer held against `format`. */
export function renderAuthorizerLint(
  lint: AuthorizerLint,
  text: string,
  format: string,
  display: Display,
): string {
  return renderLint(lint, text, headOf(lint, format, authorizerWords(lint, format)), display);
}

function authorizerWords(lint: AuthorizerLint, format: string): string | undefined {
  const { decision, clientStatus } = lint;
  if (lint.outcome === "unknown" && lint.cut) return NOT_WHOLE;
  if (decision === undefined) return clientWords(clientStatus);
  const says = decision === "allow" ? allowWords(format) : DECISION_WORDS[decision];
  return isUnsettled(lint) ? `${UNSETTLED}; if it takes it, ${says}` : says;
}

function allowWords(format: string): string {
  if (format === "http-2.0-simple") return "the request is allowed";
  return "the request is allowed, where a resource matches it";
}

/** Either, for machines: the lint as it is. */
export function renderLintJson(lint: ProxyLint | AuthorizerLint): string {
  return `${escapeJson(JSON.stringify({ schema: 1, ...lint }, null, 2))}\n`;
}

function headOf(lint: Lint<string>, format: string, words: string | undefined): string {
  const reason = lint.reason === undefined ? "" : `: ${lint.reason}`;
  const head = `${outcomeWords(lint)}${reason} (${format})`;
  return words === undefined ? head : `${head}: ${words}`;
}

function outcomeWords(lint: Lint<string>): string {
  if (lint.outcome === "accepted") return "Accepted";
  if (lint.outcome === "refused") return "Refused";
  return isUnsettled(lint) ? "Not settled" : "Cannot be told";
}

/** True when the answer is whole, and it is not known what API Gateway makes of it. */
function isUnsettled({ outcome, cut }: Lint<string>): boolean {
  return outcome === "unknown" && !cut;
}

function renderLint(lint: Lint<string>, text: string, head: string, display: Display): string {
  const paint = paintFor(display.colour);
  const tone = lint.outcome === "accepted" ? paint.good : paint.bad;
  const { findings, shape } = lint;
  const lines = [
    ...wrapped(visible(head), display.width).map(tone),
    "",
    ...indented(
      paintedLines({ text: text.trimEnd(), shape, cut: false }, findings, display.width - 2, paint),
      2,
    ),
    "",
    ...findings.flatMap((finding) => findingLines(finding, display.width, paint)),
    findings.length === 0 ? nothingWords(lint) : counted(findings.length, "finding"),
  ];
  return `${lines.join("\n")}\n`;
}

function nothingWords({ outcome }: Lint<string>): string {
  return outcome === "unknown" ? "Nothing wrong in what is there." : "Nothing to mend.";
}
