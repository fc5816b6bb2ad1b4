import type { Incident, IncidentChange, PersonsWill } from "../../shared/domain/incident.ts";
import { INCIDENT_NOTICES, type OwedNotice, TOPICS } from "../../shared/domain/notice.ts";
import type { WatchedStage } from "../../shared/domain/stage.ts";
import type { Aggregate, Contribution, FaultHour, Tally } from "../../shared/domain/tally.ts";
import { type EpochMs, toEpochMs } from "../../shared/domain/time.ts";
import type { Judgement } from "../../shared/domain/verdict.ts";
import type {
  AggregateStore,
  IncidentStore,
  Progress,
  Store,
  TallyStore,
  WatchStore,
} from "../../shared/ports.ts";

const FIRST = toEpochMs(0);
const LAST = toEpochMs(Number.MAX_SAFE_INTEGER);

/**
 * The table, in memory: passes the same contract. Each call is one step, as in DynamoDB, and what goes
 * in is frozen, so that no test can change the store by changing a value it holds.
 */
export function createMemoryStore(): Store {
  return { ...tallyStore(), ...aggregateStore(), ...incidentStore(), ...watchStore() };
}

function tallyStore(): TallyStore {
  const byName = new Map<string, Tally>();
  return {
    async putTally(tally) {
      if (byName.has(tally.name)) return "already_there";
      byName.set(tally.name, frozen(tally));
      return "written";
    },
    async arrivalsSince(from) {
      const late = [...byName.values()].filter(({ arrivedAt }) => arrivedAt >= from);
      return late.map(({ name, arrivedAt }) => ({ name, arrivedAt }));
    },
    async tallies(names) {
      return [...new Set(names)].flatMap((name) => byName.get(name) ?? []);
    },
  };
}

function aggregateStore(): AggregateStore {
  const contributed = new Map<string, Map<EpochMs, Contribution>>();
  const aggregated = new Map<string, Map<EpochMs, Aggregate>>();
  const struck = new Map<string, Map<EpochMs, FaultHour>>();
  return {
    async putContribution(contribution) {
      const { scope, start } = contribution.aggregate;
      shelf(contributed, `${start} ${scope}`).set(contribution.arrivalMinute, frozen(contribution));
    },
    async contributions(scope, minute) {
      return [...shelf(contributed, `${minute} ${scope}`).values()];
    },
    async putAggregate(aggregate) {
      shelf(aggregated, `${aggregate.span} ${aggregate.scope}`).set(
        aggregate.start,
        frozen(aggregate),
      );
    },
    async aggregates(span, { scope, from, to }) {
      return within(shelf(aggregated, `${span} ${scope}`), from, to);
    },
    async putFaultHour(hour) {
      shelf(struck, hour.fingerprint).set(hour.hour, frozen(hour));
    },
    async faultHours(fingerprint, from, to) {
      return within(shelf(struck, fingerprint), from, to);
    },
  };
}

function incidentStore(): IncidentStore {
  const byId = new Map<string, Incident>();
  const claims = new Map<string, EpochMs>();
  const sampled = new Map<string, Map<number, Judgement>>();
  const all = (from: EpochMs, to: EpochMs) =>
    [...byId.values()]
      .filter(({ openedAt }) => from <= openedAt && openedAt < to)
      .sort(newestFirst);
  const change = (id: string, seen: number | undefined, next: (was: Incident) => Incident) => {
    const was = byId.get(id);
    if (was === undefined || (seen !== undefined && was.revision !== seen)) return "stale";
    byId.set(id, frozen(next(was)));
    return "written";
  };
  return {
    async openIncident(incident) {
      if (byId.has(incident.id)) return "already_there";
      byId.set(incident.id, frozen({ ...incident, owed: incident.owed.toSorted(inOrder) }));
      return "written";
    },
    async latestIncident(fingerprint) {
      return [...byId.values()]
        .filter(({ fault }) => fault.fingerprint === fingerprint)
        .reduce<Incident | undefined>(newerEpisode, undefined);
    },
    incident: async (id) => byId.get(id),
    async liveIncidents() {
      return [...byId.values()].filter(({ state, owed }) => state === "open" || owed.length > 0);
    },
    async incidents(query) {
      return all(query.from, query.to).filter(({ fault }) =>
        query.by === "api" ? fault.apiId === query.apiId : fault.cause === query.cause,
      );
    },
    allIncidents: async (from = FIRST, to = LAST) => all(from, to),
    changeIncident: async (id, revision, wanted) =>
      change(id, revision, (was) => changed(was, wanted)),
    async claimOwed(id, now, forMs) {
      const owed = byId.get(id)?.owed ?? [];
      const claimedAt = claims.get(id) ?? Number.NEGATIVE_INFINITY;
      if (owed.length === 0 || Math.abs(now - claimedAt) < forMs) return undefined;
      claims.set(id, now);
      return owed;
    },
    async clearOwed(id, published) {
      claims.delete(id);
      const done = new Set(published.map(keyOfOwed));
      const left = (was: Incident) => was.owed.filter((owed) => !done.has(keyOfOwed(owed)));
      change(id, undefined, (was) => ({ ...was, owed: left(was) }));
    },
    setWill: async (id, will) =>
      change(id, undefined, (was) => ({ ...was, will: willAfter(was.will, will) })),
    async putSample(incidentId, slot, sample) {
      const slots = shelf(sampled, incidentId);
      if (slots.has(slot)) return "already_there";
      slots.set(slot, frozen(sample));
      return "written";
    },
    async samples(incidentId) {
      return [...shelf(sampled, incidentId)].sort(([a], [b]) => a - b).map(([, sample]) => sample);
    },
  };
}

