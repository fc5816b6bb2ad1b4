import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readEnvironment, type Variables } from "../../cli/environment.ts";
import type { Terminal } from "../../cli/terminal.ts";

/** A terminal that keeps what is written to it. */
export type FakeTerminal = {
  readonly terminal: Terminal;
  readonly out: () => string;
  readonly error: () => string;
  /** Lets time pass. */
  readonly wait: (milliseconds: number) => void;
};

export type TerminalTraits = {
  readonly isTerminal?: boolean;
  readonly columns?: number;
  readonly variables?: Variables;
};

export function aTerminal({
  isTerminal = false,
  columns,
  variables = {},
}: TerminalTraits = {}): FakeTerminal {
  const written = { out: "", error: "" };
  let now = 0;
  const outputTo = (name: keyof typeof written) => ({
    async write(text: string) {
      written[name] += text;
    },
    isTerminal,
    columns,
  });
  return {
    terminal: {
      out: outputTo("out"),
      error: outputTo("error"),
      environment: readEnvironment(variables),
      now: () => now,
      localOffset: () => 0,
    },
    out: () => written.out,
    error: () => written.error,
    wait: (milliseconds) => {
      now += milliseconds;
    },
  };
}

/** A new folder that holds `files`, by name. */
export async function aFolder(
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "apigw-triage-"));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}
