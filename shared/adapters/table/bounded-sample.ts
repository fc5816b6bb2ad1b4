import type { LogRecord } from "../../domain/record.ts";
import type { Judgement } from "../../domain/verdict.ts";

/** What a sample may be as JSON: far from the 400 KB an item takes, enough for payload and fix. */
export const SAMPLE_BYTES = 30_000;

/** Tried in turn. The last leaves room for 20 records of 9 texts each. */
const TEXT_LENGTHS = [8_000, 2_000, 1_000, 500, 100] as const;
const RECORDS_KEPT = 20;
const CUT = " [TRUNCATED]";
const HALF_A_CHARACTER = /[\ud800-\udbff]$/;

/**
 * `judgement`, small enough to be stored: first texts are cut, then records that are no evidence are
 * left out. Findings stay as they are: they say what is wrong.
 */
export function boundedSample(judgement: Judgement): Judgement {
  if (fits(judgement)) return judgement;
  for (const length of TEXT_LENGTHS) {
    const cut = cutTo(length, judgement);
    if (fits(cut)) return cut;
  }
  return cutTo(TEXT_LENGTHS[4], evidenceOnly(judgement));
}

function fits(judgement: Judgement): boolean {
  return Buffer.byteLength(JSON.stringify(judgement)) <= SAMPLE_BYTES;
}

function cutTo(length: number, judgement: Judgement): Judgement {
  const { verdict, ...rest } = judgement;
  const cut = withCutTexts(length, rest);
  if (verdict.kind !== "failed") return { ...cut, verdict: withCutTexts(length, verdict) };
  const { payload } = verdict;
  if (payload === undefined || payload.text.length <= length) return { ...cut, verdict };
  const text = beginning(length, payload.text);
  return { ...cut, verdict: { ...verdict, payload: { ...payload, text, cut: true } } };
}

function evidenceOnly(judgement: Judgement): Judgement {
  const records = judgement.evidence
    .slice(0, RECORDS_KEPT)
    .map((at) => judgement.records[at])
    .filter((record): record is LogRecord => record !== undefined);
  return { ...judgement, records, evidence: records.map((_, at) => at) };
}

/** The same value, every text in it at most so long. */
function withCutTexts<Value>(length: number, value: Value): Value {
  return cutAnything(length, value) as Value;
}

function cutAnything(length: number, value: unknown): unknown {
  if (typeof value === "string") {
    return value.length <= length ? value : `${beginning(length, value)}${CUT}`;
  }
  if (Array.isArray(value)) return value.map((part) => cutAnything(length, part));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, cutAnything(length, part)]);
  return Object.fromEntries(entries);
}

function beginning(length: number, text: string): string {
  return text.slice(0, length).replace(HALF_A_CHARACTER, "");
}
