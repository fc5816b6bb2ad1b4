import type { Terminal } from "./terminal.ts";

/** Says on stderr how far a run is: after a second, and only where a person can see it. */
export type Progress = {
  /** `bytes` more were read. */
  advance(bytes: number): Promise<void>;
  /** Takes the line away. */
  clear(): Promise<void>;
};

const FIRST_AFTER_MS = 1000;
const EVERY_MS = 200;
const MEGABYTE = 1_000_000;
const CLEAR_LINE = "\r\u001b[K";

/** Progress of a run over `totalBytes`, where the sizes of all inputs are known. */
export function createProgress(terminal: Terminal, totalBytes: number | undefined): Progress {
  const { error, environment, now } = terminal;
  const isSeen = error.isTerminal && !environment.isCi;
  let read = 0;
  let nextAt = now() + FIRST_AFTER_MS;
  let isShown = false;
  return {
    async advance(bytes) {
      read += bytes;
      if (!isSeen || now() < nextAt) return;
      nextAt = now() + EVERY_MS;
      isShown = true;
      await error.write(`${CLEAR_LINE}${progressWords(read, totalBytes)}`);
    },
    async clear() {
      if (isShown) await error.write(CLEAR_LINE);
      isShown = false;
    },
  };
}

function progressWords(read: number, total: number | undefined): string {
  const megabytes = Math.round(read / MEGABYTE);
  // Compressed files hold more than their size on disk: no share is better than a wrong one.
  if (total === undefined || total === 0 || read > total) return `read ${megabytes} MB`;
  return `read ${megabytes} of ${Math.round(total / MEGABYTE)} MB (${Math.floor((read / total) * 100)} %)`;
}
