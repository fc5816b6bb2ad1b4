import { describe, expect, test } from "vitest";
import type { Incident } from "../../shared/domain/incident.ts";
import type { EpochMs } from "../../shared/domain/time.ts";
import type { Store } from "../../shared/ports.ts";
import { aFault, anIncident, hour, minute } from "../build/stored.ts";
import type { OnStore } from "./on-store.ts";

const MONTH_HOURS = 30 * 24;

export function historyContract(onStore: OnStore): void {
  describe("history", () => {
    test(
      "of an API is newest first, from the first moment up to the last, which is left out",
      onStore(async (store) => {
        await filled(store);
        const period = { from: minute(1), to: minute(4) };
        const ofApi = { by: "api", apiId: "api-1", ...period } as const;
        expect(idsOf(await store.incidents(ofApi))).toEqual(["v1:a3-1", "v1:b2-1", "v1:a1-1"]);
        expect(await store.incidents({ ...ofApi, apiId: "api-9" })).toEqual([]);
        expect(await store.incidents({ ...ofApi, to: minute(1) })).toEqual([]);
      }),
    );

    test(
      "of a cause is newest first, whatever the API, known or not",
      onStore(async (store) => {
        await filled(store);
        const ofCause = { by: "cause", cause: "lambda_throttled" } as const;
        expect(
          idsOf(await store.incidents({ ...ofCause, from: minute(0), to: minute(9) })),
        ).toEqual(["v1:e5-1", "v1:d4-1", "v1:b2-1"]);
      }),
    );

    test(
      "of everything is every cause's, unclassified and quiet ones too, newest first",
      onStore(async (store) => {
        await filled(store);
        const all = ["v1:g7-1", "v1:f6-1", "v1:e5-1", "v1:d4-1", "v1:a3-1", "v1:b2-1", "v1:a1-1"];
        expect(idsOf(await store.allIncidents())).toEqual([...all, "v1:a0-1"]);
        expect(idsOf(await store.allIncidents(minute(1)))).toEqual(all);
        expect(idsOf(await store.allIncidents(minute(1), minute(3)))).toEqual([
          "v1:b2-1",
          "v1:a1-1",
        ]);
      }),
    );

    test(
      "comes whole: with will, sample, and what is owed, as it is now",
      onStore(async (store) => {
        await store.openIncident(anIncident());
        await store.setWill(anIncident().id, { acknowledged: { by: "ana", at: minute(1) } });
        await store.changeIncident(anIncident().id, 1, { count: 77 });
        const will = { acknowledged: { by: "ana", at: minute(1) } };
        const now = anIncident({ count: 77, revision: 2, will });
        const period = { from: minute(0), to: minute(9) };
        expect(await store.incidents({ by: "api", apiId: "a1b2c3d4e5", ...period })).toEqual([now]);
        expect(await store.allIncidents()).toEqual([now]);
      }),
    );

    test(
      "of incidents that opened at the same moment has one order",
      onStore(async (store) => {
        for (const name of ["c", "a", "b"]) await store.openIncident(incidentOf(name, minute(5)));
        expect(idsOf(await store.allIncidents())).toEqual(["v1:a-1", "v1:b-1", "v1:c-1"]);
      }),
    );

    test(
      "is complete though it is long",
      onStore(async (store) => {
        const long = Array.from({ length: 230 }, (_, n) =>
          incidentOf(`n${n}`, hour(-n * (MONTH_HOURS / 20))),
        );
        await Promise.all(long.map((incident) => store.openIncident(incident)));
        expect(idsOf(await store.allIncidents())).toEqual(idsOf(long));
      }),
    );
  });
}

async function filled(store: Store): Promise<void> {
  const ofOther = {
    apiId: "api-2",
    cause: "lambda_throttled",
    reason: "concurrency_limit",
  } as const;
  const incidents = [
    incidentOf("a0", minute(0)),
    incidentOf("a3", minute(3)),
    incidentOf("a1", minute(1)),
    incidentOf("b2", minute(2), { ...ofOther, apiId: "api-1" }),
    incidentOf("d4", minute(4), ofOther),
    withoutApi(incidentOf("e5", minute(5), ofOther)),
    incidentOf("f6", minute(6), { ...ofOther, cause: "unclassified", reason: "none" }),
    incidentOf("g7", minute(7), { ...ofOther, cause: "gateway_throttled", reason: "quota" }),
  ];
  for (const incident of incidents) await store.openIncident(incident);
}

function incidentOf(
  name: string,
  openedAt: EpochMs,
  changes: Partial<Incident["fault"]> = {},
): Incident {
  const fault = aFault({ fingerprint: `v1:${name}`, apiId: "api-1", ...changes });
  return anIncident({ fault, openedAt });
}

function withoutApi(incident: Incident): Incident {
  const { apiId: _, ...fault } = incident.fault;
  return { ...incident, fault };
}

function idsOf(incidents: readonly Incident[]): readonly string[] {
  return incidents.map(({ id }) => id);
}
