import { PutCommand } from "@aws-sdk/lib-dynamodb";
import type { EpochMs } from "../../domain/time.ts";
import type { AggregateStore } from "../../ports.ts";
import {
  aggregateIn,
  aggregateItem,
  aggregatesQuery,
  contributionIn,
  contributionItem,
  contributionsQuery,
  faultHourIn,
  faultHourItem,
  faultHoursQuery,
} from "./aggregate-items.ts";
import type { Item } from "./item.ts";
import { itemsOf, type Query, type Table } from "./sending.ts";

export function aggregateStore(table: Table): AggregateStore {
  const put = async (Item: Item): Promise<void> => {
    await table.client.send(new PutCommand({ TableName: table.name, Item }));
  };
  /** DynamoDB refuses a period that ends before it begins. */
  const within = async (from: EpochMs, to: EpochMs, query: Query): Promise<readonly Item[]> =>
    from < to ? itemsOf(table, query) : [];
  return {
    putContribution: (contribution) => put(contributionItem(contribution)),
    async contributions(scope, minute) {
      return (await itemsOf(table, contributionsQuery(scope, minute))).map(contributionIn);
    },
    putAggregate: (aggregate) => put(aggregateItem(aggregate)),
    async aggregates(span, stretch) {
      const items = await within(stretch.from, stretch.to, aggregatesQuery(span, stretch));
      return items.map(aggregateIn);
    },
    putFaultHour: (hour) => put(faultHourItem(hour)),
    async faultHours(fingerprint, from, to) {
      const items = await within(from, to, faultHoursQuery(fingerprint, from, to));
      return items.map(faultHourIn);
    },
  };
}
