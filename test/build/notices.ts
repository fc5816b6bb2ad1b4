import type { Fault } from "../../shared/domain/fault.ts";
import type { DigestEntry, IncidentNoticeKind } from "../../shared/domain/notice.ts";
import { toEpochMs } from "../../shared/domain/time.ts";
import { linksOf } from "../../shared/report/notice/links.ts";
import type {
  BlindNotice,
  DigestNotice,
  IncidentNotice,
} from "../../shared/report/notice/notice-kinds.ts";
import type { Telling } from "../../shared/report/notice/telling.ts";
import { aJudgement, aRemedy, NOON, someFacts } from "./report.ts";

const MINUTE = 60_000;

export const INCIDENT_ID = "v1:0123456789abcdef-1";

export function aFault(changes: Partial<Fault> = {}): Fault {
  return {
    fingerprint: "v1:0123456789abcdef",
    cause: "malformed_proxy_response",
    reason: "body_not_string",
    accountId: "123456789012",
    region: "eu-west-1",
    apiId: "a1b2c3d4e5",
    apiType: "REST",
    stage: "prod",
    target: "orders-api",
    route: "POST /orders",
    ...changes,
  };
}

/** Of an incident that began at 12:00 and was told of at 12:05. */
export function anIncidentNotice(changes: Partial<IncidentNotice> = {}): IncidentNotice {
  return {
    kind: "opened",
    id: `${INCIDENT_ID}:opened-1`,
    at: toEpochMs(NOON + 5 * MINUTE),
    severity: "critical",
    incidentId: INCIDENT_ID,
    fault: aFault(),
    firstSeen: NOON,
    lastSeen: toEpochMs(NOON + 2 * MINUTE),
    count: 12,
    traffic: { from: NOON, to: toEpochMs(NOON + 5 * MINUTE), failures: 12, requests: 387 },
    sample: aJudgement({
      facts: someFacts({
        logGroup: "API-Gateway-Execution-Logs_a1b2c3d4e5/prod",
        logStream: "stream-1",
        xrayTraceId: "Root=1-5e645f3e-1dfad076a177c5ccc5de12f5;Sampled=1",
      }),
    }),
    because: "its first failures",
    ...changes,
  };
}

export function ofKind(kind: IncidentNoticeKind): IncidentNotice {
  return anIncidentNotice({ kind, id: `${INCIDENT_ID}:${kind}-1` });
}

export function anEntry(changes: Partial<DigestEntry> = {}): DigestEntry {
  return { incidentId: INCIDENT_ID, kind: "opened", fault: aFault(), count: 1200, ...changes };
}

export function aDigest(changes: Partial<DigestNotice> = {}): DigestNotice {
  return {
    kind: "digest",
    id: "digest:7",
    at: NOON,
    severity: "critical",
    entries: [anEntry(), anEntry({ kind: "reopened", fault: aFault({ route: "GET /orders" }) })],
    more: 3,
    because: "20 notices were sent in 5 min",
    ...changes,
  };
}

export function aBlindNotice(changes: Partial<BlindNotice> = {}): BlindNotice {
  return {
    kind: "blind",
    id: "blind:prod:1",
    at: NOON,
    severity: "warning",
    logGroup: "API-Gateway-Execution-Logs_a1b2c3d4e5/prod",
    scope: { accountId: "123456789012", region: "eu-west-1", apiId: "a1b2c3d4e5", stage: "prod" },
    state: "silent",
    since: toEpochMs(NOON - 20 * MINUTE),
    because: "no log line for 20 min, while 3,120 requests were served",
    ...changes,
  };
}

/** The notice with a remedy if it has a failed request, and its links. */
export function aTelling(
  notice: Telling["notice"] = anIncidentNotice(),
  changes: Partial<Telling> = {},
): Telling {
  const hasRemedy = "count" in notice && notice.sample?.verdict.kind === "failed";
  return { notice, links: linksOf(notice), ...(hasRemedy && { remedy: aRemedy() }), ...changes };
}

export const EVERY_KIND: readonly Telling["notice"][] = [
  ...(["opened", "reopened", "reminder", "escalated", "resolved"] as const).map(ofKind),
  aDigest(),
  ...(["silent", "undelivered", "sees_again"] as const).map((state) => aBlindNotice({ state })),
];
