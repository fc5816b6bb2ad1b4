import { parseArgs } from "node:util";
import { createMeasuredStore } from "./storm/measured-store.ts";
import { type Aftermath, blow, type Minute } from "./storm/storm.ts";
import { STORM } from "./storm/traffic.ts";

const USAGE = `Usage: npm run storm -- [--streams N] [--minutes N] [--latency MS] [--seed N]

Lets failing requests pour in, 50 a second and stream, through the real intake, with a sweep each
simulated minute beside it; prints each minute and what it all came to. Exits 1 when a request was not
counted, people were told too often, an item was too large, or memory grew.

  --streams N   streams of 50 failing requests a second (default 200: 10,000 a second)
  --minutes N   simulated minutes (default 5)
  --latency MS  how long each call to the table takes (default 0)
  --seed N      other traffic
`;

const MOST_NOTICES = 20;
const MOST_ITEM_BYTES = 100_000;
const MOST_HEAP_MB = 256;
const RATE_OF_A_STREAM = STORM.rate / STORM.streams;

const { values } = parseArgs({
  options: {
    streams: { type: "string", default: String(STORM.streams) },
    minutes: { type: "string", default: String(STORM.minutes) },
    latency: { type: "string", default: "0" },
    seed: { type: "string", default: String(STORM.seed) },
    help: { type: "boolean", short: "h", default: false },
  },
});

if (values.help) process.stdout.write(USAGE);
else process.exitCode = await run();

async function run(): Promise<number> {
  const measured = createMeasuredStore(Number(values.latency));
  const streams = Number(values.streams);
  const storm = {
    ...STORM,
    streams,
    rate: streams * RATE_OF_A_STREAM,
    minutes: Number(values.minutes),
    seed: Number(values.seed),
  };
  const begun = performance.now();
  const heaps: number[] = [];
  const aftermath = await blow(storm, measured.store, (minute) => {
    const heldMb = measured.heldBytes() / 2 ** 20;
    heaps.push(minute.heapMb - heldMb);
    process.stdout.write(`${lineOf(minute, heldMb, Object.fromEntries(measured.calls))}\n`);
    measured.calls.clear();
  });
  const largest = Object.fromEntries(measured.largest);
  const problems = problemsIn(aftermath, Math.max(...measured.largest.values()), heaps);
  const seconds = Math.round((performance.now() - begun) / 1000);
  const { minutes: _, ...figures } = aftermath;
  const outcome = { ...figures, seconds, largestItems: largest, problems };
  process.stdout.write(`${JSON.stringify(outcome, null, 2)}\n`);
  return problems.length === 0 ? 0 : 1;
}

function lineOf(minute: Minute, heldMb: number, calls: Readonly<Record<string, number>>): string {
  const { sweep, sweepMs, heapMb, rssMb } = minute;
  const { problems: _, ...report } = sweep;
  return JSON.stringify({
    minute: minute.minute,
    deliveries: minute.deliveries,
    sweepMs: Math.round(sweepMs),
    rssMb: Math.round(rssMb),
    heapMb: Math.round(heapMb),
    inTheTableMb: Math.round(heldMb),
    sweep: report,
    calls,
  });
}

function problemsIn(aftermath: Aftermath, largest: number, heaps: readonly number[]): string[] {
  const { failed, aggregated, inIncidents, mostNotices } = aftermath;
  const heap = Math.max(...heaps);
  return [
    ...Object.entries(failed).flatMap(([cause, count]) => [
      ...(aggregated[cause] === count
        ? []
        : [`${cause}: ${count}, aggregated ${aggregated[cause]}`]),
      ...(inIncidents[cause] === count ? [] : [`${cause}: ${count}, told ${inIncidents[cause]}`]),
    ]),
    ...(mostNotices <= MOST_NOTICES ? [] : [`${mostNotices} notices in 5 minutes`]),
    ...(largest <= MOST_ITEM_BYTES ? [] : [`an item of ${largest} bytes`]),
    ...(heap <= MOST_HEAP_MB ? [] : [`${Math.round(heap)} MB held beside the table`]),
  ];
}
