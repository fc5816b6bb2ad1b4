import { expect, test, vi } from "vitest";
import type { Fault } from "../shared/domain/fault.ts";
import { toEpochMs } from "../shared/domain/time.ts";
import type { IntakeReport } from "../shared/flow/intake.ts";
import type { SweepReport } from "../shared/flow/sweep.ts";
import { metrics, observeBadDelivery, observeIntake, observeSweep } from "../shared/observe.ts";
import { aFault, aTally } from "./build/stored.ts";
import { outputOf } from "./fake/stdout.ts";

// As serverless.yml sets it: read when the module is loaded.
vi.hoisted(() => vi.stubEnv("POWERTOOLS_METRICS_NAMESPACE", "ApigwTriage"));

type Counted = Extract<IntakeReport, { readonly kind: "counted" }>;

function aReport(changes: Partial<Counted> = {}): Counted {
  return {
    kind: "counted",
    head: {
      kind: "data",
      accountId: "123456789012",
      logGroup: "group",
      logStream: "stream",
      firstId: "1",
      lastId: "9",
      hasEvents: true,
    },
    events: 9,
    outcome: "written",
    tally: aTally(),
    unreadable: 1,
    halves: 2,
    lookedUp: 1,
    opened: 1,
    told: 1,
    problems: [],
    lagMs: 1_500,
    ...changes,
  };
}

function observed(run: () => void) {
  return outputOf(() => {
    run();
    metrics.publishStoredMetrics();
  });
}

function faulty(count: number, faultAt: (at: number) => Partial<Fault>) {
  const faults = Array.from({ length: count }, (_, at) =>
    aFault({ fingerprint: `v1:${at}`, ...faultAt(at) }),
  );
  const strikes = Object.fromEntries(
    faults.map(({ fingerprint }) => [
      fingerprint,
      { count: 2, firstSeen: toEpochMs(0), lastSeen: toEpochMs(1) },
    ]),
  );
  return aTally({ faults, cells: aTally().cells.map((cell) => ({ ...cell, strikes })) });
}

test("a delivery is one line of the log and one of metrics, and its failures one each", async () => {
  const { log, metrics: measured, other } = await observed(() => observeIntake(aReport()));
  expect(other).toEqual([]);
  expect(log).toMatchObject([
    {
      level: "INFO",
      message: "delivery.counted",
      logGroup: "group",
      logStream: "stream",
      events: 9,
      outcome: "written",
      halves: 2,
      lookedUp: 1,
      unreadable: 1,
      opened: 1,
      told: 1,
      lagMs: 1_500,
    },
  ]);
  expect(measured).toMatchObject([
    { cause: "malformed_proxy_response", api: "a1b2c3d4e5", stage: "prod", Failures: 2 },
    { Deliveries: 1, Records: 9, Unreadable: 1, SplitRequests: 2, Hydrations: 1, Lag: 1_500 },
  ]);
});

test("a delivery that came before is measured as one, and its failures are not measured again", async () => {
  const report = aReport({ outcome: "already_there", lagMs: -20 });
  const { metrics: measured } = await observed(() => observeIntake(report));
  expect(measured).toMatchObject([{ Deliveries: 1, Lag: 0 }]);
});

test("faults of one cause and place are one metric, and there are at most 20 of them", async () => {
  const alike = aReport({ tally: faulty(30, () => ({})) });
  const together = await observed(() => observeIntake(alike));
  expect(together.metrics).toMatchObject([{ Failures: 60 }, { Deliveries: 1 }]);
  const apart = aReport({ tally: faulty(30, (at) => ({ stage: `stage-${at}` })) });
  const each = await observed(() => observeIntake(apart));
  expect(each.metrics).toHaveLength(21);
});

test("what is not known of a failure is measured as unknown", async () => {
  const { apiId: _, stage: __, ...nowhere } = aFault();
  const known = aTally({ faults: [nowhere] });
  const [measured] = (await observed(() => observeIntake(aReport({ tally: known })))).metrics;
  expect(measured).toMatchObject({ api: "unknown", stage: "unknown", Failures: 2 });
  const unknown = aTally({ faults: [] });
  const [unnamed] = (await observed(() => observeIntake(aReport({ tally: unknown })))).metrics;
  expect(unnamed).toMatchObject({ cause: "unclassified", api: "unknown", Failures: 2 });
});

test("what failed outside is an error with its code, what it was, and why", async () => {
  const cause = new Error("Rate exceeded");
  const problems = [{ code: "publish_failed", detail: "chat", cause }] as const;
  const { log, metrics: measured } = await observed(() =>
    observeIntake(aReport({ problems, outcome: "already_there" })),
  );
  expect(log[1]).toMatchObject({
    level: "ERROR",
    message: "service.failed",
    code: "publish_failed",
    detail: "chat",
    error: { message: "Rate exceeded" },
  });
  expect(measured).toMatchObject([{ code: "publish_failed", Problems: 1 }, { Deliveries: 1 }]);
});

test("a control message is not worth a line, and is measured", async () => {
  const { text, metrics: measured } = await observed(() => observeIntake({ kind: "control" }));
  expect(measured).toMatchObject([{ ControlMessages: 1 }]);
  expect(text).not.toContain("delivery.");
});

test("a refused delivery is one error that says why", async () => {
  const { log, metrics: measured } = await observed(() =>
    observeBadDelivery({ code: "too_large", detail: "it unpacks to over 100 MB" }),
  );
  expect(log).toMatchObject([{ level: "ERROR", message: "delivery.refused", code: "too_large" }]);
  expect(measured).toMatchObject([{ RefusedDeliveries: 1 }]);
});

test("a sweep is one line, and its problems one each", async () => {
  const report: SweepReport = {
    tallies: 3,
    joined: 2,
    lookedUp: 1,
    waiting: 4,
    opened: 1,
    open: 5,
    notices: 6,
    digested: 0,
    blind: 1,
    problems: [{ code: "metrics_refused", detail: "stage", cause: new Error("AccessDenied") }],
  };
  const { log, metrics: measured } = await observed(() => observeSweep(report));
  const { problems: _, ...figures } = report;
  expect(log).toMatchObject([
    { level: "INFO", message: "sweep.done", ...figures },
    { level: "ERROR", message: "service.failed", code: "metrics_refused" },
  ]);
  expect(measured).toMatchObject([
    { code: "metrics_refused", Problems: 1 },
    {
      Sweeps: 1,
      OpenIncidents: 5,
      Notices: 6,
      JoinedRequests: 2,
      Hydrations: 1,
      BlindStages: 1,
    },
  ]);
});
