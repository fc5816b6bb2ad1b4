import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateEvents, generateTraffic } from "../../bench/traffic/traffic.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "generate-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function generated(...options: readonly string[]): string {
  return execFileSync(process.execPath, ["bench/generate.ts", ...options], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
}

function linesOf(text: string): readonly string[] {
  return text.split("\n").slice(0, -1);
}

const EVENTS = [...generateEvents({ requests: 9, seed: 4, failShare: 0.5 })];
const SAME = ["--requests", "9", "--seed", "4", "--fail-share", "0.5"];

test("text and truth are written to files", () => {
  const [log, truth] = [join(folder, "a.log"), join(folder, "truth.jsonl")];
  generated(...SAME, "--output", log, "--truth", truth);
  const truths = linesOf(readFileSync(truth, "utf8")).map((line) => JSON.parse(line));

  expect(readFileSync(log, "utf8")).toContain(EVENTS.at(-1)?.message);
  expect(truths).toEqual(
    [...generateTraffic({ requests: 9, seed: 4, failShare: 0.5 })].map(
      ({ requestId, status, truth: is }) => ({
        requestId,
        status,
        ...(is.kind === "failed" ? is.diagnosis : { cause: "success", reason: "none" }),
      }),
    ),
  );
});

test("deliveries hold as many events as asked for", () => {
  const deliveries = linesOf(generated(...SAME, "--form", "delivery", "--batch", "100")).map(
    (line) =>
      JSON.parse(gunzipSync(Buffer.from(JSON.parse(line).awslogs.data, "base64")).toString("utf8")),
  );

  expect(deliveries[0].logEvents).toHaveLength(100);
  expect(deliveries.flatMap(({ logEvents }) => logEvents)).toEqual(EVENTS);
});

test.each([
  { form: "ndjson-events", field: "message" },
  { form: "delivered", field: "payload" },
])("$form has one event a line", ({ form, field }) => {
  const messages = linesOf(generated(...SAME, "--form", form)).map(
    (line) => JSON.parse(line)[field],
  );

  expect(messages).toEqual(EVENTS.map(({ message }) => message));
});

test("about as many bytes are written as asked for, and every request to its end", () => {
  const text = generated("--bytes", "2.5m", "--fail-share", "0", "--concurrency", "8");
  const starts = text.match(/Extended Request Id:/gu)?.length;
  const ends = text.match(/Method completed with status:/gu)?.length;

  expect(text.length / 2.5e6).toBeGreaterThan(1);
  expect(text.length / 2.5e6).toBeLessThan(1.6);
  expect(ends).toBe(starts);
});
