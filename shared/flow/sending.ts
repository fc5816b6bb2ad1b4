import { groupedBy } from "../domain/grouped.ts";
import type { Incident } from "../domain/incident.ts";
import type { Notice, OwedNotice, Topic, Traffic } from "../domain/notice.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import { noticeOf } from "../incident/notice.ts";
import type { IncidentStore, IntakePorts, Ports } from "../ports.ts";
import type { Problem } from "./problem.ts";
import type { Settings } from "./settings.ts";
import { messageOf } from "./telling.ts";

/** What became of the notices of one incident. */
export type Sent = {
  /** Notices of which at least one topic got its message. */
  readonly told: number;
  /** Over the budget: a digest will tell them. */
  readonly held: readonly OwedNotice[];
  /** Topics that did not get their message: it stays owed. */
  readonly problems: readonly Problem[];
};

type Telling = {
  readonly incident: Incident;
  readonly now: EpochMs;
  readonly traffic?: Traffic;
};

/** The last of the budget is the digest's. */
const KEPT_FOR_THE_DIGEST = 1;
/** As long as the longest-lived function may take: who has not cleared by then is dead. */
const CLAIM_MS = 2 * MINUTE_MS;

/** Publishes what the incident owes, each topic apart, as far as the budget of notices goes. */
export async function sendOwed(
  ports: IntakePorts,
  settings: Settings,
  telling: Telling,
): Promise<Sent> {
  const { incident, now, traffic } = telling;
  const { notices, windowMs } = settings.policy.budget;
  const problems: Problem[] = [];
  const held: OwedNotice[] = [];
  let told = 0;
  const byNotice = groupedBy(incident.owed, ({ kind, number }) => `${kind}#${number}`);
  for (const owed of byNotice.values()) {
    const due = await claimed(ports.store, incident.id, owed, now);
    if (due === undefined) continue;
    // Only now: what somebody else sends must not use up the budget as well.
    const isGranted =
      due.length > 0 &&
      (await ports.store.takeNotice(now, notices - KEPT_FOR_THE_DIGEST, windowMs));
    if (!isGranted) {
      await ports.store.clearOwed(incident.id, []);
      held.push(...due);
      continue;
    }
    const notice = noticeOf(incident, owed[0], traffic, now);
    const topics = due.map(({ topic }) => topic);
    const outcome = await publishTo(ports, settings, topics, notice);
    problems.push(...outcome.problems);
    const published = due.filter(({ topic }) => outcome.published.includes(topic));
    if (published.length > 0) told++;
    await ports.store.clearOwed(incident.id, published);
  }
  return { told, held, problems };
}

/**
 * Which of these are still owed, now that nobody else sends them; `clearOwed` ends that. None while
 * another worker or sweep has them.
 */
export async function claimed(
  store: IncidentStore,
  incidentId: string,
  owed: readonly OwedNotice[],
  now: EpochMs,
): Promise<readonly OwedNotice[] | undefined> {
  const still = await store.claimOwed(incidentId, now, CLAIM_MS);
  const keys = new Set(still?.map(keyOf));
  return still && owed.filter((one) => keys.has(keyOf(one)));
}

function keyOf({ kind, number, topic }: OwedNotice): string {
  return `${kind}#${number}#${topic}`;
}

/** Publishes one notice to each of the topics; one that fails does not hold back the others. */
export async function publishTo(
  { publisher }: Pick<Ports, "publisher">,
  settings: Settings,
  topics: readonly Topic[],
  notice: Notice,
): Promise<{ readonly published: readonly Topic[]; readonly problems: readonly Problem[] }> {
  // Within the promise, so that a notice that cannot be put into words holds back no other.
  const outcomes = await Promise.allSettled(
    topics.map(async (topic) => publisher.publish(topic, messageOf(topic, notice, settings))),
  );
  const published = topics.filter((_, at) => outcomes[at]?.status === "fulfilled");
  const problems = topics.flatMap((topic, at) => {
    const outcome = outcomes[at];
    return outcome?.status === "rejected"
      ? [{ code: "publish_failed" as const, detail: topic, cause: outcome.reason as unknown }]
      : [];
  });
  return { published, problems };
}