function watchStore(): WatchStore {
  const watched = new Map<string, WatchedStage>();
  let reached: Progress = frozen({ foldedThrough: FIRST, sweptAt: FIRST, digests: 0, revision: 0 });
  let grants: readonly EpochMs[] = [];
  return {
    stages: async () => [...watched.values()],
    async putStage(stage, revision) {
      if ((watched.get(stage.scope)?.revision ?? 0) !== revision) return "stale";
      watched.set(stage.scope, frozen({ ...stage, revision: revision + 1 }));
      return "written";
    },
    progress: async () => reached,
    async putProgress(progress) {
      if (reached.revision !== progress.revision) return "stale";
      reached = frozen({ ...progress, revision: progress.revision + 1 });
      return "written";
    },
    async takeNotice(now, limit, windowMs) {
      const near = grants.filter((grant) => Math.abs(grant - now) < windowMs);
      if (near.length >= limit) return false;
      grants = [...grants, now].slice(-5 * limit);
      return true;
    },
  };
}

function changed(was: Incident, { owe = [], ...fields }: IncidentChange): Incident {
  const known = new Set(was.owed.map(keyOfOwed));
  const added = owe.filter((owed) => !known.has(keyOfOwed(owed)));
  const owed = [...was.owed, ...added].sort(inOrder);
  return { ...was, ...fields, owed, revision: was.revision + 1 };
}

function willAfter(was: PersonsWill, said: Parameters<Store["setWill"]>[1]): PersonsWill {
  const both = Object.entries({ ...was, ...said });
  return Object.fromEntries(both.filter(([, value]) => value !== null && value !== undefined));
}

function keyOfOwed({ kind, number, topic }: OwedNotice): string {
  return `${kind}#${number}#${topic}`;
}

function inOrder(a: OwedNotice, b: OwedNotice): number {
  const kinds = INCIDENT_NOTICES.indexOf(a.kind) - INCIDENT_NOTICES.indexOf(b.kind);
  return kinds || a.number - b.number || TOPICS.indexOf(a.topic) - TOPICS.indexOf(b.topic);
}

function newestFirst(a: Incident, b: Incident): number {
  return b.openedAt - a.openedAt || (a.id < b.id ? -1 : 1);
}

function newerEpisode(best: Incident | undefined, next: Incident): Incident {
  return best === undefined || next.episode > best.episode ? next : best;
}

function within<Value>(items: ReadonlyMap<EpochMs, Value>, from: EpochMs, to: EpochMs): Value[] {
  const found = [...items].filter(([start]) => from <= start && start < to);
  return found.sort(([a], [b]) => a - b).map(([, value]) => value);
}

function shelf<Key, Value>(shelves: Map<string, Map<Key, Value>>, name: string): Map<Key, Value> {
  const found = shelves.get(name) ?? new Map<Key, Value>();
  shelves.set(name, found);
  return found;
}

function frozen<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(Object.freeze(value))) frozen(part);
  return value;
}
