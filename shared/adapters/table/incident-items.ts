import * as v from "valibot";
import type { Incident } from "../../domain/incident.ts";
import type { OwedNotice } from "../../domain/notice.ts";
import { present } from "../../domain/present.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { IncidentQuery } from "../../ports.ts";
import { attributesOf, INCIDENT_FIELDS } from "./incident-fields.ts";
import { type Item, read, stamp } from "./item.ts";
import { EPISODES, episodeSk, faultPk, LIVE } from "./keys.ts";
import { expiryOf } from "./lifetimes.ts";
import { inOrderOwed, owedIn, owedText } from "./owed.ts";
import type { Query } from "./sending.ts";
import { isoBefore, isoOf } from "./times.ts";
import { WILL, willAttributes } from "./will-items.ts";

/** Longer texts are no names of an API, and DynamoDB refuses them as keys: such an incident is in no list. */
const LONGEST_INDEX_TEXT = 1_024;

const OWED = v.pipe(
  v.set(v.string()),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const owed = [...dataset.value].map(owedIn);
    const known = owed.filter((notice): notice is OwedNotice => notice !== undefined);
    if (known.length === owed.length) return known.sort(inOrderOwed);
    addIssue({ message: "names a notice that does not exist" });
    return NEVER;
  }),
);
const INCIDENT = v.object({ ...INCIDENT_FIELDS.entries, owed: v.exactOptional(OWED) });

/** One item an episode. What it owes is part of the write that opens it. */
export function incidentItem({ owed, will, ...incident }: Incident): Item {
  const { fault, episode } = incident;
  return {
    pk: faultPk(fault.fingerprint),
    sk: episodeSk(episode),
    ...stamp("incident"),
    ...attributesOf(incident),
    ...willAttributes(will),
    ...listed(incident),
    ...(owed.length > 0 && { owed: new Set(owed.map(owedText)) }),
    ...((incident.state === "open" || owed.length > 0) && { live: LIVE }),
    expiresAt: expiryOf("incident", incident.lastSeen),
  };
}

export function incidentIn(item: Item): Incident {
  const { owed = [], ...incident } = read(item, "incident", INCIDENT);
  return { ...incident, owed, will: read(item, "incident", WILL) };
}

/** An index entry can outlast what made the incident live by a moment, or by a crash. */
export function isLive({ state, owed }: Incident): boolean {
  return state === "open" || owed.length > 0;
}

/** The newest episode of a fault. */
export function latestQuery(fingerprint: string): Query {
  return {
    KeyConditionExpression: "pk = :pk AND begins_with(sk, :episodes)",
    ExpressionAttributeValues: { ":pk": faultPk(fingerprint), ":episodes": EPISODES },
    ScanIndexForward: false,
    Limit: 1,
    ConsistentRead: true,
  };
}

export function liveQuery(): Query {
  return {
    IndexName: "live",
    KeyConditionExpression: "live = :live",
    ExpressionAttributeValues: { ":live": LIVE },
  };
}

/** Newest first. */
export function historyQuery(query: IncidentQuery): Query {
  const { from, to } = query;
  return query.by === "api"
    ? opened("by-api", "apiId", query.apiId, from, to)
    : opened("by-cause", "cause", query.cause, from, to);
}

function opened(index: string, of: string, name: string, from: EpochMs, to: EpochMs): Query {
  return {
    IndexName: index,
    KeyConditionExpression: `${of} = :name AND openedAt BETWEEN :from AND :last`,
    ExpressionAttributeValues: { ":name": name, ":from": isoOf(from), ":last": isoBefore(to) },
    ScanIndexForward: false,
  };
}

/** What the indexes of history are keyed by and show: copies, since the fault itself is one attribute. */
function listed({ fault }: Pick<Incident, "fault">): Item {
  const { apiId, cause, reason, stage, target, route } = fault;
  const canBeKey = apiId !== undefined && apiId !== "" && apiId.length <= LONGEST_INDEX_TEXT;
  return present({ apiId: canBeKey ? apiId : undefined, cause, reason, stage, target, route });
}
