import type { UpdateCommandInput } from "@aws-sdk/lib-dynamodb";
import type { IncidentChange } from "../../domain/incident.ts";
import type { OwedNotice } from "../../domain/notice.ts";
import { type EpochMs, toEpochMs } from "../../domain/time.ts";
import { attributesOf } from "./incident-fields.ts";
import type { Item } from "./item.ts";
import { type Key, LIVE } from "./keys.ts";
import { expiryOf } from "./lifetimes.ts";
import { owedText } from "./owed.ts";
import { isoOf } from "./times.ts";
import { type SaidWill, WILL_PARTS, willAttributes } from "./will-items.ts";

/** A request without its table. */
export type Update = Omit<UpdateCommandInput, "TableName">;

const EXISTS = "attribute_exists(pk)";

/** Writes the sweep's fields unless somebody has since `revision`, and adds what is owed. */
export function changeUpdate(Key: Key, revision: number, change: IncidentChange): Update {
  const { owe = [], ...fields } = change;
  const { sets, names, values } = setsOf({
    ...attributesOf({ ...fields, revision: revision + 1 }),
    ...(fields.lastSeen !== undefined && { expiresAt: expiryOf("incident", fields.lastSeen) }),
    ...((owe.length > 0 || fields.state === "open") && { live: LIVE }),
  });
  return {
    Key,
    UpdateExpression: owe.length > 0 ? `${sets} ADD owed :owe` : sets,
    ConditionExpression: "revision = :seen",
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: {
      ...values,
      ":seen": revision,
      ...(owe.length > 0 && { ":owe": new Set(owe.map(owedText)) }),
    },
    ReturnValues: "ALL_NEW",
  };
}

/**
 * Claims the sending of what is owed unless somebody else's claim lasts. `by` makes the same claim
 * succeed again when its answer was lost. A claim from the future lasts no longer than one of now.
 */
export function claimUpdate(Key: Key, now: EpochMs, forMs: number, by: string): Update {
  const isFree = "attribute_not_exists(claimedAt) OR claimedBy = :by";
  const isOver = "claimedAt <= :over OR claimedAt >= :future";
  return {
    Key,
    UpdateExpression: "SET claimedAt = :now, claimedBy = :by",
    ConditionExpression: `attribute_exists(owed) AND (${isFree} OR ${isOver})`,
    ExpressionAttributeValues: {
      ":now": isoOf(now),
      ":by": by,
      ":over": isoOf(toEpochMs(now - forMs)),
      ":future": isoOf(toEpochMs(now + forMs)),
    },
    ReturnValues: "ALL_NEW",
  };
}

/** A set whose last member goes is gone itself; one cannot take nothing from a set. */
export function clearUpdate(Key: Key, published: readonly OwedNotice[]): Update {
  const release = "REMOVE claimedAt, claimedBy";
  const update = { Key, ConditionExpression: EXISTS, ReturnValues: "ALL_NEW" } as const;
  if (published.length === 0) return { ...update, UpdateExpression: release };
  return {
    ...update,
    UpdateExpression: `${release} DELETE owed :published`,
    ExpressionAttributeValues: { ":published": new Set(published.map(owedText)) },
  };
}

/** Resolved and owing nothing, but among the live ones still. */
export function isSettled({ state, owed, live }: Item): boolean {
  return state === "resolved" && owed === undefined && live !== undefined;
}

/** Takes out of the index of live incidents what is resolved and owes nothing: nothing else. */
export function settleUpdate(Key: Key): Update {
  return {
    Key,
    UpdateExpression: "REMOVE live",
    ConditionExpression:
      "#state = :resolved AND attribute_not_exists(owed) AND attribute_exists(live)",
    ExpressionAttributeNames: { "#state": "state" },
    ExpressionAttributeValues: { ":resolved": "resolved" },
  };
}

/** Writes the decisions that are there, takes back those that are null, leaves the others. */
export function willUpdate(Key: Key, will: SaidWill): Update {
  const said = willAttributes(will);
  const unsaid = WILL_PARTS.filter((part) => part in will && !(part in said));
  const { sets, names, values } = setsOf(said);
  const removes = unsaid.length > 0 ? `REMOVE ${unsaid.map((part) => `#${part}`).join(", ")}` : "";
  const expression = `${sets} ${removes}`.trim();
  const update = { Key, ConditionExpression: EXISTS };
  if (expression === "") return update;
  return {
    ...update,
    UpdateExpression: expression,
    ExpressionAttributeNames: {
      ...names,
      ...Object.fromEntries(unsaid.map((part) => [`#${part}`, part])),
    },
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}

type Sets = {
  readonly sets: string;
  readonly names: Record<string, string>;
  readonly values: Item;
};

/** Every name through `#`: state, count and others are words of DynamoDB's own. */
function setsOf(attributes: Item): Sets {
  const all = Object.keys(attributes);
  return {
    sets: all.length > 0 ? `SET ${all.map((name) => `#${name} = :${name}`).join(", ")}` : "",
    names: Object.fromEntries(all.map((name) => [`#${name}`, name])),
    values: Object.fromEntries(all.map((name) => [`:${name}`, attributes[name]])),
  };
}
