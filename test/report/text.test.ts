import { describe, expect, test } from "vitest";
import { toEpochMs } from "../../shared/domain/time.ts";
import { renderText } from "../../shared/report/text.ts";
import { aDisplay, aFault, aJudgement, aSummary, NOON } from "../build/report.ts";

describe("a report for people", () => {
  test("can be pasted as it is", () => {
    expect(renderText(aSummary(), aDisplay())).toMatchInlineSnapshot(`
      "24 of 1,204 requests failed (2.0 %), 2 faults
      2026-03-04 12:00:00 to 12:11:00 UTC · orders.log · execution log · 15,203 log
      entries

      #  cause / reason            where                    failed  share  first, last
      ─  ────────────────────────  ───────────────────────  ──────  ─────  ───────────
      1  malformed_proxy_response  function orders-api          20  1.7 %  12:00:00
         body_not_string           POST /orders (12), GET                  12:10:00
                                   /orders/{id} (8)
      2  integration_timeout       host                          4  0.3 %  12:00:00
         deadline_exceeded         backend.example.com                     12:10:00
                                   GET /slow

      Failures over time
        ▃····▃····█  at most 15 in 1 min
        2026-03-04 12:00:00 to 12:11:00 UTC

      1. malformed_proxy_response / body_not_string ──────────────────────────────────
        20 requests failed: function orders-api · POST /orders (12), GET /orders/{id}
        (8) · answered 502 · API a1b2c3d4e5, stage prod

        The function answered, but its body is not a string.

        What was answered (request 11111111-aaaa-4bbb-8ccc-000000000001, 2026-03-04
        12:00:00, after 31 ms, orders.log:10)
          {"statusCode":200,"body":{"id":1}}
                                   ^^^^^^^^
          ✗ $.body: found object, wanted string
            → wrap it: JSON.stringify(body)

        Log lines (orders.log:11)
          12:00:00  Endpoint response body before transformations: (the payload above)
          12:00:00.031  Execution failed due to configuration error: Malformed Lambda
                        proxy response

        Confirm
          1. Invoke the function and check its answer.
               aws lambda invoke --function-name orders-api answer.json

        Fix
          1. Return the body as a string.

        Caution  Clients that parse the body twice will notice.

        AWS page  https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html

        Evidence  A: the data trace shows what was sent and answered.

      2. integration_timeout / deadline_exceeded ─────────────────────────────────────
        4 requests failed: host backend.example.com · GET /slow · answered 504 · API
        a1b2c3d4e5, stage prod

        The backend did not answer in time.

        Log lines (orders.log:12)
          12:00:00  Execution failed due to a timeout error

        Confirm
          1. Invoke the function and check its answer.
               aws lambda invoke --function-name orders-api answer.json

        Fix
          1. Return the body as a string.

        Caution  Clients that parse the body twice will notice.

        AWS page  https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html

        Evidence  B: execution log at INFO, without payloads. Data tracing on this
                  stage would show the payload itself (it logs bodies: test stages
                  first).
      "
    `);
  });

  test("of nothing that failed is two lines", () => {
    const totals = { ...aSummary().totals, failed: 0 };
    expect(renderText(aSummary({ faults: [], totals }), aDisplay())).toMatchInlineSnapshot(`
      "None of 1,204 requests failed
      2026-03-04 12:00:00 to 12:11:00 UTC · orders.log · execution log · 15,203 log
      entries
      "
    `);
  });

  test("shows what is unclassified, what could not be read and what to doubt", () => {
    const summary = aSummary({
      faults: [],
      totals: { ...aSummary().totals, failed: 0, unclassified: 7, incomplete: 1 },
      unknown: [
        { template: "Something <n> odd", count: 5, sample: aJudgement() },
        { template: `x${"y".repeat(400)}`, count: 2, sample: aJudgement({ facts: {} }) },
      ],
      unreadable: {
        count: 5,
        examples: [1, 2, 3, 4].map((line) => ({
          code: "not_a_log_line" as const,
          place: { input: "orders.log", line },
          excerpt: "\u001b[2J",
        })),
      },
    });
    expect(renderText(summary, aDisplay({ width: 100 }))).toMatchInlineSnapshot(`
      "7 of 1,204 requests failed (0.6 %), 7 unclassified
      2026-03-04 12:00:00 to 12:11:00 UTC · orders.log · execution log · 15,203 log entries
      ! 1 request without beginning or end: the log starts or stops in their middle, or is at level ERROR.

      Unclassified: 7 requests, by what the log says
        5 × Something <n> odd (for example 11111111-aaaa-4bbb-8ccc-000000000001)
        2 × xyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
            yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
            yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
            yyyyyyyyyyyyyyyyyy… (101 more characters)
        --unknowns FILE writes them, redacted, to a file that can be shared.

      Not read: 5 pieces of input that are no log entry
        orders.log:1  not_a_log_line  \\x1b[2J
        orders.log:2  not_a_log_line  \\x1b[2J
        orders.log:3  not_a_log_line  \\x1b[2J
      "
    `);
  });

  test("shows one unread piece as one", () => {
    const unreadable = {
      count: 1,
      examples: [
        { code: "broken_json" as const, place: { input: "a", line: 1 }, excerpt: "x".repeat(161) },
      ],
    };
    const text = renderText(aSummary({ unreadable }), aDisplay({ width: 300 }));
    expect(text).toContain("Not read: 1 piece of input that is no log entry\n");
    expect(text).toContain(`  a:1  broken_json  ${"x".repeat(160)}… (1 more character)\n`);
  });

  test("shows as many faults and clusters as asked for, and counts the others", () => {
    const unknown = [1, 2].map((count) => ({ template: `t${count}`, count, sample: aJudgement() }));
    const text = renderText(aSummary({ unknown }), aDisplay({ top: 1 }));
    expect(text).toContain("2  integration_timeout");
    expect(text).not.toContain("2. integration_timeout");
    expect(text).toContain(
      "\n\n1 more fault: --top COUNT shows them in full, with their fixes\n\n",
    );
    expect(text).toContain("1 × t1");
    expect(text).not.toContain("2 × t2");
  });

  test("ranks twenty faults, or as many as are shown in full", () => {
    const faults = Array.from({ length: 23 }, () => aFault());
    const text = renderText(aSummary({ faults }), aDisplay({ top: 1 }));
    expect(text).toContain("\n20  malformed_proxy_response");
    expect(text).not.toContain("\n21  malformed_proxy_response");
    expect(text).toContain("\nand 3 more faults\n");
    const all = renderText(aSummary({ faults }), aDisplay({ top: 23 }));
    expect(all).toContain("\n23  malformed_proxy_response");
    expect(all).not.toContain("more fault");
  });

  test("gives days where the log has more than one", () => {
    const text = renderText(
      aSummary({ to: toEpochMs(NOON + 172_800_000) }),
      aDisplay({ width: 120 }),
    );
    expect(text).toContain("2026-03-04 12:00:00\n");
    const { from, ...timeless } = aSummary();
    expect(from).toBe(NOON);
    expect(renderText(timeless, aDisplay({ width: 120 }))).toContain("2026-03-04 12:10:00\n");
  });

  test("ends the stretch of its bars with the day when it is longer than one", () => {
    const buckets = [0, 86_400_000].map((after) => ({ start: toEpochMs(NOON + after), count: 1 }));
    const text = renderText(aSummary({ faults: [aFault({ buckets })] }), aDisplay());
    expect(text).toContain("  2026-03-04 12:00:00 to 2026-03-05 12:30:00 UTC\n");
  });

  test("is coloured where asked for", () => {
    const text = renderText(aSummary(), aDisplay({ colour: true }));
    expect(text).toContain("\u001b[1m\u001b[31m24 of 1,204 requests failed (2.0 %), 2 faults");
    expect(text).toContain("\u001b[36mFix\u001b[39m");
    const totals = { ...aSummary().totals, failed: 0 };
    const good = renderText(aSummary({ faults: [], totals }), aDisplay({ colour: true }));
    expect(good).toContain("\u001b[1m\u001b[32mNone of");
  });
});

