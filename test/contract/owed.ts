import { describe, expect, test } from "vitest";
import type { OwedNotice } from "../../shared/domain/notice.ts";
import type { Store } from "../../shared/ports.ts";
import { anIncident, FINGERPRINT, minute, owedToAll } from "../build/stored.ts";
import { type OnStore, sortedBy } from "./on-store.ts";

const { id } = anIncident();
const [TO_PEOPLE, TO_CHAT, TO_MACHINES] = owedToAll("opened") as [
  OwedNotice,
  OwedNotice,
  OwedNotice,
];
const RESOLVED = { state: "resolved", resolvedAt: minute(20), resolution: "no traffic" } as const;

export function owedContract(onStore: OnStore): void {
  describe("what an incident owes", () => {
    test(
      "is cleared piece by piece, in any order, again and again, without touching the revision",
      onStore(async (store) => {
        await store.openIncident(anIncident());
        await store.clearOwed(id, [TO_CHAT]);
        expect(await store.incident(id)).toEqual(anIncident({ owed: [TO_PEOPLE, TO_MACHINES] }));
        await store.clearOwed(id, [TO_MACHINES, TO_CHAT]);
        await store.clearOwed(id, [TO_MACHINES, TO_PEOPLE]);
        await store.clearOwed(id, [TO_MACHINES, TO_PEOPLE]);
        await store.clearOwed(id, []);
        expect(await store.incident(id)).toEqual(anIncident({ owed: [] }));
      }),
    );

    test(
      "is added to what is owed already, never put in its place",
      onStore(async (store) => {
        await store.openIncident(anIncident());
        await store.clearOwed(id, [TO_PEOPLE]);
        const owe = [...owedToAll("reminder", 2), TO_CHAT];
        expect(await store.changeIncident(id, 1, { owe })).toBe("written");
        expect((await store.incident(id))?.owed).toEqual([
          TO_CHAT,
          TO_MACHINES,
          ...owedToAll("reminder", 2),
        ]);
      }),
    );

    test(
      "comes in one order, whatever the order in which it was written",
      onStore(async (store) => {
        const owed = [
          ...owedToAll("opened"),
          ...owedToAll("reminder", 2),
          ...owedToAll("reminder", 10),
          ...owedToAll("escalated"),
          ...owedToAll("resolved"),
        ];
        await store.openIncident(anIncident({ owed: [...owed].reverse() }));
        expect((await store.incident(id))?.owed).toEqual(owed);
      }),
    );

    test(
      "cleared by several at once is all cleared",
      onStore(async (store) => {
        await store.openIncident(anIncident());
        await Promise.all(
          [TO_PEOPLE, TO_CHAT, TO_MACHINES].map((one) => store.clearOwed(id, [one])),
        );
        expect((await store.incident(id))?.owed).toEqual([]);
      }),
    );

    test(
      "of an incident that is not there is cleared without making one",
      onStore(async (store) => {
        await store.clearOwed(id, [TO_PEOPLE]);
        await store.clearOwed("not an id", [TO_PEOPLE]);
        expect(await store.incident(id)).toBeUndefined();
        expect(await store.liveIncidents()).toEqual([]);
      }),
    );
  });

  describe("sending what an incident owes", () => {
    const FOR_MS = 120_000;

    test(
      "is one taker's, until what was published is cleared",
      onStore(async (store) => {
        await store.openIncident(anIncident());
        expect(await store.claimOwed(id, minute(0), FOR_MS)).toEqual(owedToAll("opened"));
        expect(await store.claimOwed(id, minute(1), FOR_MS)).toBeUndefined();
        await store.clearOwed(id, [TO_CHAT]);
        expect(await store.claimOwed(id, minute(1), FOR_MS)).toEqual([TO_PEOPLE, TO_MACHINES]);
      }),
    );

    test(
      "is given up without having published anything",
      onStore(async (store) => {
        await store.openIncident(anIncident());
        await store.claimOwed(id, minute(0), FOR_MS);
        await store.clearOwed(id, []);
        expect(await store.claimOwed(id, minute(0), FOR_MS)).toEqual(owedToAll("opened"));
      }),
    );

    test(
      "is taken over from a taker who must have died, or whose clock is far ahead",
      onStore(async (store) => {
        await store.openIncident(anIncident());
        await store.claimOwed(id, minute(10), FOR_MS);
        expect(await store.claimOwed(id, minute(9), FOR_MS)).toBeUndefined();
        expect(await store.claimOwed(id, minute(8), FOR_MS)).toHaveLength(3);
        expect(await store.claimOwed(id, minute(10), FOR_MS)).toHaveLength(3);
      }),
    );

    test(
      "wanted by many at once is one taker's",
      onStore(async (store) => {
        await store.openIncident(anIncident());
        const takers = [1, 2, 3, 4].map(() => store.claimOwed(id, minute(0), FOR_MS));
        const taken = (await Promise.all(takers)).filter((owed) => owed !== undefined);
        expect(taken).toEqual([owedToAll("opened")]);
      }),
    );

    test(
      "is nobody's when nothing is owed, or there is no such incident",
      onStore(async (store) => {
        await store.openIncident(anIncident({ owed: [] }));
        expect(await store.claimOwed(id, minute(0), FOR_MS)).toBeUndefined();
        expect(await store.claimOwed(`${FINGERPRINT}-7`, minute(0), FOR_MS)).toBeUndefined();
        expect(await store.claimOwed("not an id", minute(0), FOR_MS)).toBeUndefined();
        expect(await store.incident(`${FINGERPRINT}-7`)).toBeUndefined();
      }),
    );
  });

  describe("live incidents", () => {
    test(
      "are those that are open, whether they owe or not",
      onStore(async (store) => {
        await store.openIncident(anIncident());
        await store.openIncident(anIncident({ episode: 2, owed: [] }));
        expect(await liveIds(store)).toEqual([id, `${FINGERPRINT}-2`]);
        await store.clearOwed(id, owedToAll("opened"));
        expect(await liveIds(store)).toEqual([id, `${FINGERPRINT}-2`]);
      }),
    );

    test(
      "come whole, with what was changed last",
      onStore(async (store) => {
        await store.openIncident(anIncident());
        await store.clearOwed(id, [TO_PEOPLE]);
        await store.changeIncident(id, 1, { count: 9 });
        expect(await store.liveIncidents()).toEqual([
          anIncident({ count: 9, revision: 2, owed: [TO_CHAT, TO_MACHINES] }),
        ]);
      }),
    );

    test(
      "are no longer those that are resolved and owe nothing",
      onStore(async (store) => {
        await store.openIncident(anIncident({ owed: [] }));
        expect(await store.changeIncident(id, 1, RESOLVED)).toBe("written");
        expect(await store.liveIncidents()).toEqual([]);
        expect((await store.incident(id))?.state).toBe("resolved");
      }),
    );

    test(
      "are those resolved that still owe, until the last notice is cleared",
      onStore(async (store) => {
        await store.openIncident(anIncident());
        const owe = owedToAll("resolved");
        await store.changeIncident(id, 1, { ...RESOLVED, owe });
        await store.clearOwed(id, [...owedToAll("opened"), ...owe.slice(1)]);
        expect(await liveIds(store)).toEqual([id]);
        await store.clearOwed(id, owe.slice(0, 1));
        expect(await liveIds(store)).toEqual([]);
      }),
    );

    test(
      "are those resolved that come to owe again",
      onStore(async (store) => {
        await store.openIncident(anIncident({ owed: [] }));
        await store.changeIncident(id, 1, RESOLVED);
        await store.changeIncident(id, 2, { count: 12 });
        expect(await liveIds(store)).toEqual([]);
        await store.changeIncident(id, 3, { owe: [TO_PEOPLE] });
        expect(await liveIds(store)).toEqual([id]);
        await store.clearOwed(id, [TO_PEOPLE]);
        expect(await liveIds(store)).toEqual([]);
      }),
    );

    test(
      "are not those that were written down as resolved and told",
      onStore(async (store) => {
        await store.openIncident(anIncident({ ...RESOLVED, owed: [] }));
        await store.openIncident(anIncident({ ...RESOLVED, episode: 2 }));
        expect(await liveIds(store)).toEqual([`${FINGERPRINT}-2`]);
      }),
    );

    test(
      "are told from the rest when what they owe is cleared and they are resolved at the same time",
      onStore(async (store) => {
        await store.openIncident(anIncident());
        await Promise.all([
          store.changeIncident(id, 1, RESOLVED),
          ...owedToAll("opened").map((one) => store.clearOwed(id, [one])),
        ]);
        expect(await liveIds(store)).toEqual([]);
      }),
    );
  });
}

async function liveIds(store: Store): Promise<readonly string[]> {
  const live = await store.liveIncidents();
  return sortedBy(
    live.map((incident) => incident.id),
    String,
  );
}
