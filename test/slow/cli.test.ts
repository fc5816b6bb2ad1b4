import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { BAD_BODY_TEST, EXECUTION_LOG, REQUEST_IDS } from "../build/logs.ts";
import { aFolder } from "../build/terminal.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const COMMAND = `${ROOT}/dist/cli/apigw-triage.mjs`;
const run = promisify(execFile);

beforeAll(async () => {
  await run(process.execPath, ["cli/build.ts"], { cwd: ROOT });
});

/** Runs the built command as a shell would, with `input` on its standard input. */
async function apigwTriage(args: readonly string[], input = "") {
  const child = spawn(process.execPath, [COMMAND, ...args]);
  const written = { out: "", error: "" };
  child.stdout.on("data", (chunk) => {
    written.out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    written.error += chunk;
  });
  child.stdin.end(input);
  const [exitCode] = await once(child, "close");
  return { exitCode, ...written };
}

describe("the built command", () => {
  test("reads standard input and exits 1 when requests failed", async () => {
    const { exitCode, out, error } = await apigwTriage(["analyze", "-"], EXECUTION_LOG);
    expect([exitCode, error]).toEqual([1, ""]);
    expect(out).toContain("3 of 4 requests failed (75.0 %), 2 faults, 1 unclassified\n");
    expect(out).not.toContain("\u001b");
  });

  test.each(["text", "json", "ndjson", "csv", "markdown", "html"])("prints %s", async (format) => {
    const { exitCode, out } = await apigwTriage(
      ["analyze", "-", "--format", format],
      BAD_BODY_TEST,
    );
    expect(exitCode).toBe(1);
    expect(out).toContain("body_not_string");
  });

  test("exits 2 with one line when there is nothing to read", async () => {
    const { exitCode, out, error } = await apigwTriage(["analyze", "-"]);
    expect([exitCode, out]).toEqual([2, ""]);
    expect(error).toMatch("apigw-triage: standard input: empty, no log entry in it; give an");
  });

  test("explains and checks", async () => {
    const folder = await aFolder({ "log.txt": EXECUTION_LOG });
    const explained = await apigwTriage([
      "explain",
      `${folder}/log.txt`,
      "--request",
      REQUEST_IDS.throttled,
    ]);
    expect(explained.out.startsWith("lambda_throttled / concurrency_limit\n")).toBe(true);
    const checked = await apigwTriage(["check-response", "-"], '{"statusCode":200,"body":{}}');
    expect(checked.out).toContain("Refused: body_not_string (rest)");
    const guarded = await apigwTriage(["check-authorizer", "-", "--api", "http-2.0"], "{}");
    expect(guarded.exitCode).toBe(1);
  });

  test("stops quietly when nobody reads on", async () => {
    const folder = await aFolder({ "log.txt": EXECUTION_LOG.repeat(2000) });
    const script = `"$0" "$1" analyze "$2" --format ndjson --all | head -n 1 | cut -c 1-12`;
    const args = ["-c", script, process.execPath, COMMAND, `${folder}/log.txt`];
    const { stdout, stderr } = await run("sh", args);
    expect([stdout, stderr]).toEqual(['{"requestId"\n', ""]);
  });

  test("can be started as a file of its own", async () => {
    const { stdout } = await run(COMMAND, ["--version"]);
    expect(stdout).toMatch("0.");
  });
});

test("the linters can be imported by other people's tests, types included", async () => {
  const folder = await aFolder({
    "use.mts": [
      `import { lintAuthorizerAnswer, lintProxyResponse } from "${ROOT}dist/lint/index.mjs";`,
      'const outcome: "accepted" | "refused" | "unknown" = lintProxyResponse("{}", "rest").outcome;',
      'console.log(outcome, lintAuthorizerAnswer("{}", "http-2.0-simple").outcome);',
    ].join("\n"),
  });
  const compiler = fileURLToPath(import.meta.resolve("typescript/bin/tsc"));
  const flags = ["--strict", "--module", "nodenext", "--target", "es2023"];
  const lib = ["--lib", "es2023,dom", "--outDir", folder, `${folder}/use.mts`];
  await run(process.execPath, [compiler, ...flags, ...lib], { cwd: folder });
  const { stdout } = await run(process.execPath, [`${folder}/use.mjs`]);
  expect(stdout).toBe("accepted refused\n");
});
