import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deliveryOf, filteredEvent, type LogEvent } from "../bench/traffic/log-event.ts";
import { generateEvents, generateTraffic } from "../bench/traffic/traffic.ts";
import { judgeDelivery, openDelivery } from "../shared/delivery.ts";
import type { Judgement } from "../shared/domain/verdict.ts";
import type { Kept } from "../shared/judging.ts";
import { createTriage } from "../shared/pipeline.ts";

/** A triage of one text, fed in chunks of `size` bytes. */
function triaged(text: string, keep: Kept, size = 1 << 20) {
  const triage = createTriage({ inputs: ["a.log"], redaction: "masked", keep });
  const feed = triage.open("a.log");
  const bytes = Buffer.from(text);
  const judgements: Judgement[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    judgements.push(...feed.push(bytes.subarray(at, at + size)));
  }
  judgements.push(...feed.end(), ...triage.finish());
  return { judgements, summary: triage.summary() };
}

function textOf(events: Iterable<LogEvent>): string {
  return [...events]
    .map(({ timestamp, message }) => `${new Date(timestamp).toISOString()} ${message}\n`)
    .join("");
}

function jsonOf(events: Iterable<LogEvent>): string {
  return [...events].map((event) => `${filteredEvent(event)}\n`).join("");
}

const aSeed = fc.integer({ min: 1, max: 1000 });

describe("counting plain successes by a byte scan", () => {
  test.each([
    { form: "text", written: textOf },
    { form: "JSON lines", written: jsonOf },
  ])("changes nothing in the summary of $form", ({ written }) => {
    fc.assert(
      fc.property(aSeed, fc.integer({ min: 99, max: 50_000 }), (seed, size) => {
        const text = written(generateEvents({ seed, requests: 40, failShare: 0.3 }));
        expect(triaged(text, "none", size).summary).toEqual(triaged(text, "all").summary);
      }),
      { numRuns: 25 },
    );
  });

  test("hands out the same failures", () => {
    const text = textOf(generateEvents({ seed: 7, requests: 60, failShare: 0.4 }));
    const failures = triaged(text, "all").judgements.filter(
      ({ verdict }) => verdict.kind !== "success",
    );
    const byId = (judgements: readonly Judgement[]) =>
      new Map(judgements.map((judgement) => [judgement.facts.requestId, judgement.verdict]));
    expect(byId(triaged(text, "failures").judgements)).toEqual(byId(failures));
    expect(failures.length).toBeGreaterThan(10);
  });

  test("judges a bad end that comes under an id that has been counted", () => {
    const id = "7f1c0b5e-2f6a-4c1d-9a57-0d1e2f3a4b5c";
    const good = `(${id}) Successfully completed execution\n(${id}) Method completed with status: 200\n`;
    const bad = `(${id}) Method completed with status: 504\n`;
    const { totals } = triaged(`${good}${bad}`, "none", good.length + 1).summary;
    expect(totals).toMatchObject({ requests: 2, succeeded: 1, unclassified: 1 });
  });

  test("ignores what else comes of a request that has been counted", () => {
    const id = "7f1c0b5e-2f6a-4c1d-9a57-0d1e2f3a4b5c";
    const access = JSON.stringify({ requestId: id, status: "200", error_message: "-" });
    const text = `(${id}) Successfully completed execution\n(${id}) Method completed with status: 200\n${access}\n`;
    expect(triaged(text, "none").summary.totals).toMatchObject({ requests: 1, succeeded: 1 });
  });
});

test("a sample keeps of a trace the lines that its verdict rests on", () => {
  const [sample] = triaged(
    textOf(generateEvents({ seed: 4, requests: 5, failShare: 1 })),
    "none",
  ).summary.faults.map((fault) => fault.sample);
  expect(sample?.records.length).toBeGreaterThan(0);
  expect(sample?.evidence).toEqual(sample?.records.map((_, at) => at));
});

test("so does each judgement that is handed out, redacted", () => {
  const id = "7f1c0b5e-2f6a-4c1d-9a57-0d1e2f3a4b5c";
  const [judgement] = triaged(
    [
      `(${id}) Starting execution for request: ${id}`,
      `(${id}) Endpoint response body before transformations: {"password":"hunter2","statusCode":"x"}`,
      `(${id}) Execution failed due to configuration error: Malformed Lambda proxy response`,
      `(${id}) Method completed with status: 502`,
    ].join("\n"),
    "failures",
  ).judgements;
  expect(judgement?.evidence).toEqual([0, 1]);
  const shown = judgement?.records.map(({ text }) => text).join("\n");
  expect(shown).toContain("Malformed Lambda proxy response");
  expect(shown).toContain('"password":"***');
});

