import type { Finding, Judgement, Payload, Verdict } from "../../domain/verdict.ts";
import { evidenceOf } from "../evidence.ts";
import { excerptOf } from "../excerpt.ts";
import { shapeWords } from "../payload-lines.ts";
import { gradeWords, raisedBy } from "../phrases.ts";
import type { IncidentDocument } from "./document.ts";
import { orNull, timeOrNull } from "./null.ts";

type RequestDocument = NonNullable<IncidentDocument["request"]>;

/** A failing request, of its payload the first `payloadLimit` characters. */
export function requestDocument(sample: Judgement, payloadLimit: number): RequestDocument {
  const { facts, verdict, grade } = sample;
  return {
    requestId: orNull(facts.requestId),
    time: timeOrNull(facts.time),
    method: orNull(facts.method),
    route: orNull(facts.route),
    status: orNull(facts.status),
    latencyMs: orNull(facts.integrationLatencyMs ?? facts.responseLatencyMs),
    logGroup: orNull(facts.logGroup),
    logStream: orNull(facts.logStream),
    xrayTraceId: orNull(facts.xrayTraceId),
    ...verdictDocument(verdict, payloadLimit),
    evidence: evidenceOf(sample).map(({ time, text }) => ({
      time: timeOrNull(time),
      text,
    })),
    grade: {
      id: grade,
      meaning: gradeWords(grade),
      raisedBy: orNull(raisedBy(grade, facts.apiType)),
    },
  };
}

type VerdictDocument = Pick<RequestDocument, "template" | "also" | "findings" | "payload">;

function verdictDocument(verdict: Verdict, payloadLimit: number): VerdictDocument {
  if (verdict.kind !== "failed") {
    const template = verdict.kind === "unclassified" ? verdict.template : null;
    return { template, also: [], findings: [], payload: null };
  }
  const { also, findings, payload } = verdict;
  return {
    template: null,
    also: [...also],
    findings: [...findings],
    payload: payload === undefined ? null : payloadDocument(payload, findings, payloadLimit),
  };
}

function payloadDocument(
  payload: Payload,
  findings: readonly Finding[],
  limit: number,
): NonNullable<RequestDocument["payload"]> {
  const { text, marks, before, after } = excerptOf(payload, findings);
  return {
    text: payload.text.slice(0, limit),
    shape: payload.shape,
    note: orNull(shapeWords(payload.shape)),
    cut: payload.cut,
    omitted: Math.max(0, payload.text.length - limit),
    excerpt: text,
    marks: [...marks],
    before,
    after,
  };
}
