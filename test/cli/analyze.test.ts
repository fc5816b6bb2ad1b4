import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { run } from "../../cli/program.ts";
import { BAD_BODY_TEST, EXECUTION_LOG, QUIET_LOG, REQUEST_IDS } from "../build/logs.ts";
import { aFolder, aTerminal, type TerminalTraits } from "../build/terminal.ts";

let folder = "";
beforeAll(async () => {
  folder = await aFolder({
    "execution.log": EXECUTION_LOG,
    "quiet.log": QUIET_LOG,
    "test.txt": BAD_BODY_TEST,
    "packed.gz": gzipSync(EXECUTION_LOG),
    "cut.gz": gzipSync(EXECUTION_LOG.repeat(300)).subarray(0, -2000),
    "cut-prose.gz": gzipSync("once upon a time\n".repeat(9000)).subarray(0, -20),
    "prose.txt": "once upon a time\n",
    "binary.bin": Buffer.from([0x89, 0x50, 0xff, 0xfe, 0, 1, 2, 3, 10, 0, 0xff]),
    "empty.log": "",
  });
});

async function analyze(args: string, traits: TerminalTraits = {}) {
  const fake = aTerminal(traits);
  const paths = args.replaceAll("@", `${folder}/`);
  const exitCode = await run(["analyze", ...paths.split(" ")], fake.terminal);
  return { exitCode, out: fake.out(), error: fake.error() };
}

