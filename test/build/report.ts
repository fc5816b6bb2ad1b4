import type { ExecutionRecord } from "../../shared/domain/record.ts";
import type { Remedy } from "../../shared/domain/remedy.ts";
import type { FaultSummary, Summary } from "../../shared/domain/summary.ts";
import { toEpochMs } from "../../shared/domain/time.ts";
import type { Judgement, RequestFacts, Verdict } from "../../shared/domain/verdict.ts";
import type { Display } from "../../shared/report/display.ts";

/** 2026-03-04 12:00 UTC. */
export const NOON = toEpochMs(Date.UTC(2026, 2, 4, 12, 0, 0));

export function aDisplay(changes: Partial<Display> = {}): Display {
  return {
    width: 80,
    colour: false,
    time: { utc: true, localOffset: () => 60 },
    top: 10,
    ...changes,
  };
}

export function aRecord(changes: Partial<ExecutionRecord> = {}): ExecutionRecord {
  return {
    kind: "execution",
    requestId: "11111111-aaaa-4bbb-8ccc-000000000001",
    time: NOON,
    text: "Execution failed due to configuration error: Malformed Lambda proxy response",
    place: { input: "orders.log", line: 12 },
    origin: {},
    ...changes,
  };
}

export const BODY_NOT_A_STRING: Verdict & { readonly kind: "failed" } = {
  kind: "failed",
  diagnosis: { cause: "malformed_proxy_response", reason: "body_not_string" },
  also: [],
  findings: [
    {
      level: "error",
      path: "$.body",
      found: "object",
      wanted: "string",
      fix: "wrap it: JSON.stringify(body)",
    },
  ],
  payload: { text: '{"statusCode":200,"body":{"id":1}}', shape: "json_object", cut: false },
};

export function aJudgement(changes: Partial<Judgement> = {}): Judgement {
  return {
    facts: someFacts(),
    verdict: BODY_NOT_A_STRING,
    grade: "A",
    completeness: "complete",
    evidence: [1, 2],
    records: [
      aRecord({
        text: "Starting execution for request: 1",
        place: { input: "orders.log", line: 10 },
      }),
      aRecord({
        text: 'Endpoint response body before transformations: {"statusCode":200,"body":{"id":1}}',
        place: { input: "orders.log", line: 11 },
      }),
      aRecord({ time: toEpochMs(NOON + 31) }),
    ],
    count: 1,
    ...changes,
  };
}

export function someFacts(changes: Partial<RequestFacts> = {}): RequestFacts {
  return {
    requestId: "11111111-aaaa-4bbb-8ccc-000000000001",
    time: NOON,
    apiId: "a1b2c3d4e5",
    apiType: "REST",
    stage: "prod",
    method: "POST",
    route: "/orders",
    status: 502,
    target: { kind: "function", name: "orders-api" },
    integrationLatencyMs: 31,
    ...changes,
  };
}

export function aRemedy(changes: Partial<Remedy> = {}): Remedy {
  return {
    meaning: "The function answered, but its body is not a string.",
    confirm: [
      {
        text: "Invoke the function and check its answer.",
        command: "aws lambda invoke --function-name orders-api answer.json",
      },
    ],
    fix: [{ text: "Return the body as a string." }],
    caution: "Clients that parse the body twice will notice.",
    page: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html",
    ...changes,
  };
}

export function aFault(changes: Partial<FaultSummary> = {}): FaultSummary {
  return {
    fingerprint: "1:abc",
    diagnosis: BODY_NOT_A_STRING.diagnosis,
    apiId: "a1b2c3d4e5",
    apiType: "REST",
    stage: "prod",
    target: { kind: "function", name: "orders-api" },
    count: 20,
    routes: [
      { method: "POST", route: "/orders", count: 12 },
      { method: "GET", route: "/orders/{id}", count: 8 },
    ],
    otherRoutes: 0,
    statuses: [{ status: 502, count: 20 }],
    firstSeen: NOON,
    lastSeen: toEpochMs(NOON + 600_000),
    grade: "A",
    sample: aJudgement(),
    remedy: aRemedy(),
    buckets: [
      { start: NOON, count: 5 },
      { start: toEpochMs(NOON + 600_000), count: 15 },
    ],
    ...changes,
  };
}

export function aTimeout(changes: Partial<FaultSummary> = {}): FaultSummary {
  return aFault({
    fingerprint: "1:def",
    diagnosis: { cause: "integration_timeout", reason: "deadline_exceeded" },
    target: { kind: "host", host: "backend.example.com", url: "https://backend.example.com/slow" },
    count: 4,
    routes: [{ method: "GET", route: "/slow", count: 4 }],
    statuses: [{ status: 504, count: 4 }],
    grade: "B",
    sample: aJudgement({
      grade: "B",
      facts: someFacts({ status: 504, integrationLatencyMs: 29_002 }),
      verdict: {
        kind: "failed",
        diagnosis: { cause: "integration_timeout", reason: "deadline_exceeded" },
        also: [],
        findings: [],
      },
      evidence: [0],
      records: [aRecord({ text: "Execution failed due to a timeout error" })],
    }),
    remedy: aRemedy({ meaning: "The backend did not answer in time." }),
    buckets: [{ start: toEpochMs(NOON + 300_000), count: 4 }],
    ...changes,
  });
}

export function aSummary(changes: Partial<Summary> = {}): Summary {
  return {
    inputs: ["orders.log"],
    totals: {
      requests: 1204,
      failed: 24,
      unclassified: 0,
      withoutOutcome: 0,
      succeeded: 1180,
      byStatusClass: { "2xx": 1180, "5xx": 24 },
      incomplete: 0,
      records: 15_203,
    },
    faults: [aFault(), aTimeout()],
    unknown: [],
    unreadable: { count: 0, examples: [] },
    forms: ["execution_text"],
    from: NOON,
    to: toEpochMs(NOON + 660_000),
    bucketMs: 60_000,
    zone: "+09:00",
    ...changes,
  };
}

/** What a summary has of input that is unclassified or was not read. */
export const ODD = {
  unknown: [1, 2].map((count) => ({ template: `odd <${count}>`, count, sample: aJudgement() })),
  unreadable: {
    count: 4,
    examples: [1, 2, 3, 4].map((line) => ({
      code: "broken_json" as const,
      place: { input: "a.log", line },
      excerpt: "{|`",
    })),
  },
};

export const NOTHING_FAILED = aSummary({
  faults: [],
  totals: { ...aSummary().totals, failed: 0, incomplete: 3 },
});
