import { describe, expect, test } from "vitest";
import type { Judgement } from "../../shared/domain/verdict.ts";
import { renderCsv, renderCsvHeader } from "../../shared/report/csv.ts";
import { renderJson } from "../../shared/report/json.ts";
import { renderNdjson } from "../../shared/report/ndjson.ts";
import { renderUnknowns } from "../../shared/report/unknowns.ts";
import {
  aFault,
  aJudgement,
  aRecord,
  aSummary,
  BODY_NOT_A_STRING,
  NOON,
  someFacts,
} from "../build/report.ts";

const EVERYTHING: Judgement = aJudgement({
  facts: someFacts({ region: "eu-west-1", accountId: "123456789012" }),
  verdict: {
    ...BODY_NOT_A_STRING,
    also: [{ cause: "mapping_error", reason: "response_template" }],
  },
  evidence: [2, 7],
});

describe("a line of ndjson", () => {
  test("has every documented field of a failed request", () => {
    expect(JSON.parse(renderNdjson([EVERYTHING]))).toEqual({
      requestId: "11111111-aaaa-4bbb-8ccc-000000000001",
      time: "2026-03-04T12:00:00.000Z",
      apiId: "a1b2c3d4e5",
      stage: "prod",
      method: "POST",
      route: "/orders",
      status: 502,
      cause: "malformed_proxy_response",
      reason: "body_not_string",
      target: { kind: "function", name: "orders-api" },
      latencyMs: 31,
      grade: "A",
      evidence: [
        {
          input: "orders.log",
          line: 12,
          text: "Execution failed due to configuration error: Malformed Lambda proxy response",
        },
      ],
      payload: '{"statusCode":200,"body":{"id":1}}',
      finding: BODY_NOT_A_STRING.findings[0],
      also: [{ cause: "mapping_error", reason: "response_template" }],
      findings: BODY_NOT_A_STRING.findings,
      payloadShape: "json_object",
      payloadCut: false,
      template: null,
      apiType: "REST",
      accountId: "123456789012",
      region: "eu-west-1",
      completeness: "complete",
      count: 1,
    });
  });

  test("has the same fields, null or empty, where the log says nothing", () => {
    const bare: Judgement = {
      facts: {},
      verdict: { kind: "success" },
      grade: "D",
      completeness: "fragment",
      evidence: [],
      records: [],
      count: 3,
    };
    expect(JSON.parse(renderNdjson([bare]))).toEqual({
      requestId: null,
      time: null,
      apiId: null,
      stage: null,
      method: null,
      route: null,
      status: null,
      cause: "success",
      reason: "none",
      target: null,
      latencyMs: null,
      grade: "D",
      evidence: [],
      payload: null,
      finding: null,
      also: [],
      findings: [],
      payloadShape: null,
      payloadCut: false,
      template: null,
      apiType: null,
      accountId: null,
      region: null,
      completeness: "fragment",
      count: 3,
    });
  });

  test("tells an unclassified request by its template, and a cut payload as cut", () => {
    const unclassified = aJudgement({ verdict: { kind: "unclassified", template: "odd <n>" } });
    expect(JSON.parse(renderNdjson([unclassified]))).toMatchObject({
      cause: "unclassified",
      reason: "none",
      template: "odd <n>",
    });
    const payload = { text: "{", shape: "json_object", cut: true } as const;
    const cut = aJudgement({ verdict: { ...BODY_NOT_A_STRING, payload } });
    expect(JSON.parse(renderNdjson([cut]))).toMatchObject({ payload: "{", payloadCut: true });
  });

  test("falls back to the response's latency", () => {
    const facts = { responseLatencyMs: 40 };
    expect(JSON.parse(renderNdjson([aJudgement({ facts })]))).toMatchObject({ latencyMs: 40 });
  });

  test("stands alone on its line", () => {
    expect(renderNdjson([EVERYTHING, EVERYTHING]).split("\n")).toHaveLength(3);
    expect(renderNdjson([])).toBe("");
  });
});

