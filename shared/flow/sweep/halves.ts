import pMap from "p-map";
import { faultOf } from "../../aggregate/fault.ts";
import { groupedBy } from "../../domain/grouped.ts";
import type { LogRecord } from "../../domain/record.ts";
import type { Tally } from "../../domain/tally.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Judgement } from "../../domain/verdict.ts";
import type { Ports } from "../../ports.ts";
import { type Parts, type Ruling, ruleOn } from "../judging-halves.ts";
import { type Found, lookUp, problemsOf } from "../looking-up.ts";
import { maskedFacts } from "../masked.ts";
import { type Place, putOwnTallies } from "../own-tallies.ts";
import type { Problem } from "../problem.ts";
import { sampleOf } from "../samples.ts";
import type { Settings } from "../settings.ts";

/** What became of the requests that straddle deliveries. */
export type SettledHalves = {
  readonly tallies: readonly Tally[];
  /** A sample of each fault they show, by fingerprint. */
  readonly samples: ReadonlyMap<string, Judgement>;
  /** Requests that were looked up, and those that still wait. */
  readonly lookedUp: number;
  readonly waiting: number;
  readonly problems: readonly Problem[];
};

/** One request, and where its parts were found. */
type Case = Parts & { readonly place: Place };
type Ruled = { readonly one: Case; readonly ruling: Ruling };

const OVERDUE_MS = 5 * 60_000;
const AT_ONCE = 16;
/** Few enough for the reader's budget: of a search that is cut short, nothing is known for sure. */
const LOOKED_UP_IN_A_SWEEP = 50;

/**
 * Joins the halves in the tallies, looks up what is missing, and counts each request under its own name.
 */
export async function settleHalves(
  ports: Ports,
  settings: Settings,
  tallies: readonly Tally[],
  now: EpochMs,
): Promise<SettledHalves> {
  const cases = casesIn(tallies, settings, ports.clock(), now);
  const first = cases.map((one) => ({ one, ruling: ruleOn(one) }));
  const unclear = first.filter(({ ruling }) => ruling.kind === "look_up").map(({ one }) => one);
  const second = await lookedUp(ports, unclear);
  const ruled = [...first.filter(({ ruling }) => ruling.kind !== "look_up"), ...second.ruled];
  const judged = ruled.flatMap(({ one, ruling }) =>
    ruling.kind === "judged"
      ? maskedFacts([ruling.judgement]).map((judgement) => ({ place: one.place, judgement }))
      : [],
  );
  const written = await pMap(
    judged,
    ({ place, judgement }) => putOwnTallies(ports.store, place, [judgement]),
    { concurrency: AT_ONCE },
  );
  return {
    tallies: written.flat(),
    samples: samplesOf(judged),
    lookedUp: second.lookedUp,
    waiting: ruled.filter(({ ruling }) => ruling.kind === "wait").length,
    problems: second.problems,
  };
}

function samplesOf(
  judged: readonly { readonly place: Place; readonly judgement: Judgement }[],
): ReadonlyMap<string, Judgement> {
  const samples = new Map<string, Judgement>();
  for (const { place, judgement } of judged) {
    const fingerprint = faultOf(judgement, place.home)?.fingerprint;
    if (fingerprint !== undefined) samples.set(fingerprint, sampleOf(judgement));
  }
  return samples;
}

function casesIn(
  tallies: readonly Tally[],
  settings: Settings,
  arrivedAt: EpochMs,
  now: EpochMs,
): readonly Case[] {
  const byGroup = groupedBy(tallies, ({ logGroup }) => logGroup);
  return [...byGroup].flatMap(([, own]) => {
    const ended = new Set(own.flatMap((tally) => tally.ended));
    const found = own.flatMap((tally) => tally.halves.map((half) => ({ tally, half })));
    const byRequest = groupedBy(found, ({ half }) => half.requestId);
    return [...byRequest].map(([requestId, parts]) => {
      const [first] = parts;
      const waitedMs = arrivedAt - first.tally.arrivedAt;
      const halves = parts.map(({ half }) => half);
      const records = halves.flatMap((half) => half.records);
      return {
        requestId,
        records,
        hasEnd: halves.some(({ hasEnd }) => hasEnd),
        endedWell: ended.has(requestId),
        lookup: "not_tried",
        isOverdue: Math.max(waitedMs, now - newestIn(records)) >= OVERDUE_MS,
        place: { ...placeOf(first.tally), arrivedAt, home: homeOf(records, settings) },
      };
    });
  });
}

function newestIn(records: readonly LogRecord[]): number {
  return records.reduce((max, { time }) => Math.max(max, time ?? 0), 0);
}

function placeOf({ logGroup, logStream }: Tally): Pick<Place, "logGroup" | "logStream"> {
  return { logGroup, logStream };
}

/** The account is named in the envelope of each delivery. */
function homeOf(records: readonly LogRecord[], { region }: Settings): Place["home"] {
  const [accountId = ""] = records.flatMap(({ origin }) => origin.accountId ?? []);
  return { accountId, region };
}

async function lookedUp(
  { logs }: Pick<Ports, "logs">,
  cases: readonly Case[],
): Promise<{
  readonly ruled: readonly Ruled[];
  readonly lookedUp: number;
  readonly problems: readonly Problem[];
}> {
  const ruled: Ruled[] = [];
  const problems: Problem[] = [];
  let asked = 0;
  for (const [, own] of groupedBy(cases, ({ place }) => place.logGroup)) {
    const { logGroup, logStream, home } = own[0].place;
    const wanted = own.slice(0, LOOKED_UP_IN_A_SWEEP);
    asked += wanted.length;
    const found = await lookUp(logs, { logGroup, logStream, accountId: home.accountId }, wanted);
    ruled.push(...wanted.map((one) => ({ one, ruling: ruleOn(completed(one, found)) })));
    ruled.push(...own.slice(LOOKED_UP_IN_A_SWEEP).map(notLookedUp));
    problems.push(...problemsOf(found, logGroup));
  }
  return { ruled, lookedUp: asked, problems };
}

function notLookedUp(one: Case): Ruled {
  return { one, ruling: ruleOn({ ...one, lookup: "incomplete" }) };
}

/** With all that the log has, if it was read to the end: redacted and plain lines are not mixed. */
function completed(one: Case, { records, complete }: Found): Parts {
  if (!complete) return { ...one, lookup: "incomplete" };
  const all = records.get(one.requestId);
  return { ...one, records: all ?? one.records, lookup: "complete" };
}
