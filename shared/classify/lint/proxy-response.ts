import type { ProxyFormat, ProxyLint } from "../../domain/lint.ts";
import { ruling } from "./defect.ts";
import type { JsonMember, JsonObject } from "./json-node.ts";
import { type LintOptions, type Subject, subjectOf, syntaxDefects, veilDefect } from "./payload.ts";
import { base64Defects, encodingDefects, mediaTypeDefects } from "./proxy-base64.ts";
import { bodyDefects } from "./proxy-body.ts";
import { cookiesDefects, headersDefects, multiValueHeadersDefects } from "./proxy-headers.ts";
import { keyDefects, statusPresence } from "./proxy-keys.ts";
import { emptyDefect, noObjectDefects } from "./proxy-root.ts";
import { PROXY_RULES, type ProxyDefect, type ProxyRules, STREAM_RULES } from "./proxy-rules.ts";
import { statusDefects, statusIn } from "./proxy-status.ts";
import { preludeOf } from "./streaming-prelude.ts";

/**
 * What API Gateway makes of a Lambda function's answer.
 *
 * `text` is the answer as JSON, as the function's runtime writes it or a log shows it: whole, or cut
 * anywhere (`[TRUNCATED]`, `...`, or the text just ends). A defect seen before the cut counts, one
 * that could lie behind it gives the outcome `unknown`. Never throws, whatever `text` is.
 *
 * At most 50 findings, errors first, each with the JSON path and the change that mends it.
 */
export function lintProxyResponse(
  text: string,
  format: ProxyFormat,
  options: LintOptions = {},
): ProxyLint {
  const prelude = preludeOf(text);
  const subject = subjectOf(prelude ?? text, options);
  const isStreamed = prelude !== undefined && format === "rest";
  const rules = isStreamed ? STREAM_RULES : PROXY_RULES[format];
  const streamed = prelude === undefined ? [] : [streamDefect(prelude, isStreamed)];
  const ruled = ruling([...defectsIn(subject, rules), ...streamed], subject);
  const status = ruled.outcome === "refused" ? rules.refusedStatus : ownStatus(subject, rules);
  const clientStatus = ruled.outcome === "unknown" ? undefined : status;
  return {
    ...ruled,
    shape: subject.shape,
    cut: subject.cut,
    ...(clientStatus !== undefined && { clientStatus }),
  };
}

/** Only REST APIs stream; for the others, and buffered, the eight NUL bytes make it no JSON. */
function streamDefect(prelude: string, isStreamed: boolean): ProxyDefect {
  return {
    at: prelude.length,
    certainty: isStreamed ? "advice" : "sure",
    reason: "invalid_json",
    path: "$",
    found: "metadata and eight NUL bytes, as response streaming writes them",
    wanted: "a REST API whose integration has the response transfer mode STREAM",
    fix: isStreamed
      ? "set the integration's `responseTransferMode` to STREAM, or return a buffered answer"
      : "return a buffered answer, `{ statusCode, headers, body }`",
  };
}

function defectsIn(subject: Subject, rules: ProxyRules): readonly ProxyDefect[] {
  const { root } = subject.reading;
  if (subject.shape === "empty") return [emptyDefect(rules)];
  const syntax = syntaxDefects(subject, "invalid_json" as const);
  if (subject.kind === "object" && root?.kind === "object") {
    // What the client gets of a good answer explains no refusal.
    const advice = subject.knownRefused ? [] : mediaTypeDefects(root, rules);
    return [...answerDefects(root, subject.text, rules), ...advice, ...syntax];
  }
  if (subject.kind !== "hidden") return [...noObjectDefects(subject, rules), ...syntax];
  return subject.shape === "withheld" || subject.shape === "binary" ? [veilDefect(subject)] : [];
}

function answerDefects(
  answer: JsonObject,
  text: string,
  rules: ProxyRules,
): readonly ProxyDefect[] {
  const keys = keyDefects(answer, text, rules);
  const status = rules.missingStatus === "is_body" ? statusPresence(answer) : "present";
  if (status === "absent") return keys;
  const members = [
    ...answer.members.flatMap((member) => memberDefects(member, text, rules)),
    ...encodingDefects(answer),
  ];
  // Without a statusCode HTTP 2.0 sends all of this as it is, so what is wrong depends on one.
  return [...keys, ...(status === "present" ? members : members.map(pending))];
}

function pending(defect: ProxyDefect): ProxyDefect {
  return { ...defect, certainty: "advice" };
}

type Judge = (
  value: JsonMember["value"],
  text: string,
  rules: ProxyRules,
) => readonly ProxyDefect[];

const JUDGES: ReadonlyMap<string, Judge> = new Map([
  ["statusCode", statusDefects],
  ["headers", headersDefects],
  ["multiValueHeaders", multiValueHeadersDefects],
  ["cookies", cookiesDefects],
  ["body", bodyDefects],
  ["isBase64Encoded", base64Defects],
  ["base64Encoded", undocumented],
]);

function memberDefects(
  { key, value }: JsonMember,
  text: string,
  rules: ProxyRules,
): readonly ProxyDefect[] {
  const judge = rules.keys.includes(key) ? JUDGES.get(key) : undefined;
  return judge?.(value, text, rules) ?? [];
}

function undocumented(value: JsonMember["value"]): readonly ProxyDefect[] {
  return [
    {
      at: value.start,
      certainty: "advice",
      path: "$.base64Encoded",
      found: "base64Encoded, which REST APIs take without documenting it",
      wanted: "isBase64Encoded",
      fix: "rename `base64Encoded` to `isBase64Encoded`",
    },
  ];
}

/** What the client gets of an accepted answer: HTTP 2.0 sends everything without statusCode with 200. */
function ownStatus({ reading }: Subject, rules: ProxyRules): number | undefined {
  if (reading.root?.kind === "object") return statusIn(reading.root);
  return rules.missingStatus === "is_body" ? 200 : undefined;
}
