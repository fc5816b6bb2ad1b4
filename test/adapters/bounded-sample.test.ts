import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boundedSample, SAMPLE_BYTES } from "../../shared/adapters/table/bounded-sample.ts";
import type { LogRecord } from "../../shared/domain/record.ts";
import type { Judgement, Payload } from "../../shared/domain/verdict.ts";
import { A_FINDING, at, failure, unclassified } from "../build/judgements.ts";

const LONG = "x".repeat(400_000);

describe("a bounded sample", () => {
  test("is the same when it is small", () => {
    const small = withRecords(["one", "two"]);
    expect(boundedSample(small)).toBe(small);
  });

  test("has its long texts cut, and says so; short ones and all records stay", () => {
    const bounded = boundedSample(withRecords(["short", LONG]));
    const [short, long] = bounded.records;
    expect(short?.text).toBe("short");
    expect(long?.text).toBe(`${"x".repeat(8_000)} [TRUNCATED]`);
  });

  test("has texts cut further the more of them there are", () => {
    const bounded = boundedSample(withRecords(Array.from({ length: 20 }, () => LONG)));
    expect(bounded.records.map(({ text }) => text.length)).toEqual(
      Array.from({ length: 20 }, () => 1_000 + " [TRUNCATED]".length),
    );
  });

  test("has its payload cut, marked as cut, and its findings whole", () => {
    const fix = "f".repeat(9_000);
    const payload: Payload = { text: `{"a":"${LONG}"}`, shape: "json_object", cut: false };
    const { verdict } = boundedSample(withPayload(payload, fix));
    expect(verdict).toMatchObject({
      payload: { text: payload.text.slice(0, 8_000), shape: "json_object", cut: true },
      findings: [{ ...A_FINDING, fix }],
    });
  });

  test("keeps a short payload as it is", () => {
    const payload: Payload = { text: "{}", shape: "json_object", cut: false };
    const judgement = withPayload(payload, "fix");
    const { verdict } = boundedSample({ ...judgement, records: withRecords([LONG]).records });
    expect(verdict).toEqual(judgement.verdict);
  });

  test("keeps of very many records those that are evidence, at most 20", () => {
    const texts = Array.from({ length: 5_000 }, (_, n) => `line ${n}`);
    const few = boundedSample({ ...withRecords(texts), evidence: [4, 4_999] });
    expect(few.records.map(({ text }) => text)).toEqual(["line 4", "line 4999"]);
    expect(few.evidence).toEqual([0, 1]);
    const all = boundedSample({ ...withRecords(texts), evidence: texts.map((_, n) => n) });
    expect(all.records).toHaveLength(20);
    expect(all.evidence).toHaveLength(20);
  });

  test("of an unclassified request has its template cut", () => {
    const { verdict } = boundedSample(unclassified(LONG));
    expect(verdict).toMatchObject({ template: `${"x".repeat(8_000)} [TRUNCATED]` });
  });

  test("is not cut in the middle of a character", () => {
    const [record] = boundedSample(
      withRecords([`${"x".repeat(7_999)}${"😀".repeat(20_000)}`]),
    ).records;
    expect(record?.text).toBe(`${"x".repeat(7_999)} [TRUNCATED]`);
  });

  test("is never larger than it may be, whatever texts and records there are", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 40 }),
      fc.integer({ min: 0, max: 60_000 }).map((length) => "\u0001".repeat(length)),
    );
    const sample = fc
      .tuple(fc.array(text, { maxLength: 60 }), text, text)
      .map(([texts, route, target]) => ({
        ...withRecords(texts),
        facts: { route, stage: target },
        evidence: texts.map((_, n) => n),
      }));
    fc.assert(
      fc.property(sample, (judgement) => {
        const bounded = boundedSample(judgement);
        expect(Buffer.byteLength(JSON.stringify(bounded))).toBeLessThanOrEqual(SAMPLE_BYTES);
        expect(bounded.verdict).toEqual(judgement.verdict);
      }),
      { numRuns: 50 },
    );
  });
});

function withRecords(texts: readonly string[]): Judgement {
  return failure({ requestId: "r-1" }, { records: texts.map(record) });
}

function withPayload(payload: Payload, fix: string): Judgement {
  const judgement = failure({}, { findings: [{ ...A_FINDING, fix }] });
  if (judgement.verdict.kind !== "failed") throw new Error("a failure has failed");
  return { ...judgement, verdict: { ...judgement.verdict, payload } };
}

function record(text: string): LogRecord {
  const place = { input: "stream-1", line: 1 };
  return { kind: "execution", requestId: "r-1", time: at(1), text, place, origin: {} };
}
