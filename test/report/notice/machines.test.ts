import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { noticeSchema } from "../../../docs/generate-notice-schema.ts";
import { machinesMessage } from "../../../shared/report/notice/machines.ts";
import { readDocument } from "../../../shared/report/notice/read-document.ts";
import type { Telling } from "../../../shared/report/notice/telling.ts";
import { hostileTelling } from "../../build/hostile-notices.ts";
import {
  aBlindNotice,
  aDigest,
  aFault,
  anEntry,
  anIncidentNotice,
  aTelling,
  EVERY_KIND,
} from "../../build/notices.ts";
import { aJudgement, BODY_NOT_A_STRING, someFacts } from "../../build/report.ts";

const PUBLISHED = readFileSync(
  new URL("../../../docs/notice.schema.json", import.meta.url),
  "utf8",
);
const NOT_LEGAL = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\uFFFE\uFFFF]/u;
const isNotice = new Ajv2020({ allErrors: true }).compile(JSON.parse(PUBLISHED));

// biome-ignore lint/suspicious/noExplicitAny: what is read is asserted on, not typed
function documentOf(telling: Telling): any {
  return JSON.parse(machinesMessage(telling).body);
}

test("an opened incident's document has everything a program could ask", () => {
  const telling = aTelling();
  expect(documentOf(telling)).toEqual({
    schema: "apigw-triage/notice/v1",
    noticeId: "v1:0123456789abcdef-1:opened-1",
    severity: "critical",
    time: "2026-03-04T12:05:00.000Z",
    because: "its first failures",
    summary:
      "POST /orders answers 502 on a1b2c3d4e5/prod: malformed_proxy_response (body_not_string)",
    links: { ...telling.links, logGroup: null, incident: null },
    kind: "opened",
    incident: {
      id: "v1:0123456789abcdef-1",
      predecessor: null,
      firstSeen: "2026-03-04T12:00:00.000Z",
      lastSeen: "2026-03-04T12:02:00.000Z",
      count: 12,
    },
    fault: aFault(),
    traffic: {
      from: "2026-03-04T12:00:00.000Z",
      to: "2026-03-04T12:05:00.000Z",
      failures: 12,
      requests: 387,
    },
    request: {
      requestId: "11111111-aaaa-4bbb-8ccc-000000000001",
      time: "2026-03-04T12:00:00.000Z",
      method: "POST",
      route: "/orders",
      status: 502,
      latencyMs: 31,
      logGroup: "API-Gateway-Execution-Logs_a1b2c3d4e5/prod",
      logStream: "stream-1",
      xrayTraceId: "Root=1-5e645f3e-1dfad076a177c5ccc5de12f5;Sampled=1",
      template: null,
      also: [],
      findings: BODY_NOT_A_STRING.findings,
      payload: {
        text: '{"statusCode":200,"body":{"id":1}}',
        shape: "json_object",
        note: null,
        cut: false,
        omitted: 0,
        excerpt: '{"statusCode":200,"body":{"id":1}}',
        marks: [{ from: 25, to: 33 }],
        before: 0,
        after: 0,
      },
      evidence: [
        {
          time: "2026-03-04T12:00:00.000Z",
          text: 'Endpoint response body before transformations: {"statusCode":200,"body":{"id":1}}',
        },
        {
          time: "2026-03-04T12:00:00.031Z",
          text: "Execution failed due to configuration error: Malformed Lambda proxy response",
        },
      ],
      grade: {
        id: "A",
        meaning: "A: the data trace shows what was sent and answered",
        raisedBy: null,
      },
    },
    remedy: {
      meaning: "The function answered, but its body is not a string.",
      fix: [{ text: "Return the body as a string.", command: null }],
      confirm: [
        {
          text: "Invoke the function and check its answer.",
          command: "aws lambda invoke --function-name orders-api answer.json",
        },
      ],
      caution: "Clients that parse the body twice will notice.",
      page: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html",
    },
  });
});

test("a digest's document lists the incidents", () => {
  const fault = { fingerprint: "v1:0", cause: "unclassified", reason: "none" } as const;
  const document = documentOf(aTelling(aDigest({ entries: [anEntry({ fault })] })));
  expect(document).toMatchObject({
    kind: "digest",
    more: 3,
    summary: "4 notices at once, told together here",
  });
  expect(document.entries).toEqual([
    {
      incidentId: "v1:0123456789abcdef-1",
      kind: "opened",
      count: 1200,
      fault: {
        ...fault,
        accountId: null,
        region: null,
        apiId: null,
        stage: null,
        apiType: null,
        target: null,
        route: null,
      },
    },
  ]);
});

