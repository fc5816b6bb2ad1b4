import pMap from "p-map";
import type { Incident } from "../../domain/incident.ts";
import type { DigestEntry, OwedNotice, Topic, Traffic } from "../../domain/notice.ts";
import { TOPICS } from "../../domain/notice.ts";
import { type EpochMs, toEpochMs } from "../../domain/time.ts";
import { digestOf } from "../../incident/notice.ts";
import type { IncidentStore, Ports, Progress } from "../../ports.ts";
import type { Problem } from "../problem.ts";
import { claimed, publishTo, sendOwed } from "../sending.ts";
import type { Settings } from "../settings.ts";
import type { Situations } from "./situations.ts";

/** What a sweep made known. */
export type Told = {
  readonly notices: number;
  /** Incidents told of in a digest, since the budget was spent. */
  readonly digested: number;
  /** As it is after the digest was numbered. */
  readonly progress: Progress;
  readonly problems: readonly Problem[];
};
type Digested = Omit<Told, "notices">;
type As = { readonly now: EpochMs; readonly progress: Progress };

type Held = { readonly incident: Incident; readonly owed: readonly OwedNotice[] };
/** Held, and nobody else tells it: the first of what is owed names its entry. */
type Due = Held & { readonly kind: OwedNotice["kind"] };

const MINUTES_SHOWN = 5;
const MINUTE = 60_000;
const AT_ONCE = 8;

/**
 * Sends everything that is owed, as far as the budget goes, and the rest as one digest. What nobody was told
 * of goes first: what a topic refuses again and again must not use up the budget of the others.
 */
export async function sendAll(
  ports: Ports,
  settings: Settings,
  situations: Situations,
  incidents: readonly Incident[],
  { now, progress }: As,
): Promise<Told> {
  const held: Held[] = [];
  const problems: Problem[] = [];
  let notices = 0;
  const owing = incidents.filter(({ owed }) => owed.length > 0);
  for (const incident of owing.toSorted((a, b) => b.owed.length - a.owed.length)) {
    if (held.length > 0) {
      held.push({ incident, owed: incident.owed }); // the budget is spent
      continue;
    }
    const traffic = trafficOf(await situations.of(incident, undefined, false), now);
    const telling = { incident, now, ...(traffic === undefined ? {} : { traffic }) };
    const sent = await sendOwed(ports, settings, telling);
    notices += sent.told;
    problems.push(...sent.problems);
    if (sent.held.length > 0) held.push({ incident, owed: sent.held });
  }
  const digest = await sendDigest(ports, settings, held, { now, progress });
  return {
    notices: notices + (digest.digested > 0 ? 1 : 0),
    digested: digest.digested,
    progress: digest.progress,
    problems: [...problems, ...digest.problems],
  };
}

/**
 * One for each window of the budget; what it tells is owed no more to the topics it reached. Its number is
 * taken first: a digest that died half-way must not have the name of the next one, which tells of others.
 */
async function sendDigest(
  ports: Ports,
  settings: Settings,
  held: readonly Held[],
  { now, progress }: As,
): Promise<Digested> {
  const { notices, windowMs } = settings.policy.budget;
  const untold = { digested: 0, progress, problems: [] };
  if (held.length === 0 || !(await ports.store.takeNotice(now, notices, windowMs))) return untold;
  const number = progress.digests + 1;
  if ((await ports.store.putProgress({ ...progress, digests: number })) === "stale") return untold;
  const numbered = { ...progress, digests: number, revision: progress.revision + 1 };
  const due = await stillDue(ports.store, held, now);
  const topics: readonly Topic[] = TOPICS.filter((topic) =>
    due.some(({ owed }) => owed.some((one) => one.topic === topic)),
  );
  const because = `more than ${notices} notices in ${windowMs / MINUTE} min`;
  const notice = digestOf(due.map(entryOf), { number, at: now, because });
  const { published, problems } = await publishTo(ports, settings, topics, notice);
  const isTold = ({ topic }: OwedNotice) => published.includes(topic);
  await pMap(due, ({ incident, owed }) => ports.store.clearOwed(incident.id, owed.filter(isTold)), {
    concurrency: AT_ONCE,
  });
  return { digested: published.length > 0 ? due.length : 0, progress: numbered, problems };
}

/** Without what another worker has begun to tell, or has told meanwhile. */
async function stillDue(
  store: IncidentStore,
  held: readonly Held[],
  now: EpochMs,
): Promise<readonly Due[]> {
  const claims = await pMap(
    held,
    async ({ incident, owed: believed }): Promise<readonly Due[]> => {
      const owed = (await claimed(store, incident.id, believed, now)) ?? [];
      const [first] = owed;
      return first === undefined ? [] : [{ incident, owed, kind: first.kind }];
    },
    { concurrency: AT_ONCE },
  );
  return claims.flat();
}

function entryOf({ incident, kind }: Due): DigestEntry {
  const { id, fault, count } = incident;
  return { incidentId: id, kind, fault, count };
}

/** Failures and requests of the last minutes: "how often, what share". */
function trafficOf(
  { minutes }: Awaited<ReturnType<Situations["of"]>>,
  now: EpochMs,
): Traffic | undefined {
  const from = toEpochMs(now - MINUTES_SHOWN * MINUTE);
  const shown = minutes.filter(({ minute }) => minute >= from);
  if (shown.length === 0) return undefined;
  const failures = shown.reduce((sum, one) => sum + one.failures, 0);
  const counted = shown.flatMap(({ requests }) => (requests === undefined ? [] : [requests]));
  const requests = counted.reduce((sum, one) => sum + one, 0);
  return { from, to: now, failures, ...(counted.length === 0 ? {} : { requests }) };
}
