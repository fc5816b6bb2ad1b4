import { mkdir, readdir, writeFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { run } from "../../cli/program.ts";
import { toEpochMs } from "../../shared/domain/time.ts";
import { eventsOf, type Kind, requestIdOf } from "../build/gateway-log.ts";
import { EXECUTION_LOG } from "../build/logs.ts";
import { aFolder, aTerminal } from "../build/terminal.ts";

const START = toEpochMs(Date.UTC(2026, 2, 4, 12));
const SUBJECT = /Subject: \[\w+\] .*POST \/orders answers 502, malformed_proxy_response/;
const CARD = /┃ 🟠 POST \/orders answers 504/;
/** Commands, addresses and what is quoted stay whole. */
const NOT_PROSE = /https?:|aws |apigw-triage|arn:|┃ {3}/;

describe("demo with a log of one's own", () => {
  const home = process.cwd();
  beforeEach(async () => process.chdir(await aFolder({})));
  afterEach(() => process.chdir(home));

  async function demo(args: readonly string[], columns = 100) {
    const fake = aTerminal({ columns });
    const exitCode = await run(["demo", ...args], fake.terminal);
    return { exitCode, out: fake.out(), error: fake.error() };
  }

  async function list(...args: readonly string[]) {
    const fake = aTerminal({ columns: 100 });
    const exitCode = await run(["incidents", "list", ...args], fake.terminal);
    return { exitCode, out: fake.out(), error: fake.error() };
  }

  function logOf(...kinds: readonly Kind[]): string {
    return kinds
      .flatMap((kind, at) => eventsOf(kind, requestIdOf(at), START + at * 50_000))
      .map(({ timestamp, message }) => `${new Date(timestamp).toISOString()} ${message}\n`)
      .join("");
  }

  test("delivers it, shows every alert, and keeps the incidents", async () => {
    await writeFile("my.log", logOf("ok", "malformed", "timeout", "timeout"));
    const { exitCode, out, error } = await demo(["my.log"]);
    expect([exitCode, error]).toEqual([0, ""]);
    expect(out).toContain("traffic    my.log: ");
    expect(out).toContain("kept in .apigw-triage, for apigw-triage incidents list\n");
    expect(out).toMatch(SUBJECT);
    expect(out).toContain("Slack, channel #api-alerts ──");
    expect(out).toMatch(CARD);
    expect(out).toContain("Slack, thread of the incident ──");
    expect(out).toContain("  (the first message now says so too)\n");
    expect(out).toContain("3 failing requests; 2 incidents, 4 notices.\n");
    expect(out).not.toContain("complained");
    expect(out).not.toContain("\u001b");
    expect(out).not.toContain('{"level"');
    const { out: json } = await list("--table", "apigw-triage-demo", "--format", "json");
    expect(JSON.parse(json)).toMatchObject([{ count: 2 }, { count: 1 }]);
  });

  test("counts it once, however often it is delivered to a table that is kept", async () => {
    await writeFile("my.log", logOf("ok", "malformed", "malformed"));
    await demo(["my.log"]);
    const again = await demo(["my.log", "--keep"]);
    expect(again.exitCode).toBe(0);
    expect(again.out).toContain("2 failing requests; 1 incident, 0 notices.\n");
    const { out } = await list();
    expect(out).toContain("2 requests failed, ");
  });

  test("says what a subscription would not carry", async () => {
    const access = '{"requestId":"a-1","status":"502","apiId":"a1b2c3d4e5","stage":"prod"}\n';
    await writeFile("my.log", logOf("malformed") + access);
    const { exitCode, out, error } = await demo(["my.log"]);
    expect([exitCode, error]).toEqual([0, ""]);
    expect(out).toContain("left out   1 entry of access logs\n");
  });

  test("fits a narrow terminal", async () => {
    await writeFile("my.log", logOf("denied"));
    const { exitCode, out, error } = await demo(["my.log"], 50);
    expect([exitCode, error]).toEqual([0, ""]);
    const prose = out.split("\n").filter((line) => !NOT_PROSE.test(line));
    expect(Math.max(...prose.map((line) => line.length))).toBeLessThanOrEqual(50);
  });

  test("needs no folder that can be written", async () => {
    await writeFile(".apigw-triage", "somebody's file");
    await writeFile("my.log", EXECUTION_LOG);
    const { exitCode, out } = await demo(["my.log"]);
    expect(exitCode).toBe(0);
    expect(out).toContain("table      DynamoDB in this process, in memory only (");
    expect(out).toContain("3 incidents, ");
    expect(out).not.toContain("Look closer:");
    expect((await list()).error).toContain(".apigw-triage: no incidents are kept in this folder");
  });

  test("leaves a table alone that another process has open", async () => {
    await mkdir(".apigw-triage/dynamodb", { recursive: true });
    await writeFile(".apigw-triage/in-use", String(process.ppid));
    await writeFile("my.log", logOf("malformed"));
    const { out } = await demo(["my.log"]);
    expect(out).toContain("in memory only (another apigw-triage has it open)\n");
    expect(await readdir(".apigw-triage/dynamodb")).toEqual([]);
    const { exitCode, error } = await list();
    expect(exitCode).toBe(2);
    expect(error).toContain("cannot be read (another apigw-triage has it open); wait until");
  });

  test("is not held up by a process that is gone", async () => {
    await mkdir(".apigw-triage");
    await writeFile(".apigw-triage/in-use", "99999999");
    await writeFile("my.log", logOf("malformed"));
    expect((await demo(["my.log"])).out).toContain("kept in .apigw-triage, for");
  });

  test.each([
    { name: "no log at all", text: "shopping list\n", says: "that are no log entry" },
    { name: "nothing", text: "", says: "nothing to deliver (no log entry in it)" },
  ])("exits 2 for a file with $name", async ({ text, says }) => {
    await writeFile("my.log", text);
    const { exitCode, out, error } = await demo(["my.log"]);
    expect([exitCode, out]).toEqual([2, ""]);
    expect(error).toContain(says);
  });
});
