import { vi } from "vitest";

/** What a function wrote: its log, and its metrics in the embedded format. */
export type Output = {
  /** Everything, as it was written. */
  readonly text: string;
  /** Lines of our own log. */
  readonly log: readonly Readonly<Record<string, unknown>>[];
  readonly metrics: readonly Readonly<Record<string, unknown>>[];
  /** Lines that are neither: nothing should write any. */
  readonly other: readonly string[];
};

/** Runs it and hands back what it wrote to stdout and stderr, which nobody else sees. */
export async function outputOf(run: () => unknown): Promise<Output> {
  let text = "";
  const catchIt = (chunk: string | Uint8Array) => {
    text += String(chunk);
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, "write").mockImplementation(catchIt),
    vi.spyOn(process.stderr, "write").mockImplementation(catchIt),
  ];
  try {
    await run();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return read(text);
}

function read(text: string): Output {
  const log: Record<string, unknown>[] = [];
  const metrics: Record<string, unknown>[] = [];
  const other: string[] = [];
  for (const line of text.split("\n").filter((one) => one !== "")) {
    const object = parsed(line);
    if (object === undefined) other.push(line);
    else if ("_aws" in object) metrics.push(object);
    else log.push(object);
  }
  return { text, log, metrics, other };
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined; // another program's line
  }
}
