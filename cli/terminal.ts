import { once } from "node:events";
import type { EpochMs } from "../shared/domain/time.ts";
import { type Environment, readEnvironment } from "./environment.ts";

/** A place to write text; a write resolves when more can be taken. */
export type Output = {
  write(text: string): Promise<void>;
  readonly isTerminal: boolean;
  readonly columns: number | undefined;
};

/** What a command has of the world it runs in. */
export type Terminal = {
  readonly out: Output;
  readonly error: Output;
  readonly environment: Environment;
  /** Milliseconds since some fixed point: for measuring only. */
  readonly now: () => number;
  /** Minutes the reader's clock is ahead of UTC at `time`. */
  readonly localOffset: (time: EpochMs) => number;
};

/** Says on stderr what the result may lack; one line a problem. */
export async function warn(problems: readonly string[], { error }: Terminal): Promise<void> {
  for (const problem of problems) await error.write(`apigw-triage: ${problem}\n`);
}

/** The terminal this process runs in. */
export function processTerminal(): Terminal {
  return {
    out: outputTo(process.stdout),
    error: outputTo(process.stderr),
    environment: readEnvironment(),
    now: () => performance.now(),
    localOffset: (time) => -new Date(time).getTimezoneOffset(),
  };
}

function outputTo(stream: NodeJS.WriteStream): Output {
  return {
    async write(text) {
      if (!stream.write(text)) await once(stream, "drain");
    },
    isTerminal: stream.isTTY === true,
    columns: stream.columns,
  };
}
