import type { Incident } from "../../shared/domain/incident.ts";
import type { ScopeKey } from "../../shared/domain/tally.ts";
import { type EpochMs, toEpochMs } from "../../shared/domain/time.ts";
import type { Store } from "../../shared/ports.ts";
import { failure } from "../build/judgements.ts";
import {
  aContribution,
  aFault,
  aFaultHour,
  anAggregate,
  anIncident,
  aStage,
  aTally,
  FINGERPRINT,
  PROD,
} from "../build/stored.ts";

const OTHER = "123456789012/eu-west-1/other/prod" as ScopeKey;
const HOUR = 3_600_000;
const RESOLVED = { state: "resolved", owed: [] } as const;

/** What the documented questions ask for, among much that they do not. */
export async function fillTable(store: Store): Promise<void> {
  await Promise.all([
    fillHistory(store),
    fillHours(store),
    fillMinutes(store),
    store.putStage(aStage(), 0),
    store.putStage(aStage({ scope: OTHER }), 0),
    store.takeNotice(time("2026-11-22T10:00Z"), 20, HOUR),
    store.putProgress({ ...(await store.progress()), digests: 3 }),
  ]);
}

async function fillHistory(store: Store): Promise<void> {
  const throttled = { cause: "lambda_throttled", reason: "concurrency_limit" } as const;
  const old = { ...RESOLVED, resolvedAt: time("2026-11-01T01:00Z") };
  const incidents = [
    incident("2026-10-31T23:59:59.999Z", FINGERPRINT, { ...old, episode: 3 }),
    incident("2026-11-01T00:00Z", FINGERPRINT, old),
    incident("2026-11-22T09:00Z", FINGERPRINT, { episode: 2 }),
    incident("2026-12-01T00:00Z", FINGERPRINT, { ...RESOLVED, episode: 4 }),
    ofFault("2026-11-15T23:00Z", "v1:early", { ...throttled, apiId: "other" }),
    ofFault("2026-11-23T00:00Z", "v1:late", { ...throttled, apiId: "other" }),
    ofFault("2026-11-19T00:00Z", "v1:elsewhere", { ...throttled, apiId: "other" }),
    {
      ...ofFault("2026-11-18T09:00Z", "v1:throttled", throttled),
      resolvedAt: time("2026-11-18T10:00Z"),
    },
    { ...ofFault("2026-11-20T09:00Z", "v1:owing", { apiId: "other" }), owed: anIncident().owed },
  ];
  for (const one of incidents) {
    await store.openIncident(one);
    for (const slot of [1, 0]) {
      const sample = failure({ requestId: `${one.id}/${slot}`, time: one.openedAt, status: 502 });
      await store.putSample(one.id, slot, sample);
    }
  }
}

async function fillHours(store: Store): Promise<void> {
  const first = time("2026-11-20T00:00Z");
  const starts = Array.from({ length: 96 }, (_, n) => toEpochMs(first + n * HOUR));
  const requests = { "2xx": 95, "4xx": 2, "5xx": 3 };
  const ofHour = (start: EpochMs) => ({ span: "hour", start, requests }) as const;
  await Promise.all(
    starts.flatMap((start) => [
      store.putAggregate(anAggregate({ ...ofHour(start), causes: causesFrom(start) })),
      store.putAggregate(anAggregate({ ...ofHour(start), scope: OTHER })),
    ]),
  );
  const struck = ["21T23", "22T00", "22T23", "23T00"].map((hour) => time(`2026-11-${hour}:00Z`));
  for (const hour of struck) {
    await store.putFaultHour(aFaultHour({ hour }));
    await store.putFaultHour(aFaultHour({ hour, fingerprint: "v1:other" }));
  }
}

/** More failures, and of one cause more, from the 22nd on. */
function causesFrom(start: EpochMs): Readonly<Record<string, number>> {
  return start < time("2026-11-22T00:00Z")
    ? { malformed_proxy_response: 1 }
    : { malformed_proxy_response: 2, lambda_throttled: 1 };
}

async function fillMinutes(store: Store): Promise<void> {
  const starts = ["09:59", "10:00", "10:30", "10:59", "11:00"].map((at) =>
    time(`2026-11-22T${at}Z`),
  );
  for (const start of starts) {
    for (const scope of [PROD, OTHER]) {
      await store.putAggregate(anAggregate({ start, scope }));
      await store.putContribution(aContribution({ start, scope }, start));
    }
    await store.putTally(aTally({ name: `delivery:${start}`, arrivedAt: start }));
  }
}

function incident(openedAt: string, fingerprint: string, changes: Partial<Incident>): Incident {
  const fault = changes.fault ?? aFault({ fingerprint });
  return anIncident({ fault, openedAt: time(openedAt), count: 5, ...changes });
}

function ofFault(
  openedAt: string,
  fingerprint: string,
  changes: Partial<Incident["fault"]>,
): Incident {
  return incident(openedAt, fingerprint, {
    ...RESOLVED,
    fault: aFault({ fingerprint, ...changes }),
  });
}

function time(text: string): EpochMs {
  return toEpochMs(Date.parse(text));
}
