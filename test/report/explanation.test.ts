import { describe, expect, test } from "vitest";
import type { Trial } from "../../shared/domain/explanation.ts";
import { renderExplanation, renderExplanationJson } from "../../shared/report/explanation.ts";
import {
  aDisplay,
  aJudgement,
  aRecord,
  aRemedy,
  BODY_NOT_A_STRING,
  NOON,
} from "../build/report.ts";

const trials: readonly Trial[] = [
  { cause: "integration_timeout", matched: false, read: "looked for a timeout" },
  { cause: "malformed_proxy_response", matched: true, read: "the gateway calls it malformed" },
];

function explained(changes: Parameters<typeof aJudgement>[0] = {}, width = 90): string {
  return renderExplanation(
    { judgement: aJudgement(changes), trials },
    aRemedy(),
    aDisplay({ width }),
  );
}

describe("an explanation", () => {
  test("tells timeline, rules, verdict and fix", () => {
    expect(explained()).toMatchInlineSnapshot(`
      "malformed_proxy_response / body_not_string
      request 11111111-aaaa-4bbb-8ccc-000000000001 · at 2026-03-04 12:00:00 UTC · API a1b2c3d4e5
      · stage prod · route POST /orders · status 502 · target function orders-api · integration
      latency 31 ms

      The function answered, but its body is not a string.

      Timeline
             +0 ms  Starting execution for request: 1
      ▶      +0 ms  Endpoint response body before transformations:
                    {"statusCode":200,"body":{"id":1}}
      ▶     +31 ms  Execution failed due to configuration error: Malformed Lambda proxy response

      Rules asked
        · integration_timeout: looked for a timeout
        ✓ malformed_proxy_response: the gateway calls it malformed

        What was answered (request 11111111-aaaa-4bbb-8ccc-000000000001, 2026-03-04 12:00:00,
        after 31 ms, orders.log:10)
          {"statusCode":200,"body":{"id":1}}
                                   ^^^^^^^^
          ✗ $.body: found object, wanted string
            → wrap it: JSON.stringify(body)

        Confirm
          1. Invoke the function and check its answer.
               aws lambda invoke --function-name orders-api answer.json

        Fix
          1. Return the body as a string.

        Caution  Clients that parse the body twice will notice.

        AWS page  https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html

        Evidence  A: the data trace shows what was sent and answered.
      "
    `);
  });

  test("names all that is known of the request", () => {
    const facts = {
      method: "POST",
      executedVersion: "7",
      responseLatencyMs: 1040,
      lambdaRequestId: "l-1",
      xrayTraceId: "1-2-3",
      logGroup: "group",
      logStream: "stream",
      zone: "+09:00",
      time: NOON,
    };
    expect(explained({ facts, records: [], evidence: [] }, 300)).toContain(
      "\nat 2026-03-04 12:00:00 UTC · route POST · version 7 · response latency 1,040 ms · Lambda request l-1 · X-Ray 1-2-3 · log group group · log stream stream\n",
    );
  });

  test("does without a time", () => {
    expect(explained({ facts: { apiId: "a1b2c3d4e5" } }, 300)).toContain("\nAPI a1b2c3d4e5\n");
  });

  test("leaves no gap where nothing is known of the request", () => {
    const [verdict, gap, meaning] = explained({ facts: {} }).split("\n");
    expect([verdict, gap]).toEqual(["malformed_proxy_response / body_not_string", ""]);
    expect(meaning).toBe("The function answered, but its body is not a string.");
  });

  test("of a success has no fix", () => {
    const judgement = aJudgement({ verdict: { kind: "success" } });
    const report = renderExplanation({ judgement, trials }, undefined, aDisplay({ width: 90 }));
    expect(report.startsWith("success\n")).toBe(true);
    expect(report).not.toContain("Fix");
    expect(report).toContain("latency 31 ms\n\nTimeline\n");
    expect(report).toContain("Evidence  A");
    const document = renderExplanationJson({ judgement, trials }, undefined);
    expect(JSON.parse(document)).toMatchObject({ request: { cause: "success" }, remedy: null });
  });

  test("shows entries without times, and long ones cut unless the verdict rests on them", () => {
    const { time, ...timeless } = aRecord({ text: "x".repeat(700) });
    expect(time).toBe(NOON);
    const verdict = { ...BODY_NOT_A_STRING, findings: [] };
    const report = explained({ records: [timeless, timeless], evidence: [1], verdict }, 1000);
    expect(report).toContain(`\n              ${"x".repeat(200)}… (500 more characters)\n`);
    expect(report).toContain(`\n▶             ${"x".repeat(600)}… (100 more characters)\n`);
  });

  test("shows sixty entries of a long request, and counts the others", () => {
    const records = Array.from({ length: 62 }, (_, at) => aRecord({ text: `entry ${at}` }));
    const report = explained({ records, evidence: [] });
    expect(report).toContain("entry 59\n  and 2 more\n");
    expect(report).not.toContain("entry 60");
  });

  test("is coloured where asked for", () => {
    const judgement = aJudgement({ verdict: { kind: "success" } });
    const report = renderExplanation({ judgement, trials }, aRemedy(), aDisplay({ colour: true }));
    expect(report.startsWith("\u001b[1m\u001b[32msuccess")).toBe(true);
    expect(report).toContain("\u001b[2m  · integration_timeout: looked for a timeout\u001b[22m");
    expect(report).toContain(
      "\u001b[1m  ✓ malformed_proxy_response: the gateway calls it malformed",
    );
    const bad = renderExplanation(
      { judgement: aJudgement(), trials },
      aRemedy(),
      aDisplay({ colour: true }),
    );
    expect(bad.startsWith("\u001b[1m\u001b[31mmalformed_proxy_response")).toBe(true);
  });

  test("for machines holds the request's record, the trials and the remedy", () => {
    const document = JSON.parse(
      renderExplanationJson({ judgement: aJudgement(), trials }, aRemedy()),
    );
    expect(document).toMatchObject({
      schema: 1,
      request: { cause: "malformed_proxy_response", reason: "body_not_string" },
      trials,
      remedy: aRemedy(),
    });
  });
});
