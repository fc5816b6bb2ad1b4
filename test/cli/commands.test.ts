import { beforeAll, describe, expect, test } from "vitest";
import { run } from "../../cli/program.ts";
import manifest from "../../package.json" with { type: "json" };
import { BAD_BODY_TEST, EXECUTION_LOG, REQUEST_IDS } from "../build/logs.ts";
import { aFolder, aTerminal } from "../build/terminal.ts";

let folder = "";
beforeAll(async () => {
  folder = await aFolder({
    "execution.log": EXECUTION_LOG,
    "test.txt": BAD_BODY_TEST,
    "empty.json": " \n",
  });
});

async function command(...args: readonly string[]) {
  const fake = aTerminal({ columns: 100 });
  const at = args.map((arg) => arg.replace("@", `${folder}/`));
  const exitCode = await run(at, fake.terminal);
  return { exitCode, out: fake.out(), error: fake.error() };
}

describe("explain", () => {
  test("tells all about one request of a file", async () => {
    const { exitCode, out } = await command(
      ...["explain", "@execution.log", "--request", REQUEST_IDS.timeout],
    );
    expect(exitCode).toBe(1);
    expect(out.startsWith("integration_timeout / deadline_exceeded\n")).toBe(true);
    expect(out).toContain("▶ +29,000 ms  Execution failed due to a timeout error");
    expect(out).toContain("✓ integration_timeout: ");
  });

  test("finds a request by its extended id", async () => {
    const { out } = await command("explain", "@execution.log", "-r", "AbCdEfGhIjKlMno=");
    expect(out.startsWith("lambda_throttled / concurrency_limit\n")).toBe(true);
  });

  test("of a request that went well exits 0", async () => {
    const { exitCode, out } = await command("explain", "@execution.log", "-r", REQUEST_IDS.ok);
    expect(exitCode).toBe(0);
    expect(out.startsWith("success\n")).toBe(true);
    const odd = await command("explain", "@execution.log", "-r", REQUEST_IDS.odd);
    expect(odd.exitCode).toBe(1);
    expect(odd.out.startsWith("unclassified\n")).toBe(true);
  });

  test("needs no id where there is one request", async () => {
    const { out } = await command("explain", "@test.txt");
    expect(out.startsWith("malformed_proxy_response / body_not_string\n")).toBe(true);
    expect(out).not.toContain("jane@example.com");
  });

  test("reads a line as it was pasted", async () => {
    const line = "Execution failed due to configuration error: Malformed Lambda proxy response";
    const { exitCode, out } = await command("explain", line, "--format", "json");
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      request: { cause: "malformed_proxy_response", reason: "unknown" },
    });
  });

  test.each([
    ['{"message":"Too Many Requests"}', "gateway_throttled / throttle\n"],
    ['{"message":"Limit Exceeded"}', "gateway_throttled / quota\n"],
  ])("reads what a client got, where that tells: %s", async (answer, says) => {
    expect((await command("explain", answer)).out).toContain(says);
  });

  test("of an answer that many causes have says how to find its log", async () => {
    const { exitCode, error } = await command("explain", '{"message":"Forbidden"}');
    expect(exitCode).toBe(2);
    expect(error).toContain("pasted text: no request in it;");
    expect(error).toContain("the answer's x-amzn-requestid\n");
  });

  test("names ids to choose from", async () => {
    const { exitCode, error } = await command("explain", "@execution.log");
    expect(exitCode).toBe(2);
    expect(error).toContain("4 requests, 3 of them failing; name one by --request, as 00000000-");
    const other = await command("explain", "@execution.log", "-r", "x");
    expect(other.error).toContain(
      "no request x among 4 requests, 3 of them failing; name one that",
    );
  });

  test("says where there is no request at all", async () => {
    const { exitCode, error } = await command("explain", "@empty.json");
    expect(exitCode).toBe(2);
    expect(error).toContain("no request in it; give a log file or paste a log line; for what a");
    expect((await command("explain", "nowhere.log")).error).toContain("no such file or folder");
  });
});

describe("the program", () => {
  test.each(["analyze", "explain", "check-response", "check-authorizer", "demo"])(
    "%s --help shows examples",
    async (name) => {
      const { exitCode, out, error } = await command(name, "--help");
      expect(exitCode).toBe(0);
      expect(out).toContain(`Usage: apigw-triage ${name} [options]`);
      expect(out).toContain("Examples:\n  ");
      expect(error).toBe("");
    },
  );

  test("tells its version and its commands", async () => {
    expect(await command("--version")).toEqual({
      exitCode: 0,
      out: `${manifest.version}\n`,
      error: "",
    });
    expect((await command("--help")).out).toContain(
      "Exit status: 0 nothing failed, 1 failures found",
    );
  });

  test.each([
    { args: [], says: "no command given; apigw-triage --help lists them" },
    { args: ["frobnicate"], says: "unknown command 'frobnicate'; apigw-triage --help shows how" },
    { args: ["analyse"], says: "unknown command 'analyse' (Did you mean analyze?); apigw-" },
    { args: ["analyze"], says: "missing required argument 'file'; apigw-triage --help shows how" },
  ])("refuses $args", async ({ args, says }) => {
    const { exitCode, out, error } = await command(...args);
    expect([exitCode, out]).toEqual([2, ""]);
    expect(error.startsWith(`apigw-triage: ${says}`)).toBe(true);
    expect(error.endsWith("\n")).toBe(true);
  });

  test("calls a bug a bug, with its stack", async () => {
    const fake = aTerminal();
    const broken = {
      ...fake.terminal,
      out: {
        ...fake.terminal.out,
        write: () => Promise.reject(new Error("no such thing")),
      },
    };
    expect(await run(["analyze", `${folder}/test.txt`], broken)).toBe(2);
    expect(fake.error()).toContain(
      "this is a bug, please report it: Error: no such thing\n    at ",
    );
  });
});
