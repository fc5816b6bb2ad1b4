import { expect, test } from "vitest";
import { interleave } from "../../bench/traffic/interleave.ts";
import { deliveredRecord, deliveryOf, filteredEvent } from "../../bench/traffic/log-event.ts";
import { DEFAULT_TRAFFIC, schedule } from "../../bench/traffic/schedule.ts";
import { generateEvents } from "../../bench/traffic/traffic.ts";

const EVENTS = [...generateEvents({ requests: 20 })];
const [FIRST] = EVENTS;
const EVENT_ID = /^\d{56}$/u;

test("events have ids of 56 digits, each its own", () => {
  expect(EVENTS.every(({ id }) => EVENT_ID.test(id))).toBe(true);
  expect(new Set(EVENTS.map(({ id }) => id)).size).toBe(EVENTS.length);
});

test("a delivery is the JSON that a subscription sends", () => {
  const text = deliveryOf(EVENTS).toString("utf8");

  expect(text.split('{"id"')[0]).toBe(
    '{"messageType":"DATA_MESSAGE","owner":"123456789012",' +
      '"logGroup":"API-Gateway-Execution-Logs_a1b2c3d4e5/prod",' +
      '"logStream":"8f14e45fceea167a5a36dedd4bea2543","subscriptionFilters":["apigw-triage"],' +
      '"logEvents":[',
  );
  expect(JSON.parse(text).logEvents).toEqual(EVENTS);
});

test("a filtered event has the fields of the command line", () => {
  expect(JSON.parse(filteredEvent({ id: "1", timestamp: 5, message: "m" }))).toEqual({
    logStreamName: "8f14e45fceea167a5a36dedd4bea2543",
    timestamp: 5,
    message: "m",
    ingestionTime: 517,
    eventId: "1",
  });
});

test("a delivered record has the fields of the guide, in its order", () => {
  const [written] = interleave(schedule({ ...DEFAULT_TRAFFIC, requests: 1 }));
  const record = written === undefined ? "" : deliveredRecord(written);

  expect(Object.keys(JSON.parse(record))).toEqual([
    "resource_arn",
    "event_timestamp",
    "api_id",
    "stage",
    "resource_path",
    "http_method",
    "payload",
  ]);
  expect(JSON.parse(record)).toMatchObject({
    resource_arn: "arn:aws:apigateway:eu-west-1:123456789012:/restapis/a1b2c3d4e5/stages/prod",
    event_timestamp: FIRST?.timestamp,
    payload: FIRST?.message,
  });
});
