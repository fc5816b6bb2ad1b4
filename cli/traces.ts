import { createCorrelator } from "../shared/correlate/correlator.ts";
import type { Trace } from "../shared/domain/trace.ts";
import { createParser } from "../shared/parse/parser.ts";
import type { InputFile } from "./files.ts";
import { type OnDamage, readInput } from "./input.ts";

const encoder = new TextEncoder();

/** The requests of `files`, each as soon as it is whole. */
export async function* tracesIn(
  files: readonly InputFile[],
  onDamage: OnDamage,
): AsyncGenerator<Trace> {
  const correlator = createCorrelator();
  for (const { path } of files) {
    const parser = createParser(path);
    for await (const chunk of readInput(path, onDamage)) {
      yield* correlator.push(parser.push(chunk).records);
    }
    yield* correlator.push(parser.end().records);
  }
  yield* correlator.end();
}

/** The requests of pasted log lines. */
export async function* tracesOf(text: string): AsyncGenerator<Trace> {
  const correlator = createCorrelator();
  const parser = createParser("pasted");
  yield* correlator.push(parser.push(encoder.encode(text)).records);
  yield* correlator.push(parser.end().records);
  yield* correlator.end();
}
