import { expect, test } from "vitest";
import { createSampling } from "../../shared/flow/samples.ts";
import { failure } from "../build/judgements.ts";
import { line, logOf, play, time } from "./playing.ts";

test("samples are kept beside the one it opened with, in five places", async () => {
  const { world, deliver } = play();
  await deliver(logOf(["malformed"]));
  for (let number = 1; number <= 40; number++) {
    world.now = time(1 + number);
    await deliver(logOf(["malformed"], { first: number }));
  }
  const [incident] = await world.store.allIncidents();
  const samples = await world.store.samples(incident?.id ?? "");
  expect(samples).toHaveLength(5);
  expect(new Set(samples.map(({ facts }) => facts.requestId)).size).toBe(5);
});

test("the sample is the request that shows most: its payload, then a finding", async () => {
  const { world, deliver } = play();
  const texts = (...middle: readonly string[]) => [
    "Starting execution for request: x",
    ...middle,
    "Execution failed due to configuration error: Malformed Lambda proxy response",
    "Method completed with status: 502",
  ];
  const body = 'Endpoint response body before transformations: "done"';
  const events = [
    ...texts().map((text, at) => line(1, text, { at })),
    ...texts("HTTP Method: GET, Resource Path: /", body).map((text, at) => line(2, text, { at })),
    ...texts().map((text, at) => line(3, text, { at })),
  ];
  await deliver(events);
  const found = await world.store.allIncidents();
  const shown = found.find(({ fault }) => fault.reason === "plain_string")?.sample;
  expect(shown?.records.map(({ text }) => text)).toEqual([body, texts()[1]]);
  expect(shown?.evidence).toEqual([0, 1]);
});

test("a request without an id is a sample like any other", async () => {
  const { world, deliver } = play();
  await deliver(logOf(["malformed"]));
  const [incident] = await world.store.allIncidents();
  world.now = time(3);
  const nameless = logOf(["malformed"], { first: 3 })
    .map((event) => ({ ...event, message: event.message.slice(event.message.indexOf(")") + 2) }))
    .filter(({ message }) => !message.includes("request: "));
  await deliver([...logOf(["ok"], { first: 9 }), ...nameless]);
  const samples = await world.store.samples(incident?.id ?? "");
  expect(samples.map(({ facts }) => facts.requestId)).toEqual([undefined]);
});

test("a place that was filled is asked about again only when too many are remembered", async () => {
  const asked: string[] = [];
  const offer = createSampling({
    async putSample(incidentId, slot) {
      asked.push(`${incidentId} ${slot}`);
      return "already_there";
    },
  });
  const sample = failure({ requestId: "id-1" });
  await offer("first", sample);
  await offer("first", sample);
  expect(asked).toHaveLength(1);
  for (let number = 1; number < 10_000; number++) await offer(`incident-${number}`, sample);
  await offer("first", sample);
  expect(asked).toHaveLength(10_000);
  await offer("one-more", sample);
  await offer("first", sample);
  expect(asked).toHaveLength(10_002);
});
