import { describe, expect, test } from "vitest";
import { at, failure } from "../build/judgements.ts";
import { aFault, aFullIncident, anIncident, FINGERPRINT, minute } from "../build/stored.ts";
import { type OnStore, sortedBy } from "./on-store.ts";

const { id } = anIncident();

export function incidentContract(onStore: OnStore): void {
  describe("incidents", () => {
    test.each([
      { name: "as few fields as possible", incident: bareIncident() },
      { name: "the usual fields", incident: anIncident() },
      { name: "every field", incident: aFullIncident() },
      { name: "a silence until a time", incident: silenced({ kind: "until", until: minute(60) }) },
      { name: "a silence until it escalates", incident: silenced({ kind: "escalating" }) },
    ])("with $name come back as they were opened", ({ incident }) =>
      onStore(async (store) => {
        expect(await store.openIncident(incident)).toBe("written");
        expect(await store.incident(incident.id)).toEqual(incident);
        expect(await store.latestIncident(incident.fault.fingerprint)).toEqual(incident);
      })(),
    );

    test(
      "nobody opened are not there, whatever their id",
      onStore(async (store) => {
        const ids = [id, "", "-", "v1:x", `${FINGERPRINT}-`, `${FINGERPRINT}-0x1`, "a-b-c"];
        for (const unknown of [...ids, `${FINGERPRINT}-123456789`]) {
          expect(await store.incident(unknown)).toBeUndefined();
        }
        expect(await store.latestIncident(FINGERPRINT)).toBeUndefined();
        expect(await store.liveIncidents()).toEqual([]);
        expect(await store.allIncidents()).toEqual([]);
      }),
    );

    test(
      "are opened once: who comes second changes nothing",
      onStore(async (store) => {
        await store.openIncident(anIncident());
        expect(await store.openIncident(anIncident({ count: 99, owed: [] }))).toBe("already_there");
        expect(await store.incident(id)).toEqual(anIncident());
      }),
    );

    test(
      "opened by many at the same time are opened by one",
      onStore(async (store) => {
        const openers = Array.from({ length: 8 }, (_, n) => anIncident({ count: n + 1 }));
        const outcomes = await Promise.all(openers.map((one) => store.openIncident(one)));
        const winners = openers.filter((_, n) => outcomes[n] === "written");
        expect(winners).toHaveLength(1);
        expect(await store.incident(id)).toEqual(winners[0]);
      }),
    );

    test(
      "of one fault: the latest is the one of the greatest episode",
      onStore(async (store) => {
        for (const episode of [9, 10, 2]) await store.openIncident(anIncident({ episode }));
        const other = aFault({ fingerprint: "v1:ffffffffffffffff" });
        await store.openIncident(anIncident({ fault: other, episode: 11 }));
        await store.putSample(`${FINGERPRINT}-10`, 0, failure());
        expect((await store.latestIncident(FINGERPRINT))?.episode).toBe(10);
      }),
    );

    test(
      "change in what the sweep says, and nothing else; the revision goes up by one",
      onStore(async (store) => {
        await store.openIncident(anIncident());
        const change = { count: 7, lastSeen: at(90), pace: { toldRate: 3, toldShare: 0, peak: 5 } };
        expect(await store.changeIncident(id, 1, change)).toBe("written");
        expect(await store.incident(id)).toEqual(anIncident({ ...change, revision: 2 }));
      }),
    );

    test(
      "can change in everything a sweep may write",
      onStore(async (store) => {
        const { state, firstSeen, lastSeen, count, quietMs, pace, told } = aFullIncident();
        const all = { state, firstSeen, lastSeen, count, quietMs, pace, told };
        const why = { resolution: "no traffic", because: { resolved: "no traffic" } };
        const more = { ...why, resolvedAt: minute(20), lastNoticeAt: minute(20) };
        await store.openIncident(bareIncident());
        expect(await store.changeIncident(id, 1, { ...all, ...more })).toBe("written");
        const expected = { ...bareIncident(), ...all, ...more, revision: 2 };
        expect(await store.incident(id)).toEqual(expected);
      }),
    );

    test(
      "that somebody has changed since, or that are not there, are stale",
      onStore(async (store) => {
        await store.openIncident(anIncident());
        await store.changeIncident(id, 1, { count: 3 });
        expect(await store.changeIncident(id, 1, { count: 9 })).toBe("stale");
        expect(await store.changeIncident(id, 3, { count: 9 })).toBe("stale");
        expect(await store.changeIncident(`${FINGERPRINT}-2`, 1, { count: 9 })).toBe("stale");
        expect(await store.changeIncident("not an id", 1, { count: 9 })).toBe("stale");
        expect(await store.allIncidents()).toEqual([anIncident({ count: 3, revision: 2 })]);
      }),
    );

    test(
      "changed by two sweeps at once are changed by one of them",
      onStore(async (store) => {
        await store.openIncident(anIncident());
        const counts = [10, 20, 30, 40];
        const outcomes = await Promise.all(
          counts.map((count) => store.changeIncident(id, 1, { count })),
        );
        const won = counts.filter((_, n) => outcomes[n] === "written");
        expect(won).toHaveLength(1);
        expect(await store.incident(id)).toEqual(anIncident({ count: won[0] ?? 0, revision: 2 }));
      }),
    );
  });

  describe("a person's will", () => {
    const acknowledged = { by: "ana", at: minute(3) };
    const silence = { kind: "until", until: minute(60), by: "bo", at: minute(4) } as const;

    test(
      "is kept beside what the sweep writes: neither disturbs the other",
      onStore(async (store) => {
        await store.openIncident(anIncident());
        expect(await store.setWill(id, { acknowledged, silence })).toBe("written");
        expect(await store.changeIncident(id, 1, { count: 7 })).toBe("written");
        expect(await store.setWill(id, { resolve: acknowledged })).toBe("written");
        expect(await store.incident(id)).toEqual(
          anIncident({
            count: 7,
            revision: 2,
            will: { acknowledged, silence, resolve: acknowledged },
          }),
        );
      }),
    );

    test(
      "can be taken back, once or twice, and what is not named stays",
      onStore(async (store) => {
        await store.openIncident(anIncident({ will: { acknowledged, silence } }));
        for (const _ of ["once", "twice"]) {
          expect(await store.setWill(id, { silence: null })).toBe("written");
          expect((await store.incident(id))?.will).toEqual({ acknowledged });
        }
        expect(await store.setWill(id, {})).toBe("written");
        expect(await store.setWill(id, { acknowledged: null, silence })).toBe("written");
        expect((await store.incident(id))?.will).toEqual({ silence });
      }),
    );

    test(
      "about an unknown incident is refused, and makes none",
      onStore(async (store) => {
        expect(await store.setWill(id, { acknowledged })).toBe("stale");
        expect(await store.setWill(id, {})).toBe("stale");
        expect(await store.setWill("not an id", { acknowledged })).toBe("stale");
        expect(await store.incident(id)).toBeUndefined();
      }),
    );
  });

  describe("samples", () => {
    test(
      "are kept by incident and slot; a slot that is taken stays as it is",
      onStore(async (store) => {
        const first = failure({ requestId: "r-0", time: at(1) });
        const second = failure({ requestId: "r-1", time: at(2) });
        expect(await store.putSample(id, 1, second)).toBe("written");
        expect(await store.putSample(id, 0, first)).toBe("written");
        expect(await store.putSample(id, 0, second)).toBe("already_there");
        expect(await store.samples(id)).toEqual([first, second]);
        expect(await store.samples(`${FINGERPRINT}-10`)).toEqual([]);
        expect(await store.samples("not an id")).toEqual([]);
      }),
    );

    test(
      "of an incident are not those of another episode or fault",
      onStore(async (store) => {
        const samples = [1, 10, 11].map(
          (n) => [`${FINGERPRINT}-${n}`, failureOf(`r-${n}`)] as const,
        );
        for (const [of, sample] of samples) await store.putSample(of, 0, sample);
        await store.putSample("v1:ffffffffffffffff-1", 0, failureOf("r-x"));
        for (const [of, sample] of samples) expect(await store.samples(of)).toEqual([sample]);
      }),
    );

    test(
      "put into one slot at the same time are put by one",
      onStore(async (store) => {
        const outcomes = await Promise.all(
          ["a", "b", "c"].map((requestId) => store.putSample(id, 0, failureOf(requestId))),
        );
        expect(sortedBy(outcomes, String)).toEqual(["already_there", "already_there", "written"]);
        expect(await store.samples(id)).toHaveLength(1);
      }),
    );

    test(
      "without a time come back as they were",
      onStore(async (store) => {
        const sample = failure({ requestId: "r-2" });
        await store.putSample(id, 2, sample);
        expect(await store.samples(id)).toEqual([sample]);
      }),
    );
  });
}

function bareIncident() {
  const { lastNoticeAt: _, sample: __, ...incident } = anIncident({ told: {}, owed: [] });
  const { fingerprint, cause, reason } = incident.fault;
  return { ...incident, fault: { fingerprint, cause, reason } };
}

function silenced(
  silence: { kind: "until"; until: ReturnType<typeof at> } | { kind: "escalating" },
) {
  return anIncident({ will: { silence: { ...silence, by: "ana", at: minute(1) } } });
}

function failureOf(requestId: string) {
  return failure({ requestId, time: at(1) });
}
