import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import type { BadDelivery } from "./delivery.ts";
import type { IntakeReport } from "./flow/intake.ts";
import type { Problem } from "./flow/problem.ts";
import type { SweepReport } from "./flow/sweep.ts";

/** Our own log: events named `noun.verbed`, without payloads. */
export const logger = new Logger();
/** Our own metrics, in the embedded format. No alarm rests on them: an account can switch them off. */
export const metrics = new Metrics();

type Counted = Extract<IntakeReport, { readonly kind: "counted" }>;
type Place = { readonly api: string; readonly stage: string };

/** A metric of one cause, API and stage each; the rest of a delivery that names more. */
const FAULTS_MEASURED = 20;

/** One delivery was taken in. */
export function observeIntake(report: IntakeReport): void {
  if (report.kind === "control") {
    metrics.addMetric("ControlMessages", MetricUnit.Count, 1);
    return;
  }
  const { head, tally, events, outcome, halves, lookedUp, unreadable, opened, told, lagMs } =
    report;
  const figures = { halves, lookedUp, unreadable, opened, told, lagMs };
  const { logGroup, logStream } = head;
  logger.info("delivery.counted", {
    logGroup,
    logStream,
    events,
    outcome,
    name: tally.name,
    ...figures,
  });
  metrics.addMetric("Deliveries", MetricUnit.Count, 1);
  metrics.addMetric("Records", MetricUnit.Count, events);
  metrics.addMetric("Unreadable", MetricUnit.Count, unreadable);
  metrics.addMetric("SplitRequests", MetricUnit.Count, halves);
  metrics.addMetric("Hydrations", MetricUnit.Count, lookedUp);
  metrics.addMetric("Lag", MetricUnit.Milliseconds, Math.max(0, lagMs));
  if (outcome === "written") measureFailures(report);
  report.problems.forEach(observeProblem);
}

/** A delivery cannot be processed: it goes to the failure store, whole. */
export function observeBadDelivery({ code, detail }: BadDelivery): void {
  logger.error("delivery.refused", { code, detail });
  metrics.addMetric("RefusedDeliveries", MetricUnit.Count, 1);
}

/** One sweep was done. */
export function observeSweep({ problems, ...figures }: SweepReport): void {
  logger.info("sweep.done", figures);
  metrics.addMetric("Sweeps", MetricUnit.Count, 1);
  metrics.addMetric("OpenIncidents", MetricUnit.Count, figures.open);
  metrics.addMetric("Notices", MetricUnit.Count, figures.notices);
  metrics.addMetric("JoinedRequests", MetricUnit.Count, figures.joined);
  metrics.addMetric("Hydrations", MetricUnit.Count, figures.lookedUp);
  metrics.addMetric("BlindStages", MetricUnit.Count, figures.blind);
  problems.forEach(observeProblem);
}

function observeProblem({ code, detail, cause }: Problem): void {
  logger.error("service.failed", { code, detail, error: cause as Error });
  const metric = metrics.singleMetric();
  metric.addDimension("code", code);
  metric.addMetric("Problems", MetricUnit.Count, 1);
}

/** Failures by cause, API and stage: of a delivery that was not counted before. */
function measureFailures({ tally }: Counted): void {
  const counts = new Map<
    string,
    { readonly place: Place; readonly cause: string; count: number }
  >();
  const faults = new Map(tally.faults.map((fault) => [fault.fingerprint, fault]));
  for (const [fingerprint, { count }] of tally.cells.flatMap(({ strikes }) =>
    Object.entries(strikes),
  )) {
    const {
      cause = "unclassified",
      apiId = "unknown",
      stage = "unknown",
    } = faults.get(fingerprint) ?? {};
    const key = `${cause}/${apiId}/${stage}`;
    const sum = counts.get(key) ?? { place: { api: apiId, stage }, cause, count: 0 };
    counts.set(key, { ...sum, count: sum.count + count });
  }
  for (const { place, cause, count } of [...counts.values()].slice(0, FAULTS_MEASURED)) {
    const metric = metrics.singleMetric();
    metric.addDimensions({ cause, ...place });
    metric.addMetric("Failures", MetricUnit.Count, count);
  }
}
