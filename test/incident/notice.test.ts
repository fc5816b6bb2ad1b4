import { describe, expect, test } from "vitest";
import type { FaultCause } from "../../shared/domain/fault.ts";
import type { DigestEntry } from "../../shared/domain/notice.ts";
import { digestOf, displayStateOf, noticeOf } from "../../shared/incident/notice.ts";
import { severityOf } from "../../shared/incident/severity.ts";
import { success } from "../build/judgements.ts";
import { anIncident, aResolved, FAULT, minute } from "./building.ts";

describe("the notice of an incident", () => {
  const traffic = { from: minute(0), to: minute(5), failures: 30, requests: 100 };

  test("says all that the incident knows", () => {
    const sample = success();
    const incident = anIncident({ sample, predecessor: "v1:00112233aabbccdd-0" });
    expect(noticeOf(incident, { kind: "opened", number: 2 }, traffic, minute(9))).toEqual({
      kind: "opened",
      id: "v1:00112233aabbccdd-1:opened-2",
      at: minute(9),
      severity: "critical",
      incidentId: "v1:00112233aabbccdd-1",
      fault: FAULT,
      firstSeen: minute(0.5),
      lastSeen: minute(0.5),
      count: 3,
      traffic,
      sample,
      predecessor: "v1:00112233aabbccdd-0",
      because: "3 failing requests, the first of this fault",
    });
  });

  test("leaves out what is not known", () => {
    const { because: _, ...incident } = anIncident();
    expect(noticeOf(incident, { kind: "reminder", number: 1 }, undefined, minute(9))).toEqual({
      kind: "reminder",
      id: "v1:00112233aabbccdd-1:reminder-1",
      at: minute(9),
      severity: "warning",
      incidentId: "v1:00112233aabbccdd-1",
      fault: FAULT,
      firstSeen: minute(0.5),
      lastSeen: minute(0.5),
      count: 3,
      because: "3 failing requests since 2026-11-22 10:00 UTC",
    });
  });

  test.each([
    { name: "little of", traffic: { ...traffic, failures: 1 }, severity: "warning" },
    {
      name: "few, of too few to tell:",
      traffic: { ...traffic, failures: 1, requests: 19 },
      severity: "critical",
    },
    {
      name: "few, of enough to tell:",
      traffic: { ...traffic, failures: 1, requests: 20 },
      severity: "warning",
    },
    { name: "none of", traffic: { ...traffic, requests: 0 }, severity: "critical" },
    {
      name: "unknown",
      traffic: { from: minute(0), to: minute(5), failures: 30 },
      severity: "critical",
    },
  ])("when failures are $name the traffic is $severity", ({ traffic: some, severity }) => {
    const notice = noticeOf(anIncident(), { kind: "escalated", number: 1 }, some, minute(9));
    expect(notice.severity).toBe(severity);
  });
});

test.each<{
  cause: FaultCause;
  kind: Parameters<typeof severityOf>[0];
  share?: number;
  severity: string;
}>([
  { kind: "resolved", cause: "tls_failure", share: 1, severity: "info" },
  { kind: "opened", cause: "integration_timeout", severity: "warning" },
  { kind: "escalated", cause: "integration_timeout", severity: "critical" },
  { kind: "escalated", cause: "integration_timeout", share: 0.09, severity: "warning" },
  { kind: "opened", cause: "integration_timeout", share: 0.1, severity: "critical" },
  { kind: "reopened", cause: "unclassified", severity: "warning" },
  { kind: "opened", cause: "lambda_permission_denied", severity: "critical" },
  { kind: "opened", cause: "integration_misconfigured", severity: "critical" },
  { kind: "opened", cause: "tls_failure", severity: "critical" },
  { kind: "opened", cause: "tls_failure", share: 0.01, severity: "warning" },
  { kind: "opened", cause: "authorizer_denied", severity: "info" },
  { kind: "reminder", cause: "request_blocked", share: 0.09, severity: "info" },
  { kind: "reminder", cause: "request_blocked", share: 0.1, severity: "warning" },
  { kind: "escalated", cause: "unauthorized", severity: "warning" },
  { kind: "escalated", cause: "gateway_throttled", share: 0.01, severity: "warning" },
  { kind: "opened", cause: "gateway_throttled", severity: "info" },
  { kind: "opened", cause: "unauthorized", severity: "info" },
])("$kind, $cause, share $share: $severity", ({ kind, share, cause, severity }) => {
  expect(severityOf(kind, share, cause)).toBe(severity);
});

describe("a digest", () => {
  const entry = (incidentId: string, changes: Partial<DigestEntry> = {}): DigestEntry => ({
    incidentId,
    kind: "opened",
    fault: FAULT,
    count: 5,
    ...changes,
  });

  test("names the worst first, and is as bad as the worst", () => {
    const entries = [
      entry("r", { kind: "resolved", count: 900 }),
      entry("b", { kind: "reminder" }),
      entry("b"),
      entry("a"),
      entry("c", { count: 6 }),
      entry("d", { kind: "escalated", count: 1 }),
      entry("a"),
    ];
    const digest = digestOf(entries, { number: 7, at: minute(9), because: "over the budget" });
    expect(digest).toMatchObject({
      kind: "digest",
      id: "digest-7",
      at: minute(9),
      severity: "critical",
      more: 0,
      because: "over the budget",
    });
    const order =
      digest.kind === "digest" && digest.entries.map((one) => `${one.incidentId} ${one.kind}`);
    expect(order).toEqual([
      "d escalated",
      "c opened",
      "a opened",
      "a opened",
      "b opened",
      "b reminder",
      "r resolved",
    ]);
  });

  test("lists fifty, and says how many more there are", () => {
    const entries = Array.from({ length: 53 }, (_, at) => entry(`i${at}`, { count: at }));
    const digest = digestOf(entries, { number: 1, at: minute(9), because: "" });
    expect(digest).toMatchObject({ more: 3, severity: "warning" });
    expect(digest.kind === "digest" && digest.entries.map(({ count }) => count)).toEqual(
      Array.from({ length: 50 }, (_, at) => 52 - at),
    );
  });

  test("of nothing is no more than information", () => {
    expect(digestOf([], { number: 1, at: minute(9), because: "" })).toMatchObject({
      severity: "info",
      entries: [],
      more: 0,
    });
  });
});

test.each([
  { state: "open", incident: anIncident() },
  {
    state: "resolved",
    incident: aResolved({ will: { acknowledged: { by: "a", at: minute(1) } } }),
  },
  {
    state: "acknowledged",
    incident: anIncident({ will: { acknowledged: { by: "ada", at: minute(1) } } }),
  },
  {
    state: "silenced",
    incident: anIncident({
      will: {
        acknowledged: { by: "ada", at: minute(1) },
        silence: { kind: "until", until: minute(9.1), by: "ada", at: minute(1) },
      },
    }),
  },
  {
    state: "open",
    incident: anIncident({
      will: { silence: { kind: "until", until: minute(9), by: "ada", at: minute(1) } },
    }),
  },
])("an incident is shown as $state, case %#", ({ state, incident }) => {
  expect(displayStateOf(incident, minute(9))).toBe(state);
});
