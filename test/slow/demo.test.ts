import { execFile } from "node:child_process";
import { cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);
const OPENED =
  /^ {2}Subject: \[(?:critical|warning)\] k3l4m5n6o7\/prod: POST \/orders answers 502/m;
const COUNTED =
  /^(\d+) failing requests, each of them counted once; 5 incidents, (\d+) notices\.$/m;
const NOTICE = /^ {2}notice {4}(\S+)$/gm;

beforeAll(async () => {
  await run(process.execPath, ["cli/build.ts"], { cwd: ROOT });
});

/** The built command, alone in a folder: no package is beside it. */
async function aloneInAFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "apigw-triage-"));
  await cp(join(ROOT, "dist/cli"), folder, { recursive: true });
  return folder;
}

async function apigwTriage(command: string, cwd: string, ...args: readonly string[]) {
  // Without the environment of whoever runs the tests: no colours, no account.
  return await run(process.execPath, [command, ...args], { cwd, env: {}, maxBuffer: 1 << 26 });
}

describe("the demo, built", () => {
  test("tells its story, and goes on with it", async () => {
    const cwd = await mkdtemp(join(tmpdir(), "apigw-triage-"));
    const command = join(ROOT, "dist/cli/apigw-triage.mjs");
    const first = await apigwTriage(command, cwd, "demo");
    expect(first.stderr).toBe("");
    expect(first.stdout).toMatch(OPENED);
    expect(first.stdout).toMatch(COUNTED);
    expect(first.stdout).not.toContain("complained");
    const kinds = Array.from(first.stdout.matchAll(NOTICE), ([, id = ""]) => id.split(":").at(-1));
    expect(new Set(kinds)).toEqual(
      new Set([
        "opened-1",
        "escalated-1",
        "reminder-1",
        "reopened-1",
        "resolved-1",
        "blind-1",
        "blind-2",
      ]),
    );
    const listed = await apigwTriage(command, cwd, "incidents", "list", "--format", "json");
    expect(JSON.parse(listed.stdout)).toHaveLength(5);
    const next = await apigwTriage(command, cwd, "demo", "--keep");
    expect(next.stdout).toContain("  Back again: ");
    expect(next.stdout).toMatch(COUNTED);
    const both = await apigwTriage(command, cwd, "incidents", "list", "--format", "json");
    expect(JSON.parse(both.stdout)).toHaveLength(10);
  });

  test("needs nothing but Node and its two files", async () => {
    const folder = await aloneInAFolder();
    const { stdout } = await apigwTriage(join(folder, "apigw-triage.mjs"), folder, "demo");
    expect(stdout).toContain("in memory only (LevelDB is not installed beside this command)\n");
    expect(stdout).toMatch(COUNTED);
  });
});
