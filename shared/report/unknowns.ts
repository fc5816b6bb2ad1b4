import type { LogRecord } from "../domain/record.ts";
import type { Summary, UnknownCluster } from "../domain/summary.ts";
import { escapeJson } from "./escape.ts";

/**
 * The bundle of `analyze --unknowns FILE`: what each cluster of unclassified requests says, how often,
 * and the log lines of one of them. It holds no file, log group, account, API or request id of its
 * own; the texts are as redacted as the summary is, so give it one redacted for sharing.
 */
export function renderUnknowns(summary: Summary): string {
  const document = {
    schema: 1,
    what: "requests that apigw-triage could not classify, redacted",
    forms: summary.forms,
    clusters: summary.unknown.map(clusterDocument),
  };
  return `${escapeJson(JSON.stringify(document, null, 2))}\n`;
}

function clusterDocument({ template, count, sample }: UnknownCluster) {
  const { facts, completeness, records } = sample;
  return {
    template,
    count,
    apiType: facts.apiType ?? null,
    status: facts.status ?? null,
    completeness,
    records: records.map(recordDocument),
  };
}

function recordDocument(record: LogRecord) {
  return { kind: record.kind, text: record.text };
}
