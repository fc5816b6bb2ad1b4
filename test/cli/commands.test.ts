import { beforeAll, describe, expect, test } from "vitest";
import { run } from "../../cli/program.ts";
import manifest from "../../package.json" with { type: "json" };
import { BAD_BODY_TEST, EXECUTION_LOG, REQUEST_IDS } from "../build/logs.ts";
import { aFolder, aTerminal } from "../build/terminal.ts";

/** What stands between the metadata of a streamed response and its body, and a body of no text. */
const STREAMED = [0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xd8, 0x00, 0xfe];

let folder = "";
beforeAll(async () => {
  folder = await aFolder({
    "execution.log": EXECUTION_LOG,
    "test.txt": BAD_BODY_TEST,
    "good.json": '{"statusCode":200,"body":"ok"}',
    "bom.json": '\ufeff{"statusCode":200,"body":"ok"}',
    "utf16.json": Buffer.from('\ufeff{"statusCode":200,"body":"ok"}', "utf16le"),
    "binary.json": Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0x02, 0x00, 0xff, 0xfe]),
    "bad.json": '{"statusCode":200,"body":{"id":1}}',
    "streamed.json": Buffer.from([...Buffer.from('{"statusCode":200}'), ...STREAMED]),
    "streamed-bad.json": `{"statusCode":200,"ok":1}${"\0".repeat(8)}hi`,
    "nul.json": Buffer.from([...Buffer.from('{"a":"\0"}'), ...STREAMED]),
    "unsettled.json": '{"statusCode":200.5,"body":"ok"}',
    "cut.json": '{"statusCode":200,"bo',
    "empty.json": " \n",
    "large.json": `"${"x".repeat(12_000_001)}"`,
    "allow.json": '{"isAuthorized":true}',
    "text.json": '{"isAuthorized":"yes"}',
    "policy.json":
      '{"principalId":"u","policyDocument":{"Version":"2012-10-17","Statement":[{"Action":"execute-api:Invoke","Effect":"Allow","Resource":"*"}]}}',
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

describe("check-response", () => {
  test.each([
    { file: "good.json", exitCode: 0, out: "Accepted (rest): the client gets 200\n" },
    { file: "bom.json", exitCode: 0, out: "Accepted (rest): the client gets 200\n" },
    { file: "utf16.json", exitCode: 0, out: "Accepted (rest): the client gets 200\n" },
    {
      file: "bad.json",
      exitCode: 1,
      out: "Refused: body_not_string (rest): the client gets 502\n",
    },
    {
      file: "streamed.json",
      exitCode: 0,
      out: 'gets 200\n\n  {"statusCode":200}\n\n! $: found metadata',
    },
    {
      file: "streamed-bad.json",
      exitCode: 1,
      out: "Refused: unexpected_field (rest): the client gets 500\n",
    },
    { file: "unsettled.json", exitCode: 3, out: "Not settled (rest): API Gateway may take" },
  ])("of $file exits $exitCode", async ({ file, exitCode, out }) => {
    const result = await command("check-response", `@${file}`);
    expect(result.out).toContain(out);
    expect(result.exitCode).toBe(exitCode);
  });

  test("applies the rules of the API asked for", async () => {
    const { out } = await command(
      "check-response",
      "@good.json",
      "--api",
      "http-2.0",
      "-f",
      "json",
    );
    expect(JSON.parse(out)).toMatchObject({ schema: 1, outcome: "accepted", clientStatus: 200 });
  });

  test.each([
    { file: "cut.json", says: "cut.json: is not whole, and nothing in it is surely refused; give" },
    { file: "empty.json", says: "empty.json: empty; give the JSON a function returned\n" },
    { file: "binary.json", says: "binary.json: holds binary data, no text; give the JSON" },
    { file: "nul.json", says: "nul.json: holds binary data, no text; give the JSON" },
    { file: "large.json", says: "large.json: over 12 MB; give the JSON a function returned\n" },
    { file: "none.json", says: "none.json: cannot be opened (ENOENT)" },
  ])("cannot judge $file", async ({ file, says }) => {
    const { exitCode, error } = await command("check-response", `@${file}`);
    expect(exitCode).toBe(2);
    expect(error).toContain(says);
  });

  test("of a folder says that it is one", async () => {
    const { exitCode, error } = await command("check-response", folder);
    expect(exitCode).toBe(2);
    expect(error).toContain(": a folder; give the JSON a function returned\n");
  });
});

describe("check-authorizer", () => {
  test.each([
    { args: ["@policy.json"], exitCode: 0, out: "Accepted (rest)" },
    { args: ["@allow.json"], exitCode: 1, out: "Refused" },
    { args: ["@allow.json", "--api", "http-2.0"], exitCode: 0, out: "Accepted (http-2.0-simple)" },
    { args: ["@text.json", "--api", "http-2.0"], exitCode: 1, out: "Refused" },
    {
      args: ["@policy.json", "--api", "http-2.0", "--response", "iam"],
      exitCode: 0,
      out: "Accepted (http-2.0-iam)",
    },
    { args: ["@policy.json", "--response", "iam"], exitCode: 0, out: "Accepted (rest)" },
    { args: ["@policy.json", "-f", "json"], exitCode: 0, out: '"outcome": "accepted"' },
  ])("$args is $out", async ({ args, exitCode, out }) => {
    const result = await command("check-authorizer", ...args);
    expect(result.out).toContain(out);
    expect(result.exitCode).toBe(exitCode);
  });

  test("knows simple answers of one API type only", async () => {
    const { exitCode, error } = await command(
      "check-authorizer",
      "@allow.json",
      "--response",
      "simple",
    );
    expect(exitCode).toBe(2);
    expect(error).toContain(
      "--response simple: only --api http-2.0 has it, rest takes an IAM policy",
    );
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
