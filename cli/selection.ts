import { toEpochMs } from "../shared/domain/time.ts";
import type { Judgement } from "../shared/domain/verdict.ts";
import { isWithin, type Period } from "./period.ts";

/** Which requests a report is about; all of them where nothing is set. */
export type Selection = Period & {
  readonly api?: string;
  readonly cause?: string;
  readonly route?: string;
};

export function isEverything(selection: Selection): boolean {
  return Object.keys(selection).length === 0;
}

/** Whether a request is one the report is about. One whose time is unknown is in no period. */
export function isSelected(
  { facts, verdict }: Judgement,
  { api, cause, route, ...period }: Selection,
): boolean {
  const found = verdict.kind === "failed" ? verdict.diagnosis.cause : verdict.kind;
  const routes = [facts.route, `${facts.method} ${facts.route}`];
  return (
    (api === undefined || facts.apiId === api) &&
    (cause === undefined || found === cause) &&
    (route === undefined || routes.includes(route)) &&
    isWithin(period, toEpochMs(facts.time ?? Number.NaN), facts.zone)
  );
}