function lines(out: string): readonly Record<string, unknown>[] {
  return out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

describe("analyze", () => {
  test("reports what failed, and says so by its exit code", async () => {
    const { exitCode, out, error } = await analyze("@execution.log");
    expect(exitCode).toBe(1);
    expect(error).toBe("");
    expect(out).toContain("3 of 4 requests failed (75.0 %), 2 faults, 1 unclassified\n");
    expect(out).toContain("integration_timeout / deadline_exceeded");
  });

  test("of a log in which nothing failed exits 0", async () => {
    const { exitCode, out } = await analyze("@quiet.log");
    expect(exitCode).toBe(0);
    expect(out).toContain("None of 1 request failed\n");
  });

  test.each([
    { what: "an excerpt that shows no outcome", lines: [0, 1], exits: 0 },
    { what: "an excerpt that shows a status of 5xx only", lines: [0, 2], exits: 1 },
    { what: "an excerpt that shows a failure only", lines: [1, 3], exits: 1 },
  ])("of $what, unclassified, exits $exits", async ({ lines: shown, exits }) => {
    const id = REQUEST_IDS.odd;
    const log = [
      `(${id}) Starting execution for request: ${id}`,
      `(${id}) HTTP Method: GET, Resource Path: /health`,
      `(${id}) Method completed with status: 500`,
      `(${id}) Execution failed due to configuration error: A sentence nobody has seen`,
    ];
    await writeFile(`${folder}/excerpt.log`, shown.map((line) => `${log[line]}\n`).join(""));
    const { exitCode, out } = await analyze("@excerpt.log");
    expect(exitCode).toBe(exits);
    expect(out).toContain(`${exits === 0 ? "None" : "1"} of 1 request failed`);
    expect(out).toContain(", 1 unclassified\n");
  });

  test("reads gzip as it reads text", async () => {
    const { exitCode, out } = await analyze("@packed.gz");
    expect(exitCode).toBe(1);
    expect(out).toContain("3 of 4 requests failed");
  });

  test("of damaged gzip reports what could be read, and warns", async () => {
    const { exitCode, out, error } = await analyze("@cut.gz");
    expect(exitCode).toBe(1);
    expect(out).toContain("requests failed");
    expect(error).toContain("cut.gz: the gzip data is damaged after ");
  });

  test("masks what is private, shows shapes or nothing where asked for", async () => {
    expect((await analyze("@test.txt")).out).not.toContain("jane@example.com");
    const shape = await analyze("@test.txt --redact shape --format ndjson");
    expect(shape.out).not.toContain("jane");
    expect(lines(shape.out)).toMatchObject([{ reason: "body_not_string" }]);
    const nothing = await analyze("@test.txt --redact none --format ndjson");
    expect(nothing.out).not.toContain("statusCode");
    expect(lines(nothing.out)).toMatchObject([{ reason: "body_not_string" }]);
  });

  test("shows all on the terminal of the log's owner, and nowhere else", async () => {
    const { out } = await analyze("@test.txt --unmasked", { isTerminal: true });
    expect(out).toContain("jane@example.com");
    for (const [args, isTerminal] of [
      ["@test.txt --unmasked", false],
      ["@test.txt --unmasked --output @leak.txt", true],
      ["@test.txt --unmasked --unknowns @leak.json", true],
    ] as const) {
      const refused = await analyze(args, { isTerminal });
      expect(refused.exitCode).toBe(2);
      expect(refused.out).toBe("");
      expect(refused.error).toContain("apigw-triage: --unmasked: only on a terminal");
    }
  });

  test("walks folders, and leaves out hidden files and the export's own", async () => {
    const tree = await aFolder({ ".hidden": "x", "aws-logs-write-test": "Permission Check" });
    await mkdir(join(tree, "export", "stream"), { recursive: true });
    await writeFile(join(tree, "export", "stream", "000000.gz"), gzipSync(EXECUTION_LOG));
    const fake = aTerminal();
    expect(await run(["analyze", tree], fake.terminal)).toBe(1);
    expect(fake.out()).toContain("3 of 4 requests failed");
  });
});

describe("formats", () => {
  test("ndjson is a line a failing request, or every request", async () => {
    const failing = lines((await analyze("@execution.log --format ndjson")).out);
    expect(failing.map(({ cause }) => cause).sort()).toEqual([
      "integration_timeout",
      "lambda_throttled",
      "unclassified",
    ]);
    const all = lines((await analyze("@execution.log --format ndjson --all")).out);
    expect(all.map(({ cause }) => cause)).toContain("success");
    expect(all).toHaveLength(4);
  });

  test("csv is a line a request under its titles", async () => {
    const { out, exitCode } = await analyze("@execution.log --format csv");
    expect(out.split("\n")[0]).toContain("requestId,time,apiId,");
    expect(out).toContain(`${REQUEST_IDS.timeout},2026-03-04T11:30:`);
    expect(exitCode).toBe(1);
  });

  test.each([
    { format: "json", start: '{\n  "schema": 1' },
    { format: "markdown", start: "### 3 of 4 requests failed (75.0 %)" },
    { format: "html", start: "<!doctype html>" },
    { format: "text", start: "3 of 4 requests failed" },
  ])("$format shows the whole", async ({ format, start }) => {
    const { out, exitCode } = await analyze(`@execution.log --format ${format}`);
    expect(out.startsWith(start)).toBe(true);
    expect(exitCode).toBe(1);
  });

  test("go to a file where asked for, without colour", async () => {
    const { out } = await analyze("@execution.log --output @report.txt", {
      isTerminal: true,
      variables: { FORCE_COLOR: "1" },
    });
    expect(out).toBe("");
    const report = await readFile(`${folder}/report.txt`, "utf8");
    expect(report.startsWith("3 of 4 requests failed")).toBe(true);
  });

  test("are coloured on a terminal, unless NO_COLOR is set", async () => {
    const coloured = await analyze("@execution.log", { isTerminal: true });
    expect(coloured.out.startsWith("\u001b[")).toBe(true);
    const plain = await analyze("@execution.log", {
      isTerminal: true,
      variables: { NO_COLOR: "1" },
    });
    expect(plain.out).not.toContain("\u001b");
  });

  test("unknowns are written beside the report, redacted", async () => {
    await analyze("@execution.log --unknowns @unknowns.json");
    const bundle = JSON.parse(await readFile(`${folder}/unknowns.json`, "utf8"));
    expect(bundle.clusters).toMatchObject([{ count: 1, status: 500 }]);
    expect(bundle.clusters[0].template).toContain("A sentence nobody has seen");
  });
});

describe("a selection", () => {
  test.each([
    { option: "--cause lambda_throttled", causes: ["lambda_throttled"] },
    { option: "--cause unclassified", causes: ["unclassified"] },
    { option: "--route /slow", causes: ["integration_timeout"] },
    { option: "--api none", causes: [] },
    { option: "--since 30m", causes: ["lambda_throttled", "unclassified"] },
    { option: "--since 2h --until 10m", causes: ["integration_timeout"] },
    { option: "--since 2026-03-04T12:00:30Z", causes: ["unclassified"] },
    { option: "--until 2026-03-04T11:45:00Z", causes: ["integration_timeout"] },
    { option: "--since 2026-03-05", causes: [] },
  ])("$option leaves $causes", async ({ option, causes }) => {
    const { out } = await analyze(`@execution.log --format ndjson ${option}`);
    const found = out === "" ? [] : lines(out).map(({ cause }) => cause);
    expect(found).toEqual(causes);
  });

  test("leaves its successes in the totals, and in the lines where asked for", async () => {
    const { out, exitCode } = await analyze("@execution.log --route /health");
    expect(out).toContain("None of 1 request failed\n");
    expect(exitCode).toBe(0);
    const all = await analyze("@execution.log --route /health --format ndjson --all");
    expect(lines(all.out)).toMatchObject([{ cause: "success" }]);
  });

  test.each([
    { option: "--route /nope", says: "matches --route; leave one out" },
    { option: "--api nope --until 1h", says: "matches --until, --api; leave" },
  ])("of nothing, by $option, is said", async ({ option, says }) => {
    const { error } = await analyze(`@execution.log ${option}`);
    expect(error).toContain(`apigw-triage: no request of the log ${says}`);
  });

  test("by method and route means that pair", async () => {
    const fake = aTerminal();
    const args = ["analyze", `${folder}/execution.log`, "--route", "POST /events"];
    expect(await run(args, fake.terminal)).toBe(1);
    expect(fake.out()).toContain("1 of 1 request failed (100 %), 1 fault\n");
  });
});

describe("what cannot be analyzed is one line that says what, where and what next", () => {
  test.each([
    { args: "@nowhere.log", says: "nowhere.log: no such file or folder; give a log file" },
    { args: `@${"x".repeat(300)}`, says: "xxx: name too long; give a log file" },
    { args: "@empty.log", says: "empty.log: empty, no log entry in it; give an API Gateway" },
    { args: "@prose.txt", says: 'no log entry in it, line 1 reads "once upon a time"; give an' },
    { args: "@binary.bin", says: "binary.bin: no log entry in it, line 1 holds binary data; give" },
    { args: "@cut-prose.gz", says: "bytes (Z_BUF_ERROR); " },
    { args: "@cut-prose.gz", says: 'no log entry in it, line 1 reads "once upon a time' },
    { args: "@cut-prose.gz @cut-prose.gz @cut-prose.gz", says: "; so are 2 more; 3 files: " },
    { args: "@prose.txt @empty.log", says: "2 files: no log entry in it, " },
    { args: "@execution.log --since soon", says: "--since soon: no time; give 30m, 2h or 7d" },
    { args: "@execution.log --until 2026-99-99", says: "--until 2026-99-99: no time" },
    {
      args: "@execution.log --since 2026-03-05 --until 2026-03-04",
      says: "--since 2026-03-05 --until 2026-03-04: ends before it begins; turn them round",
    },
    { args: "- --since 2h", says: "which standard input shows too late" },
    { args: "@execution.log --output @no/report.txt", says: "cannot be written (ENOENT" },
    {
      args: "@execution.log --format pdf",
      says: "'pdf' is invalid. Allowed choices are text, json",
    },
    { args: "@execution.log --top none", says: "'none' is invalid. Give a whole number above 0;" },
    { args: "@execution.log --cause bad_luck", says: "'bad_luck' is invalid." },
    { args: "@execution.log --wdith 3", says: "unknown option '--wdith' (Did you mean --width?)" },
  ])("$args", async ({ args, says }) => {
    const { exitCode, out, error } = await analyze(args);
    expect(exitCode).toBe(2);
    expect(out).toBe("");
    expect(error).toContain(says);
    expect(error.startsWith("apigw-triage: ")).toBe(true);
    expect(error.indexOf("\n")).toBe(error.length - 1);
  });

  test("a folder without files", async () => {
    const fake = aTerminal();
    expect(await run(["analyze", await aFolder({})], fake.terminal)).toBe(2);
    expect(fake.error()).toContain("a folder without files; give one that holds exported logs");
  });
});