test("a request without an id is judged as well", () => {
  const text = "Execution failed due to a timeout error\nMethod completed with status: 504\n";
  expect(triaged(text, "failures").judgements).toMatchObject([
    { verdict: { diagnosis: { cause: "integration_timeout" } } },
  ]);
});

describe("what is kept", () => {
  const text = textOf(generateEvents({ seed: 3, requests: 20, failShare: 0.5 }));
  test.each([
    ["all", 20],
    ["none", 0],
  ] as const)("%s: %i judgements of 20 requests", (keep, count) => {
    expect(triaged(text, keep).judgements).toHaveLength(count);
  });
});

test("every generated request is counted once, under its true cause", () => {
  const options = { seed: 11, requests: 150, failShare: 0.6 };
  const { faults, totals } = triaged(textOf(generateEvents(options)), "none").summary;
  const truths = [...generateTraffic(options)].map(({ truth }) => truth);
  const failed = truths.flatMap((truth) =>
    truth.kind === "failed" ? [`${truth.diagnosis.cause}/${truth.diagnosis.reason}`] : [],
  );
  const found = faults.flatMap(({ diagnosis: { cause, reason }, count }) =>
    Array.from({ length: count }, () => `${cause}/${reason}`),
  );
  expect(found.sort()).toEqual(failed.sort());
  expect(totals.requests).toBe(150);
});

test("samples, routes, clusters and unreadable pieces are redacted", () => {
  const id = "7f1c0b5e-2f6a-4c1d-9a57-0d1e2f3a4b5c";
  const text = [
    '{"level":"info","password":"correct-horse-battery"}',
    '{"requestId":"r-1","status":"500","path":"/a?token=correct-horse-battery"}',
    `(${id}) Endpoint response body before transformations: {"password":"correct-horse-battery"}`,
    `(${id}) Execution failed due to configuration error: Malformed Lambda proxy response`,
    `(${id}) Method completed with status: 502`,
    "",
  ].join("\n");
  const { summary } = triaged(text, "none");
  expect(summary.faults).toHaveLength(1);
  expect(summary.unknown).toHaveLength(1);
  expect(summary.unreadable).toMatchObject({ count: 1, examples: [{ place: { line: 1 } }] });
  expect(JSON.stringify(summary)).not.toContain("correct-horse-battery");
});

describe("a delivery", () => {
  const events = [...generateEvents({ seed: 5, requests: 30, failShare: 0.4 })];
  const judged = (some: readonly LogEvent[]) => {
    const opened = openDelivery(gzipSync(deliveryOf(some)).toString("base64"));
    if (!opened.ok) throw new Error(opened.error.detail);
    return judgeDelivery(opened.value);
  };

  test("comes to the verdicts its text comes to, its plain successes counted", () => {
    const { settled, judgements } = judged(events);
    const { faults, totals } = triaged(textOf(events), "none").summary;
    const failed = judgements.filter(({ verdict }) => verdict.kind === "failed");
    expect(failed).toHaveLength(faults.reduce((sum, { count }) => sum + count, 0));
    const counted = [...settled.statuses.values()].reduce((sum, count) => sum + count, 0);
    expect(counted + judgements.length).toBe(totals.requests);
    expect(judgements[0]?.facts).toMatchObject({
      accountId: "123456789012",
      apiId: "a1b2c3d4e5",
      stage: "prod",
    });
  });

  test("hands back the requests whose end it does not hold, unjudged", () => {
    const { judgements, unfinished } = judged(events.slice(0, -40));
    expect(unfinished.length).toBeGreaterThan(0);
    const open = new Set(unfinished.map(({ requestId }) => requestId));
    expect(judgements.filter(({ facts }) => open.has(facts.requestId))).toEqual([]);
  });
});

describe("several inputs", () => {
  const GOOD = textOf(generateEvents({ seed: 3, requests: 20, failShare: 0 }));
  const BAD = textOf(generateEvents({ seed: 4, requests: 20, failShare: 1 }));
  const inputs = { "good.log": GOOD, "list.txt": "milk\nbread\n", "bad.log": BAD, "empty.log": "" };

  test.each<{ keep: Kept }>([{ keep: "none" }, { keep: "all" }])(
    "of which some hold no log are told apart, keeping $keep",
    ({ keep }) => {
      const triage = createTriage({ inputs: Object.keys(inputs), redaction: "masked", keep });
      for (const [input, text] of Object.entries(inputs)) {
        const feed = triage.open(input);
        feed.push(Buffer.from(text));
        feed.end();
      }
      triage.finish();
      expect(triage.summary().unread).toEqual(["list.txt", "empty.log"]);
    },
  );

  test("that are all read leave nothing to tell", () => {
    expect(triaged(GOOD, "none").summary).not.toHaveProperty("unread");
  });
});
