import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { finished } from "node:stream/promises";
import { UsageError } from "./failure.ts";
import type { Output } from "./terminal.ts";

/** Where a command's result goes. */
export type Destination = {
  write(text: string): Promise<void>;
  /** Resolves when all of it is written. */
  close(): Promise<void>;
};

/** The file at `path`, emptied, or `out` without one. Throws UsageError when it cannot be written. */
export async function openDestination(path: string | undefined, out: Output): Promise<Destination> {
  if (path === undefined) return { write: out.write, close: async () => {} };
  const handle = await writableFile(path);
  const stream = createWriteStream(path, { fd: handle });
  return {
    async write(text) {
      if (!stream.write(text)) await once(stream, "drain");
    },
    async close() {
      stream.end();
      await finished(stream);
    },
  };
}

async function writableFile(path: string) {
  try {
    return await open(path, "w");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${path}: cannot be written (${reason}); give another --output`, {
      cause: error,
    });
  }
}
