import type { PutCommandInput, UpdateCommandInput } from "@aws-sdk/lib-dynamodb";
import * as v from "valibot";
import { type EpochMs, toEpochMs } from "../../domain/time.ts";
import type { Posted } from "../../ports.ts";
import { type Item, read, stamp } from "./item.ts";
import type { Key } from "./keys.ts";
import { isoOf } from "./times.ts";

/** Longer than notify-slack may run: whoever still holds a claim then has died. */
const LEASE_MS = 45_000;
const KEPT_SECONDS = 30 * 86_400;

const THREAD = v.object({ channel: v.string(), ts: v.string() });
const NOTICE = v.object({ state: v.picklist(["posting", "posted"]) });

/** The first message of an incident. */
export function threadKey(incidentId: string): Key {
  return { pk: `thread#${incidentId}`, sk: "thread" };
}

/** Whether a notice is in Slack. */
export function slackNoticeKey(noticeId: string): Key {
  return { pk: `slack#${noticeId}`, sk: "notice" };
}

export function threadItem(incidentId: string, posted: Posted, now: EpochMs): Item {
  const { channel, ts } = posted;
  return {
    ...threadKey(incidentId),
    ...stamp("thread"),
    channel,
    ts,
    expiresAt: expiryFrom(now),
  };
}

export function threadIn(item: Item): Posted {
  return read(item, "thread", THREAD);
}

/** Claims a notice that nobody has posted, or is posting at the moment. */
export function claimParams(noticeId: string, now: EpochMs): Omit<PutCommandInput, "TableName"> {
  const nobodyTried = "attribute_not_exists(pk)";
  const theirLeaseIsOver = "(#state = :posting AND leaseUntil <= :now)";
  return {
    Item: {
      ...slackNoticeKey(noticeId),
      ...stamp("notice"),
      state: "posting",
      leaseUntil: isoOf(toEpochMs(now + LEASE_MS)),
      expiresAt: expiryFrom(now),
    },
    ConditionExpression: `${nobodyTried} OR ${theirLeaseIsOver}`,
    ExpressionAttributeNames: { "#state": "state" },
    ExpressionAttributeValues: { ":posting": "posting", ":now": isoOf(now) },
  };
}

/** Ends a claim: the notice was posted, or anybody may try from now on. */
export function endOfClaim(
  noticeId: string,
  state: "posting" | "posted",
  now: EpochMs,
): Omit<UpdateCommandInput, "TableName"> {
  return {
    Key: slackNoticeKey(noticeId),
    UpdateExpression: "SET #state = :state, leaseUntil = :now",
    ExpressionAttributeNames: { "#state": "state" },
    ExpressionAttributeValues: { ":state": state, ":now": isoOf(now) },
  };
}

export function isPosted(item: Item): boolean {
  return read(item, "notice", NOTICE).state === "posted";
}

function expiryFrom(now: EpochMs): number {
  return Math.floor(now / 1_000) + KEPT_SECONDS;
}
