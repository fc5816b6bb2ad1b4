import { createWriteStream } from "node:fs";
import { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { gzipSync } from "node:zlib";
import { Command, InvalidArgumentError, Option } from "commander";
import { CAUSES, type Cause } from "../shared/domain/cause.ts";
import { interleave, type Written } from "./traffic/interleave.ts";
import {
  deliveredRecord,
  deliveryOf,
  eventOf,
  filteredEvent,
  type LogEvent,
} from "./traffic/log-event.ts";
import {
  DEFAULT_TRAFFIC,
  FAILURES,
  type Scheduled,
  schedule,
  type TrafficOptions,
} from "./traffic/schedule.ts";
import { textLog } from "./traffic/text-log.ts";

type Form = "text" | "delivery" | "delivered" | "ndjson-events";
type Settings = TrafficOptions & {
  readonly bytes: number;
  readonly form: Form;
  readonly batch: number;
  readonly output?: string;
  readonly truth?: string;
};

const UNITS: Readonly<Record<string, number>> = { "": 1, k: 1e3, m: 1e6, g: 1e9 };
const CHUNK_CHARACTERS = 1 << 16;
const SIZE = /^(\d+(?:\.\d+)?)([kmg]?)b?$/;

const command = new Command("generate")
  .description("Writes made-up execution logs of a REST API: the same options, the same bytes.")
  .addOption(
    new Option("-n, --requests <number>", "stop after so many requests")
      .argParser(count)
      .default(Number.POSITIVE_INFINITY, "no limit"),
  )
  .addOption(
    new Option("--bytes <size>", "stop after about so many bytes: 500k, 1g")
      .argParser(size)
      .default(10e6, "10m"),
  )
  .option("--seed <number>", "another number, other traffic", count, DEFAULT_TRAFFIC.seed)
  .option("--rate <number>", "requests that arrive a second", positive, DEFAULT_TRAFFIC.rate)
  .option("--fail-share <share>", "share that fails, 0 to 1", share, DEFAULT_TRAFFIC.failShare)
  .option("--mix <cause=weight,...>", "causes of the failures, by weight (default: all)", mixture)
  .option("--concurrency <number>", "most under way at once", positive, DEFAULT_TRAFFIC.concurrency)
  .addOption(
    new Option("--from <time>", "when the first request arrives, ISO 8601")
      .argParser(time)
      .default(DEFAULT_TRAFFIC.fromMs, "2026-11-22T10:00Z"),
  )
  .addOption(
    new Option("--form <form>", "what to write")
      .choices(["text", "delivery", "delivered", "ndjson-events"])
      .default("text"),
  )
  .option("--batch <events>", "events in a delivery", positive, 11_000)
  .option("-o, --output <file>", "write there instead of to standard output")
  .option("--truth <file>", "write what became of each request there, one JSON object a line")
  .addHelpText("after", `\nCauses: ${generatedCauses().join(", ")}`);

await generate(command.parse().opts<Settings & { readonly from: number }>());

async function generate(settings: Settings & { readonly from: number }): Promise<void> {
  const requests = schedule({ ...settings, fromMs: settings.from });
  const truths = settings.truth === undefined ? undefined : createWriteStream(settings.truth);
  const told = truths === undefined ? requests : tell(requests, truths);
  const output =
    settings.output === undefined ? process.stdout : createWriteStream(settings.output);
  await pipeline(Readable.from(chunksOf(settings, told), { objectMode: false }), asSink(output));
  truths?.end();
}

/** Standard output must stay open, and a reader that has seen enough is no error. */
function asSink(output: NodeJS.WritableStream): NodeJS.WritableStream {
  if (output !== process.stdout) return output;
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  return new Writable({
    write: (chunk, _encoding, done) => void process.stdout.write(chunk, done),
  });
}

function chunksOf(settings: Settings, requests: Iterable<Scheduled>): Iterable<Buffer> {
  // The stop is at the source, so every request that has started is written to its end.
  let written = 0;
  const counted = function* (chunks: Iterable<Buffer>): Generator<Buffer, void> {
    for (const chunk of chunks) {
      written += chunk.length;
      yield chunk;
    }
  };
  const some = until(requests, () => written >= settings.bytes);
  return counted(settings.form === "text" ? textLog(some) : jsonLog(settings, some));
}

function* until<Item>(items: Iterable<Item>, isEnough: () => boolean): Generator<Item, void> {
  for (const item of items) {
    if (isEnough()) return;
    yield item;
  }
}

function* jsonLog({ form, batch }: Settings, requests: Iterable<Scheduled>) {
  if (form === "delivery") {
    yield* deliveries(requests, batch);
    return;
  }
  const lineOf = form === "delivered" ? deliveredRecord : filteredEventOf;
  let text = "";
  for (const written of interleave(requests)) {
    text += `${lineOf(written)}\n`;
    if (text.length < CHUNK_CHARACTERS) continue;
    yield Buffer.from(text);
    text = "";
  }
  yield Buffer.from(text);
}

function filteredEventOf(written: Written): string {
  return filteredEvent(eventOf(written));
}

/** One Lambda event a line, as a subscription invokes its function. */
function* deliveries(requests: Iterable<Scheduled>, batch: number): Generator<Buffer, void> {
  let events: LogEvent[] = [];
  for (const written of interleave(requests)) {
    events.push(eventOf(written));
    if (events.length < batch) continue;
    yield envelope(deliveryOf(events));
    events = [];
  }
  if (events.length > 0) yield envelope(deliveryOf(events));
}

function envelope(delivery: Buffer): Buffer {
  const packed = gzipSync(delivery).toString("base64");
  return Buffer.from(`${JSON.stringify({ awslogs: { data: packed } })}\n`);
}

function* tell(requests: Iterable<Scheduled>, truths: NodeJS.WritableStream) {
  for (const request of requests) {
    const { truth, status } = request.script.scenario;
    const diagnosis =
      truth.kind === "failed" ? truth.diagnosis : { cause: "success", reason: "none" };
    const { requestId } = request.values;
    truths.write(`${JSON.stringify({ requestId, status, ...diagnosis })}\n`);
    yield request;
  }
}

function count(text: string): number {
  const number = Number(text);
  if (!(Number.isInteger(number) && number >= 0)) throw new InvalidArgumentError("a whole number");
  return number;
}

function positive(text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new InvalidArgumentError("a number above 0");
  return number;
}

function share(text: string): number {
  const number = Number(text);
  if (!(number >= 0 && number <= 1)) throw new InvalidArgumentError("a number from 0 to 1");
  return number;
}

function size(text: string): number {
  const [, number, unit = ""] = SIZE.exec(text.toLowerCase()) ?? [];
  if (number === undefined) throw new InvalidArgumentError("a size such as 500k, 10m or 1g");
  return Number(number) * (UNITS[unit] ?? 1);
}

function time(text: string): number {
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds)) throw new InvalidArgumentError("an ISO 8601 time");
  return milliseconds;
}

function mixture(text: string): Readonly<Partial<Record<Cause, number>>> {
  const weights = text.split(",").map((part) => part.split("="));
  for (const [cause = ""] of weights) {
    if (generatedCauses().includes(cause)) continue;
    throw new InvalidArgumentError(`not one of ${generatedCauses().join(", ")}`);
  }
  return Object.fromEntries(weights.map(([cause, weight = "1"]) => [cause, positive(weight)]));
}

function generatedCauses(): readonly string[] {
  const generated = FAILURES.flatMap(({ truth }) =>
    truth.kind === "failed" ? [truth.diagnosis.cause] : [],
  );
  return CAUSES.filter((cause) => generated.includes(cause));
}
