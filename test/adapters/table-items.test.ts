import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import {
  aggregateItem,
  aggregatesQuery,
  contributionItem,
  faultHourItem,
} from "../../shared/adapters/table/aggregate-items.ts";
import type { Item } from "../../shared/adapters/table/item.ts";
import { ARRIVAL_SHARDS, arrivalShardOf } from "../../shared/adapters/table/keys.ts";
import { sampleItem } from "../../shared/adapters/table/sample-items.ts";
import { arrivalsQuery, tallyItem } from "../../shared/adapters/table/tally-items.ts";
import { budgetAfter, stageItem } from "../../shared/adapters/table/watch-items.ts";
import { toEpochMs } from "../../shared/domain/time.ts";
import { at, failure } from "../build/judgements.ts";
import {
  aContribution,
  aFault,
  aFaultHour,
  anAggregate,
  aStage,
  aTally,
  hour,
  minute,
  PROD,
} from "../build/stored.ts";

const DAY = 86_400;
const SAMPLE_KEY = { pk: "fault#v1:a", sk: "sample#00000001#0000" };

describe("a tally as an item", () => {
  test("shows what finds it, and packs the rest", () => {
    const { body, ...item } = tallyItem(aTally());
    expect(item).toEqual({
      pk: "tally#delivery:00112233445566778899aabb",
      sk: "tally",
      type: "tally",
      version: 1,
      name: "delivery:00112233445566778899aabb",
      logGroup: "API-Gateway-Execution-Logs_a1b2c3d4e5/prod",
      logStream: "stream-1",
      arrivedAt: "2026-11-22T10:01:05.000Z",
      arrivalShard: arrivalShardOf("delivery:00112233445566778899aabb"),
      expiresAt: at(65) / 1_000 + 3 * DAY,
    });
    const { cells, faults, halves, ended, unreadable } = aTally();
    expect(JSON.parse(gunzipSync(body as Uint8Array).toString())).toEqual({
      cells,
      faults,
      halves,
      ended,
      unreadable,
    });
  });

  test("is under a kilobyte, one write unit, when it is a usual one", () => {
    expect(bytesOf(tallyItem(aTally({ halves: [] })))).toBeLessThan(1_024);
  });

  test("is far under 100 KB in a storm: 150 faults in each of 3 minutes", () => {
    const names = Array.from({ length: 150 }, (_, n) => `v1:${hashed(n)}`);
    const strikesOf = (from: number) =>
      Object.fromEntries(
        names.map((name, n) => [
          name,
          { count: n + 1, firstSeen: at(from), lastSeen: at(from + n) },
        ]),
      );
    const cells = [0, 1, 2].map((n) => ({
      scope: PROD,
      minute: minute(n),
      requests: { "5xx": 11_000 },
      strikes: strikesOf(60 * n),
    }));
    const faults = names.map((fingerprint, n) =>
      aFault({
        fingerprint,
        target: `${hashed(n)}.example.com`,
        route: `GET /${hashed(n + 1)}/${n}`,
      }),
    );
    expect(bytesOf(tallyItem(aTally({ cells, faults })))).toBeLessThan(30_000);
  });

  test("is spread over 16 shards by its name, evenly", () => {
    const counts = new Map<string, number>();
    for (let n = 0; n < 3_200; n += 1) {
      const shard = arrivalShardOf(`delivery:${n}`);
      counts.set(shard, (counts.get(shard) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual(
      Array.from({ length: ARRIVAL_SHARDS }, (_, n) => `arrivals#${n < 10 ? "0" : ""}${n}`),
    );
    expect(Math.max(...counts.values())).toBeLessThan(280);
  });

  test("is asked for by shard and time of arrival", () => {
    expect(arrivalsQuery(7, minute(3))).toEqual({
      IndexName: "by-arrival",
      KeyConditionExpression: "arrivalShard = :shard AND arrivedAt >= :from",
      ExpressionAttributeValues: { ":shard": "arrivals#07", ":from": "2026-11-22T10:03:00.000Z" },
    });
  });
});

describe("an aggregate as an item", () => {
  test("shows requests and causes to analysts", () => {
    expect(aggregateItem(anAggregate())).toMatchObject({
      pk: "minute#123456789012/eu-west-1/a1b2c3d4e5/prod",
      sk: "2026-11-22T10:00:00.000Z",
      requests: { "2xx": 40, "5xx": 2 },
      causes: { malformed_proxy_response: 2 },
      expiresAt: minute(0) / 1_000 + 15 * DAY,
    });
  });

  test("of an hour is kept 400 days", () => {
    const item = aggregateItem(anAggregate({ span: "hour" }));
    expect(item).toMatchObject({ expiresAt: hour(0) / 1_000 + 400 * DAY });
  });

  test("in part is kept 15 days from when it arrived, however old what it tells", () => {
    expect(contributionItem(aContribution({ start: hour(-480) }, minute(1)))).toMatchObject({
      pk: "contribution#2026-11-02T10:00:00.000Z#123456789012/eu-west-1/a1b2c3d4e5/prod",
      sk: "2026-11-22T10:01:00.000Z",
      expiresAt: minute(1) / 1_000 + 15 * DAY,
    });
  });

  test("of a fault's hour shows how often it struck", () => {
    expect(faultHourItem(aFaultHour())).toMatchObject({
      sk: "hour#2026-11-22T10:00:00.000Z",
      count: 3,
    });
  });

  test("is asked for without the end of its period", () => {
    const { ExpressionAttributeValues } = aggregatesQuery("hour", {
      scope: PROD,
      from: hour(0),
      to: hour(1),
    });
    expect(ExpressionAttributeValues).toMatchObject({ ":last": "2026-11-22T10:59:59.999Z" });
  });

  test.each([
    { name: "before 1970", time: -1, sk: "1970-01-01T00:00:00.000Z" },
    { name: "after 9999", time: 9e15, sk: "9999-12-31T23:59:59.999Z" },
  ])("dated $name by a hostile log is put at the edge, never refused", ({ time, sk }) => {
    expect(aggregateItem(anAggregate({ start: toEpochMs(time) }))).toMatchObject({ sk });
  });
});

describe("the budget", () => {
  test("forgets the oldest grants, not those that count", () => {
    const grants = Array.from({ length: 100 }, (_, n) => minute(n));
    const after = budgetAfter({ grants, revision: 9 }, minute(200), 20, 300_000);
    expect(after).toEqual({ grants: [...grants.slice(1), minute(200)], revision: 9 });
  });
});

describe("a stage as an item", () => {
  test("has the next revision", () => {
    expect(stageItem(aStage({ revision: 3 }), 3)).toMatchObject({
      pk: "stages",
      sk: "stage#123456789012/eu-west-1/a1b2c3d4e5/prod",
      revision: 4,
    });
  });
});

test("a sample is kept 30 days from its own time, or from now when its log has none", () => {
  expect(
    sampleItem(SAMPLE_KEY, failure({ requestId: "r-1", time: at(1) }), minute(9)),
  ).toMatchObject({
    requestId: "r-1",
    time: "2026-11-22T10:00:01.000Z",
    expiresAt: at(1) / 1_000 + 30 * DAY,
  });
  expect(sampleItem(SAMPLE_KEY, failure(), minute(9))).toMatchObject({
    expiresAt: minute(9) / 1_000 + 30 * DAY,
  });
});

/** Names and values, as DynamoDB counts them, or a little more. */
function bytesOf(item: Item): number {
  return Object.entries(item).reduce((sum, [name, value]) => {
    const bytes =
      value instanceof Uint8Array ? value.length : Buffer.byteLength(JSON.stringify(value));
    return sum + name.length + bytes;
  }, 0);
}

/** 16 digits that do not compress. */
function hashed(n: number): string {
  return BigInt.asUintN(64, (BigInt(n) + 1n) * 0x9e3779b97f4a7c15n ** 3n)
    .toString(16)
    .padStart(16, "0");
}
