import { expect, test } from "vitest";
import { line, logOf, play } from "./playing.ts";

const FAILURE = "Execution failed due to a timeout error";
const END = "Method completed with status: 504";

/** What is logged of requests that time out where no beginning is: level ERROR. */
function timeouts(count: number, first = 0) {
  return Array.from({ length: count }, (_, at) => [
    line(first + at, FAILURE, { at: 10 * at }),
    line(first + at, END, { at: 10 * at + 1 }),
  ]).flat();
}

test("where 20 requests ended and not one began, failures are whole: nobody is asked", async () => {
  const { world, deliver, sweep } = play();
  world.isThrottled = true;
  expect(await deliver(timeouts(20))).toMatchObject({ halves: 0, opened: 1, problems: [] });
  await sweep(1);
  expect(await world.store.allIncidents()).toMatchObject([
    { count: 20, fault: { cause: "integration_timeout" } },
  ]);
});

test.each([
  { name: "there are only 19", more: [], count: 19 },
  { name: "another one tells its beginning", more: logOf(["ok"], { first: 90 }).slice(0, 2) },
  {
    name: "another one tells a step",
    more: [line(90, "Received response. Status: 200, Integration latency: 2 ms")],
  },
  { name: "another one plainly went well", more: logOf(["ok"], { first: 90 }) },
  { name: "another one ended well", more: [line(90, "Method completed with status: 200")] },
])("where $name, they are halves", async ({ more, count = 20 }) => {
  const { deliver } = play();
  const report = await deliver([...timeouts(count), ...more]);
  const begun = more.length === 2 || more[0]?.message.includes("Received") ? 1 : 0;
  expect(report.halves).toBe(count + begun);
});

test("an end that nothing explains is a half at any level", async () => {
  const { deliver } = play();
  const bare = line(50, "Method completed with status: 500");
  expect(await deliver([...timeouts(20), bare])).toMatchObject({ halves: 1 });
});

const LONG = "x ".repeat(1_000);
/** Half a failing request, some 2 KB long; its end makes it the more needed. */
function longHalf(request: number, end: string) {
  const body = line(request, `Endpoint response body before transformations: ${LONG}`);
  return [body, line(request, end, { at: 1 })];
}

test("halves over 200 KB are judged by what is there: each failure counts once all the same", async () => {
  const { world, deliver, sweep } = play();
  world.isThrottled = true;
  const numbers = Array.from({ length: 120 }, (_, at) => at);
  const report = await deliver(numbers.flatMap((at) => longHalf(at, END)));
  expect(report.halves).toBeGreaterThan(50);
  expect(report.halves).toBeLessThan(110);
  expect(JSON.stringify(report.tally.halves).length).toBeLessThan(210_000);
  await sweep(2);
  await sweep(7);
  const counts = (await world.store.allIncidents()).map(({ count }) => count);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(120);
});

test("what has not failed yet is let go of first", async () => {
  const { deliver } = play();
  const begun = Array.from({ length: 120 }, (_, at) => longHalf(at, `${FAILURE.slice(0, 9)} x`));
  const ended = Array.from({ length: 10 }, (_, at) => longHalf(500 + at, END));
  const report = await deliver([...begun, ...ended].flat());
  expect(report.tally.halves.slice(0, 10).every(({ hasEnd }) => hasEnd)).toBe(true);
  expect(report.tally.halves.length).toBeLessThan(110);
  expect(report.tally.cells.flatMap(({ strikes }) => Object.keys(strikes))).toEqual([]);
});

test("evidence of a failure that cannot be kept is judged, though its end may still come", async () => {
  const { world, deliver } = play();
  world.isThrottled = true;
  const failing = Array.from({ length: 120 }, (_, at) => longHalf(at, FAILURE)).flat();
  const report = await deliver(failing);
  expect(report).toMatchObject({ opened: 1 });
  const [incident] = await world.store.allIncidents();
  expect(incident?.count).toBe(120 - report.halves);
});

test("of requests that ended well elsewhere, so many are named that the item stays small", async () => {
  const { deliver } = play();
  const ends = Array.from({ length: 400 }, (_, at) =>
    line(at, "Method completed with status: 200"),
  );
  const report = await deliver(ends);
  expect(report.tally.ended).toHaveLength(300);
  expect(report.tally.cells).toMatchObject([{ requests: { "2xx": 400 } }]);
});
