import { randomUUID } from "node:crypto";
import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { CAUSES } from "../../domain/cause.ts";
import type { Incident } from "../../domain/incident.ts";
import { type EpochMs, toEpochMs } from "../../domain/time.ts";
import type { IncidentQuery, IncidentStore } from "../../ports.ts";
import { IS_NEW } from "./conditions.ts";
import {
  changeUpdate,
  claimUpdate,
  clearUpdate,
  isSettled,
  settleUpdate,
  type Update,
  willUpdate,
} from "./incident-changes.ts";
import {
  historyQuery,
  incidentIn,
  incidentItem,
  isLive,
  latestQuery,
  liveQuery,
} from "./incident-items.ts";
import type { Item } from "./item.ts";
import { incidentKey, type Key } from "./keys.ts";
import { sampleStore } from "./samples.ts";
import { isPut, itemsAt, itemsOf, type Query, type Table, unlessRefused } from "./sending.ts";

const FIRST = toEpochMs(0);
const LAST = toEpochMs(Number.MAX_SAFE_INTEGER);

export function incidentStore(table: Table): IncidentStore {
  return { ...incidentReads(table), ...incidentWrites(table), ...sampleStore(table) };
}

type Reads = "latestIncident" | "incident" | "liveIncidents" | "incidents" | "allIncidents";
type Writes = "openIncident" | "changeIncident" | "claimOwed" | "clearOwed" | "setWill";

function incidentReads(table: Table): Pick<IncidentStore, Reads> {
  /** An index says which; what they are now is read from the table itself. */
  const found = async (query: Query): Promise<readonly Incident[]> => {
    const items = await itemsAt(table, (await itemsOf(table, query)).map(keyOf));
    return items.map(incidentIn).sort(newestFirst);
  };
  const history = async (query: IncidentQuery) =>
    query.from < query.to ? found(historyQuery(query)) : [];
  return {
    async latestIncident(fingerprint) {
      const [latest] = await itemsOf(table, latestQuery(fingerprint));
      return latest && incidentIn(latest);
    },
    async incident(id) {
      const Key = incidentKey(id);
      if (Key === undefined) return undefined;
      const request = { TableName: table.name, Key, ConsistentRead: true };
      const { Item } = await table.client.send(new GetCommand(request));
      return Item && incidentIn(Item);
    },
    liveIncidents: async () => (await found(liveQuery())).filter(isLive),
    incidents: history,
    async allIncidents(from: EpochMs = FIRST, to: EpochMs = LAST) {
      const causes = [...CAUSES, "unclassified"];
      const each = causes.map((cause) => history({ by: "cause", cause, from, to }));
      return (await Promise.all(each)).flat().sort(newestFirst);
    },
  };
}

function incidentWrites(table: Table): Pick<IncidentStore, Writes> {
  /** The item as it is after the update; undefined if that was refused. */
  const update = async (request: Update): Promise<Item | undefined> => {
    const command = new UpdateCommand({ TableName: table.name, ...request });
    const answer = await unlessRefused(table.client.send(command));
    return answer && (answer.Attributes ?? {});
  };
  const settle = async (key: Key, after: Item): Promise<void> => {
    if (isSettled(after)) await update(settleUpdate(key));
  };
  return {
    async openIncident(incident) {
      const written = await isPut(table, { Item: incidentItem(incident), ...IS_NEW });
      return written ? "written" : "already_there";
    },
    async changeIncident(id, revision, change) {
      const key = incidentKey(id);
      const after = key && (await update(changeUpdate(key, revision, change)));
      if (key === undefined || after === undefined) return "stale";
      await settle(key, after);
      return "written";
    },
    async claimOwed(id, now, forMs) {
      const key = incidentKey(id);
      const after = key && (await update(claimUpdate(key, now, forMs, randomUUID())));
      return after && incidentIn(after).owed;
    },
    async clearOwed(id, published) {
      const key = incidentKey(id);
      if (key === undefined) return;
      const after = await update(clearUpdate(key, published));
      if (after !== undefined) await settle(key, after);
    },
    async setWill(id, will) {
      const key = incidentKey(id);
      return key !== undefined && (await update(willUpdate(key, will))) ? "written" : "stale";
    },
  };
}

function keyOf(item: { readonly pk?: unknown; readonly sk?: unknown }): Key {
  return { pk: String(item.pk), sk: String(item.sk) };
}

/** Those of the same moment in the order of their ids: one order, whatever the index gives. */
function newestFirst(a: Incident, b: Incident): number {
  return b.openedAt - a.openedAt || (a.id < b.id ? -1 : 1);
}