describe("CSV", () => {
  test("has a title for every cell", () => {
    expect(renderCsvHeader()).toBe(
      "requestId,time,apiId,stage,method,route,status,cause,reason,target,latencyMs,grade,findingPath,found,wanted,fix,payload,also,evidence,count\n",
    );
  });

  test("has a line a request", () => {
    const also = [
      { cause: "mapping_error", reason: "response_template" },
      { cause: "tls_failure", reason: "handshake_failure" },
    ] as const;
    const judgement = aJudgement({ verdict: { ...BODY_NOT_A_STRING, also } });
    expect(renderCsv([judgement, aJudgement({ facts: {}, verdict: { kind: "success" } })])).toBe(
      [
        "11111111-aaaa-4bbb-8ccc-000000000001,2026-03-04T12:00:00.000Z,a1b2c3d4e5,prod,POST,/orders,502,malformed_proxy_response,body_not_string,function orders-api,31,A,$.body,object,string,wrap it: JSON.stringify(body)",
        ',"{""statusCode"":200,""body"":{""id"":1}}",mapping_error/response_template tls_failure/handshake_failure,',
        '"Endpoint response body before transformations: {""statusCode"":200,""body"":{""id"":1}}\nExecution failed due to configuration error: Malformed Lambda proxy response",1\n',
        ",,,,,,,success,none,,,A,,,,,,,",
        '"Endpoint response body before transformations: {""statusCode"":200,""body"":{""id"":1}}\nExecution failed due to configuration error: Malformed Lambda proxy response",1\n',
      ].join(""),
    );
  });

  test("holds no formula", () => {
    const facts = someFacts({ route: "=HYPERLINK(1)", stage: "@x", apiId: "-1", method: "+" });
    expect(renderCsv([aJudgement({ facts })])).toContain(",'-1,'@x,'+,'=HYPERLINK(1),502,");
  });
});

describe("JSON", () => {
  test("has the whole summary, its samples as in ndjson", () => {
    const summary = aSummary({
      faults: [aFault()],
      unknown: [{ template: "odd <n>", count: 2, sample: EVERYTHING }],
    });
    const sample = JSON.parse(renderNdjson([aJudgement()]));
    const { diagnosis, buckets, ...fault } = aFault();
    expect(buckets).toHaveLength(2);
    expect(JSON.parse(renderJson(summary))).toEqual({
      schema: 1,
      inputs: ["orders.log"],
      forms: ["execution_text"],
      from: "2026-03-04T12:00:00.000Z",
      to: "2026-03-04T12:11:00.000Z",
      totals: summary.totals,
      bucketMs: 60_000,
      faults: [
        {
          ...fault,
          ...diagnosis,
          firstSeen: "2026-03-04T12:00:00.000Z",
          lastSeen: "2026-03-04T12:10:00.000Z",
          buckets: [
            { start: "2026-03-04T12:00:00.000Z", count: 5 },
            { start: "2026-03-04T12:10:00.000Z", count: 15 },
          ],
          sample,
        },
      ],
      unclassified: [
        { template: "odd <n>", count: 2, sample: JSON.parse(renderNdjson([EVERYTHING])) },
      ],
      unlisted: null,
      unread: [],
      unreadable: { count: 0, examples: [] },
    });
  });

  test("has null for times the log does not give, and what is not listed", () => {
    const { from, to, ...summary } = aSummary({ unlisted: { failed: 1, unclassified: 2 } });
    const { firstSeen, lastSeen, ...fault } = aFault();
    expect([from, firstSeen]).toEqual([NOON, NOON]);
    expect(Number(to)).toBeGreaterThan(Number(lastSeen));
    expect(JSON.parse(renderJson({ ...summary, faults: [fault] }))).toMatchObject({
      from: null,
      to: null,
      unlisted: { failed: 1, unclassified: 2 },
      faults: [{ firstSeen: null, lastSeen: null }],
    });
  });

  test("is laid out for reading", () => {
    expect(renderJson(aSummary())).toMatch('{\n  "schema": 1,\n');
    expect(renderJson(aSummary()).endsWith("}\n")).toBe(true);
  });
});

test("the bundle of unknowns has what they say, and nothing that names the account or a request", () => {
  const sample = aJudgement({
    facts: someFacts(),
    records: [aRecord({ text: "Odd 5", origin: { accountId: "123456789012" } })],
  });
  const bare = aJudgement({ facts: {}, records: [] });
  const unknown = [
    { template: "Odd <n>", count: 3, sample },
    { template: "odd", count: 1, sample: bare },
  ];
  expect(JSON.parse(renderUnknowns(aSummary({ unknown })))).toEqual({
    schema: 1,
    what: "requests that apigw-triage could not classify, redacted",
    forms: ["execution_text"],
    clusters: [
      {
        template: "Odd <n>",
        count: 3,
        apiType: "REST",
        status: 502,
        completeness: "complete",
        records: [{ kind: "execution", text: "Odd 5" }],
      },
      {
        template: "odd",
        count: 1,
        apiType: null,
        status: null,
        completeness: "complete",
        records: [],
      },
    ],
  });
});
