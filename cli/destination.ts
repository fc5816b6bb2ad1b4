import { once } from "node:events";
import { constants, createWriteStream, type WriteStream } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { finished } from "node:stream/promises";
import { UsageError } from "./failure.ts";
import type { Output } from "./terminal.ts";

const KEEP = constants.O_WRONLY | constants.O_CREAT;

/** Where a command's result goes. */
export type Destination = {
  write(text: string): Promise<void>;
  /** Resolves when all of it is written. */
  close(): Promise<void>;
};

/**
 * The file at `path`, or `out` without one. An old file stays as it is until the first write, or the end
 * of a result that is empty. Throws UsageError when it cannot be written.
 */
export async function openDestination(path: string | undefined, out: Output): Promise<Destination> {
  if (path === undefined) return { write: out.write, close: async () => {} };
  await (await writableFile(path, KEEP)).close();
  let opened: Promise<WriteStream> | undefined;
  const stream = () => {
    opened ??= writableFile(path, "w").then((handle) => createWriteStream(path, { fd: handle }));
    return opened;
  };
  return {
    async write(text) {
      const file = await stream();
      if (!file.write(text)) await once(file, "drain").catch(refuse(path));
    },
    async close() {
      const file = await stream();
      file.end();
      await finished(file).catch(refuse(path));
    },
  };
}

/** Throws UsageError when a result would be written over a log that is to be read, or over another. */
export async function refuseOverwriting(
  results: Readonly<Record<string, string | undefined>>,
  logs: readonly string[],
): Promise<void> {
  const taken = new Set(await Promise.all(logs.map(identityOf)));
  for (const [option, path] of Object.entries(results)) {
    if (path === undefined) continue;
    const identity = await identityOf(path);
    if (taken.has(identity)) {
      throw new UsageError(
        `${option} ${path}: would overwrite what is read or written already; give another file`,
      );
    }
    taken.add(identity);
  }
}

/** The same for every path to the same file; a path that leads nowhere yet is itself. */
async function identityOf(path: string): Promise<string> {
  try {
    const { dev, ino } = await stat(path);
    return `${dev}:${ino}`;
  } catch {
    return path;
  }
}

async function writableFile(path: string, flags: string | number): Promise<FileHandle> {
  return await open(path, flags).catch(refuse(path));
}

function refuse(path: string): (error: Error) => never {
  return (error) => {
    throw new UsageError(`${path}: cannot be written (${error.message}); give another --output`, {
      cause: error,
    });
  };
}
