import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import type { SlackThreads } from "../../ports.ts";
import { IS_NEW } from "./conditions.ts";
import type { Item } from "./item.ts";
import type { Key } from "./keys.ts";
import { isWritten } from "./sending.ts";
import {
  claimParams,
  endOfClaim,
  isPosted,
  slackNoticeKey,
  threadIn,
  threadItem,
  threadKey,
} from "./slack-items.ts";

/** The threads of Slack, in the table of this name. A claim whose answer was lost is over in 45 s. */
export function createSlackThreads(
  client: DynamoDBDocumentClient,
  tableName: string,
): SlackThreads {
  const TableName = tableName;
  const itemAt = async (Key: Key): Promise<Item | undefined> =>
    (await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }))).Item;
  return {
    async claim(noticeId, now) {
      const put = new PutCommand({ TableName, ...claimParams(noticeId, now) });
      if (await isWritten(client.send(put))) return "claimed";
      const item = await itemAt(slackNoticeKey(noticeId));
      return item !== undefined && isPosted(item) ? "posted" : "busy";
    },
    async confirm(noticeId, now) {
      await client.send(new UpdateCommand({ TableName, ...endOfClaim(noticeId, "posted", now) }));
    },
    async release(noticeId, now) {
      await client.send(new UpdateCommand({ TableName, ...endOfClaim(noticeId, "posting", now) }));
    },
    async thread(incidentId) {
      const item = await itemAt(threadKey(incidentId));
      return item && threadIn(item);
    },
    async startThread(incidentId, posted, now) {
      const Item = threadItem(incidentId, posted, now);
      await isWritten(client.send(new PutCommand({ TableName, Item, ...IS_NEW })));
    },
  };
}
