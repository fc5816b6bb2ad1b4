import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createMeasuredStore } from "../../bench/storm/measured-store.ts";
import { blow } from "../../bench/storm/storm.ts";
import { STORM, STORM_START, StormTraffic } from "../../bench/storm/traffic.ts";
import { type Wire, wireTo } from "../../bench/storm/wire.ts";
import { type EmbeddedDynamo, embeddedDynamo } from "../../shared/adapters/embedded-dynamo.ts";
import { createTable } from "../../shared/adapters/table/table.ts";
import { MINUTE_MS, toEpochMs } from "../../shared/domain/time.ts";
import { createIntake } from "../../shared/flow/intake.ts";
import type { Store } from "../../shared/ports.ts";
import { createWorld, SETTINGS } from "../build/world.ts";

const MINUTES = 5;
/** Beside what the table holds; some 60 after a collection, which nobody asks for here. */
const MOST_HEAP_MB = 400;
/** Long enough that each of its faults has all the samples it keeps by half-time. */
const STEADY = { streams: 1, rate: 5, minutes: 40, mix: { malformed: 1, throttled: 1 } };

test("a twentieth of the storm: all counted, few told, little held, items small", async () => {
  const measured = createMeasuredStore();
  const heaps: number[] = [];
  const storm = { ...STORM, streams: STORM.streams / 20, rate: STORM.rate / 20 };
  const aftermath = await blow(storm, measured.store, ({ heapMb }) => {
    heaps.push(heapMb - measured.heldBytes() / 2 ** 20);
  });
  expect(aftermath.requests).toBe((STORM.rate / 20) * 60 * MINUTES);
  expect(aftermath.aggregated).toEqual(aftermath.failed);
  expect(aftermath.inIncidents).toEqual(aftermath.failed);
  expect(aftermath.incidents).toBe(24);
  expect(aftermath.mostNotices).toBeLessThanOrEqual(20);
  expect(Math.max(...heaps)).toBeLessThan(MOST_HEAP_MB);
  expect(Math.max(...measured.largest.values())).toBeLessThan(100_000);
});

describe("on dynalite", () => {
  let dynamo: EmbeddedDynamo;
  let wire: Wire;
  let plain: DynamoDBClient;
  let store: Store;

  beforeEach(async () => {
    dynamo = await embeddedDynamo();
    await dynamo.ensureTable("storm");
    wire = await wireTo(dynamo.endpoint);
    const credentials = { accessKeyId: "storm", secretAccessKey: "storm" };
    plain = new DynamoDBClient({ endpoint: wire.endpoint, region: "us-east-1", credentials });
    store = createTable(DynamoDBDocumentClient.from(plain), "storm");
  });

  afterEach(async () => {
    plain.destroy();
    await wire.close();
    await dynamo.close();
  });

  test("a small storm: all counted, and few told", async () => {
    const storm = { ...STORM, streams: 3, rate: 60, minutes: 2 };
    const aftermath = await blow(storm, store);
    expect(aftermath.aggregated).toEqual(aftermath.failed);
    expect(aftermath.inIncidents).toEqual(aftermath.failed);
    expect(aftermath.mostNotices).toBeLessThanOrEqual(20);
  });

  test("in the steady state a delivery is one PutItem, counted at the wire", async () => {
    const world = createWorld(STORM_START, store);
    const intake = createIntake(world.ports, SETTINGS);
    const traffic = new StormTraffic({ ...STEADY, seed: 1 });
    const steadyFrom = STORM_START + (STEADY.minutes / 2) * MINUTE_MS;
    let deliveries = 0;
    for (const { at, data } of traffic.deliveries()) {
      world.now = toEpochMs(at);
      await intake(data);
      if (at < steadyFrom) wire.counts.clear();
      else deliveries++;
    }
    expect(deliveries).toBeGreaterThan(200);
    expect(wire.counts.get("PutItem")).toBe(deliveries);
    expect(wire.counts.get("UpdateItem")).toBeUndefined();
  });
});
