import pMap from "p-map";
import { scopeOf } from "../../aggregate/scope.ts";
import { groupedBy } from "../../domain/grouped.ts";
import type { WatchedStage } from "../../domain/stage.ts";
import type { Cell, Tally } from "../../domain/tally.ts";
import { type EpochMs, MINUTE_MS, toEpochMs } from "../../domain/time.ts";
import { blindNoticeOf, isDue, type Seen, unseenSince, watch } from "../../incident/watch.ts";
import type { Ports } from "../../ports.ts";
import type { Problem } from "../problem.ts";
import { publishTo } from "../sending.ts";
import type { Settings } from "../settings.ts";

/** What is known of the stages that send logs. */
export type Watched = {
  readonly blind: number;
  readonly notices: number;
  readonly problems: readonly Problem[];
};

const AT_ONCE = 4;
type Outcome = {
  readonly isBlind: boolean;
  readonly notices: number;
  readonly problems: readonly Problem[];
};
const NOTHING: Outcome = { isBlind: false, notices: 0, problems: [] };
const NEVER = { lastLogAt: toEpochMs(0), revision: 0 } as const;
/** Deliveries are retried for a while before they are lost. */
const DELIVERY_MS = 15 * MINUTE_MS;

/** Notes which stages log, asks the service about those that have stopped, and tells people. */
export async function watchStages(
  ports: Ports,
  settings: Settings,
  fresh: readonly Tally[],
  now: EpochMs,
): Promise<Watched> {
  const known = await ports.store.stages();
  const stages = seenIn(known, fresh);
  const outcomes = await pMap(stages, (stage) => watchOne(ports, settings, stage, known, now), {
    concurrency: AT_ONCE,
  });
  return {
    blind: outcomes.filter(({ isBlind }) => isBlind).length,
    notices: outcomes.reduce((sum, { notices }) => sum + notices, 0),
    problems: outcomes.flatMap(({ problems }) => problems),
  };
}

/** The stages known, with what the tallies add: a later log event, or a stage not seen before. */
function seenIn(known: readonly WatchedStage[], fresh: readonly Tally[]): readonly WatchedStage[] {
  const stages = new Map(known.map((stage) => [stage.scope, stage]));
  const cells = fresh.flatMap(({ logGroup, cells }) =>
    cells.map((cell) => ({ logGroup, ...cell })),
  );
  for (const [scope, own] of groupedBy(cells, (cell) => cell.scope)) {
    const stage = stages.get(scope) ?? { ...NEVER, scope, logGroup: own[0].logGroup };
    stages.set(scope, withCells(stage, own));
  }
  return [...stages.values()];
}

/** The same stage when the cells say nothing new of it. */
function withCells(stage: WatchedStage, cells: readonly Cell[]): WatchedStage {
  const newest = cells.reduce<number>((max, { minute }) => Math.max(max, minute), stage.lastLogAt);
  const failuresOnly = (stage.failuresOnly ?? true) && !cells.some(showsSuccess);
  const isSame = newest === stage.lastLogAt && failuresOnly === stage.failuresOnly;
  return isSame ? stage : { ...stage, lastLogAt: toEpochMs(newest), failuresOnly };
}

function showsSuccess({ requests }: Cell): boolean {
  return (requests["2xx"] ?? 0) + (requests["3xx"] ?? 0) > 0;
}

async function watchOne(
  ports: Ports,
  settings: Settings,
  stage: WatchedStage,
  known: readonly WatchedStage[],
  now: EpochMs,
): Promise<Outcome> {
  const asked = isDue(stage, now, settings.policy) ? await askAbout(ports, stage, now) : NOT_ASKED;
  const changed = watch(stage, now, asked.seen, settings.policy);
  const isNews = changed !== undefined || !known.includes(stage);
  const next = changed ?? stage;
  if (isNews && (await ports.store.putStage(next, stage.revision)) === "stale") return NOTHING;
  const written = { ...next, revision: stage.revision + (isNews ? 1 : 0) };
  const told = await tell(ports, settings, written, now);
  return { ...told, problems: [...asked.problems, ...told.problems] };
}

type Asked = { readonly seen: Seen | undefined; readonly problems: readonly Problem[] };
const NOT_ASKED: Asked = { seen: undefined, problems: [] };

/** What the service's own metrics say since the stage went silent; a refusal is no news of the stage. */
async function askAbout({ metrics }: Ports, stage: WatchedStage, now: EpochMs): Promise<Asked> {
  const deliveriesSince = toEpochMs(Math.min(stage.lastLogAt, now - DELIVERY_MS));
  const [served, failed] = await Promise.allSettled([
    metrics.requestsServed(scopeOf(stage.scope), unseenSince(stage), now),
    metrics.deliveriesFailed(stage.logGroup, deliveriesSince, now),
  ]);
  const problems = [served, failed].flatMap((answer) =>
    answer.status === "fulfilled" ? [] : [refused(stage, answer.reason)],
  );
  const requests = served.status === "fulfilled" ? served.value : undefined;
  const seen = {
    ...(requests === undefined ? {} : { served: requests }),
    ...(failed.status === "fulfilled" ? { failedDeliveries: failed.value } : {}),
  };
  return { seen, problems };
}

function refused({ scope }: WatchedStage, cause: unknown): Problem {
  return { code: "metrics_refused", detail: scope, cause };
}

/** Publishes what is owed about a stage, and notes what was. */
async function tell(
  ports: Ports,
  settings: Settings,
  stage: WatchedStage,
  now: EpochMs,
): Promise<Outcome> {
  const { blind } = stage;
  const isBlind = blind !== undefined && blind.state !== "sees_again";
  if (blind === undefined || blind.owed.length === 0) return { ...NOTHING, isBlind };
  const { notices, windowMs } = settings.policy.budget;
  const notice = blindNoticeOf(stage, scopeOf(stage.scope), now);
  if (notice === undefined || !(await ports.store.takeNotice(now, notices, windowMs))) {
    return { ...NOTHING, isBlind };
  }
  const { published, problems } = await publishTo(ports, settings, blind.owed, notice);
  if (published.length === 0) return { isBlind, notices: 0, problems };
  const owed = blind.owed.filter((topic) => !published.includes(topic));
  await ports.store.putStage({ ...stage, blind: { ...blind, owed } }, stage.revision);
  return { isBlind, notices: 1, problems };
}
