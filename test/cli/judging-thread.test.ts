import { truncate } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { describe, expect, test } from "vitest";
import { generateEvents } from "../../bench/traffic/traffic.ts";
import { createJudgingThread, startJudgingThread } from "../../cli/judging-thread.ts";
import { isLargeAnalysis, LARGE_BYTES } from "../../cli/large-input.ts";
import { createThreadedStudy } from "../../cli/study.ts";
import type { Study } from "../../cli/study-here.ts";
import { createTriage } from "../../shared/pipeline.ts";
import { aFolder } from "../build/terminal.ts";

const OPTIONS = { inputs: ["a.log", "b.log"], redaction: "masked", keep: "none" } as const;

const LOG = Buffer.from(
  [...generateEvents({ seed: 9, requests: 300, failShare: 0.4 })]
    .map(({ timestamp, message }) => `${new Date(timestamp).toISOString()} ${message}\n`)
    .join(""),
);

async function studied(study: Study, size: number) {
  for (const input of OPTIONS.inputs) {
    const feed = study.open(input);
    for (let at = 0; at < LOG.length; at += size) await feed.push(LOG.subarray(at, at + size));
    await feed.end();
  }
  expect(await study.finish()).toEqual([]);
  return await study.summary();
}

describe("a judging in a thread of its own", () => {
  test.each([1000, 100_000])("comes to the same summary, in chunks of %i", async (size) => {
    const summary = await studied(createThreadedStudy(OPTIONS), size);
    expect(summary).toEqual(await studied(createTriage(OPTIONS), size));
    expect(summary.totals.failed).toBeGreaterThan(50);
  });

  test("may have been started before", async () => {
    startJudgingThread();
    const summary = await studied(createThreadedStudy(OPTIONS), 100_000);
    expect(summary).toEqual(await studied(createTriage(OPTIONS), 100_000));
  });

  test("holds back no more than it is told to", async () => {
    const few = { ...OPTIONS, endedBytes: 100_000 };
    const summary = await studied(createThreadedStudy(few), 100_000);
    expect(summary).toEqual(await studied(createTriage(few), 100_000));
  });

  test("tells of what goes wrong in it", async () => {
    const thread = createJudgingThread(OPTIONS);
    const settledIds = undefined as unknown as Int32Array;
    thread.take({ bytes: LOG, lines: [], settledIds });
    await expect(thread.finish({ statuses: new Map(), records: 0 })).rejects.toThrow("undefined");
  });
});

describe("a large analysis", () => {
  test("is told by the command and the size of a file, before anything is loaded", async () => {
    const folder = await aFolder({ "small.log": "", "large.log": "" });
    const [small, large] = [`${folder}/small.log`, `${folder}/large.log`];
    await truncate(large, LARGE_BYTES);
    expect(isLargeAnalysis(["analyze", small, large])).toBe(availableParallelism() > 1);
    expect(isLargeAnalysis(["analyze", small, "--format", "json", `${folder}/none.log`])).toBe(
      false,
    );
    expect(isLargeAnalysis(["explain", large])).toBe(false);
  });

  test("is none of what cannot be looked at: whoever reads it says why", async () => {
    const folder = await aFolder({ "a.log": "" });
    expect(isLargeAnalysis(["analyze", `${folder}/a.log/b`, "x".repeat(5000)])).toBe(false);
  });
});
