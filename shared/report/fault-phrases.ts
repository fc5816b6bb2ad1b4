import type { FaultSummary, Summary } from "../domain/summary.ts";
import type { EpochMs } from "../domain/time.ts";
import type { Judgement } from "../domain/verdict.ts";
import { placeOf } from "./evidence.ts";
import { grouped } from "./figures.ts";
import { type Clock, date, dateTime, timeOfDay } from "./moment.ts";
import { routeWords, targetWords } from "./phrases.ts";

/** `malformed_proxy_response / body_not_string`; a cause without reasons stands alone. */
export function faultTitle({ diagnosis }: FaultSummary): string {
  const { cause, reason } = diagnosis;
  return reason === "none" ? cause : `${cause} / ${reason}`;
}

/** What is called and fails, or the API and stage when the log names no more. */
function whereWords(fault: FaultSummary): string {
  if (fault.target !== undefined) return targetWords(fault.target);
  return apiWords(fault) ?? (fault.routes.length === 0 ? "not named in the log" : "");
}

/** The parts of `where`, then routes, that the log names. */
export function placeWords(fault: FaultSummary, routesLimit: number): readonly string[] {
  return [whereWords(fault), routesWords(fault, routesLimit)].filter((words) => words !== "");
}

/** `API a1b2c3d4e5, stage prod, account 123456789012, eu-west-1`: what the log says of it. */
export function apiWords(fault: FaultSummary): string | undefined {
  const { apiId, stage, accountId, region } = fault;
  const parts = [
    ...(apiId === undefined ? [] : [`API ${apiId}`]),
    ...(stage === undefined ? [] : [`stage ${stage}`]),
    ...(accountId === undefined ? [] : [`account ${accountId}`]),
    ...(region === undefined ? [] : [region]),
  ];
  return parts.length === 0 ? undefined : parts.join(", ");
}

/** `POST /orders (12), GET /orders/{id} (8), others (3)`: failing requests by route. */
function routesWords(fault: FaultSummary, limit: number): string {
  const shown = fault.routes.slice(0, limit);
  const unshown = fault.routes.slice(limit);
  const others = unshown.reduce((sum, { count }) => sum + count, fault.otherRoutes);
  const isTheOnly = shown.length === 1 && others === 0;
  return [
    ...shown.map(
      ({ method, route, count }) =>
        `${routeWords(method, route)}${isTheOnly ? "" : ` (${grouped(count)})`}`,
    ),
    ...(others > 0 ? [`others (${grouped(others)})`] : []),
  ].join(", ");
}

/** `answered 502`, or `answered 502 (18), 504 (2)`. */
export function statusesWords({ statuses }: FaultSummary): string | undefined {
  const [only] = statuses;
  if (only === undefined) return undefined;
  const each = statuses.map(({ status, count }) => `${status} (${grouped(count)})`);
  return `answered ${statuses.length === 1 ? only.status : each.join(", ")}`;
}

/** First and last time a fault was seen, without the date when the whole report is of one day. */
export function seenTimes(
  { firstSeen, lastSeen }: FaultSummary,
  summary: Summary,
  clock: Clock,
): readonly string[] {
  const show = (time: EpochMs) =>
    isOfOneDay(summary, clock) ? timeOfDay(time, clock) : dateTime(time, clock);
  return [firstSeen, lastSeen].flatMap((time) => (time === undefined ? [] : show(time)));
}

/** `request 8f0c…, 10:02:03, after 31 ms, orders.log:12`: which request it was and where it stands. */
export function requestWords(judgement: Judgement, clock: Clock): string {
  const { requestId, time, integrationLatencyMs } = judgement.facts;
  const [first] = judgement.records;
  return [
    requestId === undefined ? "a request without an id" : `request ${requestId}`,
    ...(time === undefined ? [] : [dateTime(time, clock)]),
    ...(integrationLatencyMs === undefined ? [] : [`after ${grouped(integrationLatencyMs)} ms`]),
    ...(first === undefined ? [] : [placeOf(first)]),
  ].join(", ");
}

function isOfOneDay({ from, to }: Summary, clock: Clock): boolean {
  return from !== undefined && to !== undefined && date(from, clock) === date(to, clock);
}
