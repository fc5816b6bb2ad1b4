import type { AccessFields, LogRecord } from "../domain/record.ts";
import type { Finding, Judgement, RequestFacts, Target, Verdict } from "../domain/verdict.ts";
import { maskedText } from "./mask.ts";
import { createQuoteMask, type QuoteMask } from "./quoted-payload.ts";
import { type RedactionLevel, redactedPayload, redactedText } from "./text.ts";

type Level = Exclude<RedactionLevel, "full">;

const STAR_ALL = /\S/g;
/** What a finding says of a value before it shows it. */
const TYPE_FOUND = /^(?:string|number|boolean|list|object) /;
const LAST_NAME = /([\w.$ -]+)["\]]{0,2}(?:\[\d{1,6}\])?$/;

export function redactedJudgement(judgement: Judgement, level: RedactionLevel): Judgement {
  if (level === "full") return judgement;
  return {
    ...judgement,
    facts: redactedFacts(judgement.facts),
    verdict: redactedVerdict(judgement.verdict, level),
    records: judgement.records.map((record) => redactedRecord(record, level)),
  };
}

export function redactedFacts(facts: RequestFacts): RequestFacts {
  const { route, target } = facts;
  return {
    ...facts,
    ...(route !== undefined && { route: maskedText(route) }),
    ...(target !== undefined && { target: redactedTarget(target) }),
  };
}

function redactedTarget(target: Target): Target {
  return "url" in target ? { ...target, url: maskedText(target.url) } : target;
}

function redactedVerdict(verdict: Verdict, level: Level): Verdict {
  if (verdict.kind === "success") return verdict;
  if (verdict.kind === "unclassified") {
    return { ...verdict, template: redactedText(verdict.template, level) };
  }
  const { payload, findings, ...rest } = verdict;
  const text = payload?.text ?? "";
  const masked = level === "masked" ? maskedText(text) : text.replace(STAR_ALL, "*");
  const maskQuote = createQuoteMask(text, masked);
  return {
    ...rest,
    findings: findings.map((finding) => redactedFinding(finding, level, maskQuote)),
    ...(payload !== undefined && { payload: { ...payload, text: redactedPayload(text, level) } }),
  };
}

function redactedFinding(finding: Finding, level: Level, maskQuote: QuoteMask): Finding {
  const { path, found, fix } = finding;
  const type = TYPE_FOUND.exec(found)?.[0];
  // The path names keys, and the fix those of the path: somebody may have used a value as one.
  const safePath = maskedText(path);
  const redacted = { ...finding, path: safePath, fix: safePath === path ? fix : maskedText(fix) };
  if (type === undefined) return { ...redacted, found: maskedText(maskQuote(found)) };
  if (level !== "masked") return { ...redacted, found: type.trimEnd() };
  const value = found.slice(type.length);
  return { ...redacted, found: quoted(type, value, valueUnder(path, maskQuote(value))) };
}

/**
 * A string masked keeps its closing quote. An object or list is cut, so that masking would run names,
 * values and marks together: its type is enough, and the payload shows the rest.
 */
function quoted(type: string, value: string, masked: string): string {
  if (value === masked) return type + value;
  if (type === "object " || type === "list ") return type.trimEnd();
  return type + (value.endsWith('"') ? `${masked.slice(0, -1)}"` : masked);
}

/** The value masked as it is under the last name of its path. */
function valueUnder(path: string, value: string): string {
  const lead = `"${LAST_NAME.exec(path)?.[1] ?? ""}":`;
  return maskedText(lead + value).slice(lead.length);
}

function redactedRecord(record: LogRecord, level: Level): LogRecord {
  const { origin } = record;
  const redacted = {
    text: redactedText(record.text, level),
    origin: origin.route === undefined ? origin : { ...origin, route: maskedText(origin.route) },
  };
  if (record.kind === "execution") return { ...record, ...redacted };
  return { ...record, ...redacted, fields: redactedFields(record.fields) };
}

const IDS = new Set([
  "requestId",
  "extendedRequestId",
  "awsEndpointRequestId",
  "integration.requestId",
  "authorizer.requestId",
  "connectionId",
  "xrayTraceId",
]);

/** Variables of the service: none is a payload, some hold what a client or a function wrote. */
function redactedFields(fields: AccessFields): AccessFields {
  const entries = Object.entries(fields);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, IDS.has(name) ? value : maskedText(value)]),
  );
}