test("a blind notice's document names the group, the state and what to look at", () => {
  const document = documentOf(aTelling(aBlindNotice()));
  expect(document).toMatchObject({
    kind: "blind",
    logGroup: "API-Gateway-Execution-Logs_a1b2c3d4e5/prod",
    scope: { accountId: "123456789012", region: "eu-west-1", apiId: "a1b2c3d4e5", stage: "prod" },
    state: "silent",
    since: "2026-03-04T11:40:00.000Z",
    summary: "Not watched at the moment: a1b2c3d4e5/prod answers requests and logs nothing",
  });
  expect(document.remedy.fix).toHaveLength(3);
  expect(documentOf(aTelling(aBlindNotice({ state: "sees_again" }))).remedy).toBeNull();
});

test("what is not known is null", () => {
  const {
    traffic: _,
    sample: __,
    ...notice
  } = anIncidentNotice({
    fault: { fingerprint: "v1:0", cause: "backend_error", reason: "http_backend_5xx" },
    predecessor: "v1:0123456789abcdef-0",
  });
  expect(documentOf(aTelling(notice))).toMatchObject({
    incident: { predecessor: "v1:0123456789abcdef-0" },
    traffic: null,
    request: null,
    remedy: null,
    summary: "An API fails: backend_error (http_backend_5xx)",
  });
  const traffic = { from: notice.firstSeen, to: notice.lastSeen, failures: 12 };
  expect(documentOf(aTelling({ ...notice, traffic })).traffic.requests).toBeNull();
});

test("an unclassified request has its template, and no payload", () => {
  const sample = aJudgement({
    facts: someFacts({ responseLatencyMs: 40 }),
    verdict: { kind: "unclassified", template: "odd <number>" },
    grade: "C",
  });
  const { integrationLatencyMs: _, ...facts } = sample.facts;
  const { request } = documentOf(aTelling(anIncidentNotice({ sample: { ...sample, facts } })));
  expect(request).toMatchObject({
    template: "odd <number>",
    payload: null,
    findings: [],
    also: [],
    latencyMs: 40,
    grade: { id: "C" },
  });
  expect(request.grade.raisedBy).toContain("Execution logging at INFO");
});

test("a request that is said to have gone well has neither", () => {
  const sample = aJudgement({ verdict: { kind: "success" } });
  const { request } = documentOf(aTelling(anIncidentNotice({ sample })));
  expect(request).toMatchObject({ template: null, payload: null });
});

describe("the JSON Schema in docs/", () => {
  test("is what the code says: run node docs/generate-notice-schema.ts", () => {
    expect(PUBLISHED).toBe(noticeSchema());
  });

  test.each(EVERY_KIND.map((notice) => ({ notice })))("describes $notice.kind", ({ notice }) => {
    isNotice(documentOf(aTelling(notice)));
    expect(isNotice.errors).toBeNull();
  });

  test("describes whatever a log can make of a notice, and notify-slack reads it", () => {
    fc.assert(
      fc.property(hostileTelling, (telling) => {
        const { body } = machinesMessage(telling);
        expect(body).not.toMatch(NOT_LEGAL);
        isNotice(JSON.parse(body));
        expect(isNotice.errors).toBeNull();
        expect(readDocument(body)).toEqual({ ok: true, value: JSON.parse(body) });
      }),
    );
  });

  test.each([
    { name: "a field that nobody described", change: { extra: 1 } },
    { name: "another version", change: { schema: "apigw-triage/notice/v2" } },
    { name: "a kind that is none", change: { kind: "rumour" } },
    { name: "a text in place of a count", change: { incident: { id: "1" } } },
  ])("refuses $name", ({ change }) => {
    expect(isNotice({ ...documentOf(aTelling()), ...change })).toBe(false);
  });
});

describe("reading a document", () => {
  test("lets go of fields of a later release", () => {
    const document = documentOf(aTelling());
    const later = { ...document, novelty: 1, fault: { ...document.fault, novelty: 1 } };
    expect(readDocument(JSON.stringify(later))).toEqual({ ok: true, value: document });
  });

  test.each([
    { text: "not JSON", error: { code: "not_json", detail: "8 characters" } },
    { text: "null", error: { code: "not_a_notice", detail: "the whole: wanted Object" } },
    {
      text: "{}",
      error: {
        code: "not_a_notice",
        detail:
          'kind: wanted (("opened" | "reminder" | "escalated" | "resolved" | "reopened") | "digest" | "blind")',
      },
    },
    {
      text: JSON.stringify({ ...documentOf(aTelling()), noticeId: 7 }),
      error: { code: "not_a_notice", detail: "noticeId: wanted string" },
    },
  ])("says what is wrong with a foreign message: $error.detail", ({ text, error }) => {
    expect(readDocument(text)).toEqual({ ok: false, error });
  });
});