describe("the ranking of the faults", () => {
  function ranking(width: number): string {
    return renderText(aSummary(), aDisplay({ width })).split("\n\n")[1] ?? "";
  }

  test("has the place under the cause where there is less room", () => {
    expect(ranking(70)).toMatchInlineSnapshot(`
      "#  cause / reason, where                    failed  share  first, last
      ─  ───────────────────────────────────────  ──────  ─────  ───────────
      1  malformed_proxy_response                     20  1.7 %  12:00:00
         body_not_string                                         12:10:00
         function orders-api
         POST /orders (12), GET /orders/{id} (8)
      2  integration_timeout                           4  0.3 %  12:00:00
         deadline_exceeded                                       12:10:00
         host backend.example.com
         GET /slow"
    `);
  });

  test("leaves the times out where there is little", () => {
    expect(ranking(45)).toMatchInlineSnapshot(`
      "#  cause / reason, where        failed  share
      ─  ───────────────────────────  ──────  ─────
      1  malformed_proxy_response         20  1.7 %
         body_not_string
         function orders-api
         POST /orders (12), GET
         /orders/{id} (8)
      2  integration_timeout               4  0.3 %
         deadline_exceeded
         host backend.example.com
         GET /slow"
    `);
  });

  test.each([45, 59, 60, 79, 80, 120])("fits %i columns", (width) => {
    for (const line of ranking(width).split("\n")) expect(line.length).toBeLessThanOrEqual(width);
  });
});

test("an input without a log entry is named, its name written out", () => {
  const text = renderText(aSummary({ unread: ["shopping\u001b[31m.txt"] }), aDisplay());
  expect(text).toContain("! shopping\\x1b[31m.txt: no log entry in it.\n");
});
