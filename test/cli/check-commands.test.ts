import { beforeAll, describe, expect, test } from "vitest";
import { run } from "../../cli/program.ts";
import { aFolder, aTerminal } from "../build/terminal.ts";

/** What stands between the metadata of a streamed response and its body, and a body of no text. */
const STREAMED = [0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xd8, 0x00, 0xfe];

let folder = "";
beforeAll(async () => {
  folder = await aFolder({
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

test.each(["check-response", "check-authorizer"])(
  "%s --help names its exit codes",
  async (name) => {
    const { out } = await command(name, "--help");
    expect(out).toContain(
      "Exit status: 0 accepted, 1 refused, 2 wrong usage or an answer that is not",
    );
    expect(out).toContain("3 not settled");
  },
);
