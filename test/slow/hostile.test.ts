import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { aFolder } from "../build/terminal.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const MEGABYTE = 1 << 20;
/** DESIGN.md 10 allows 256 MB; the text that is shown, and a Node.js just started, come on top. */
const LARGEST_MEMORY_MB = 450;
/** Writes the most memory the process ever held, in MB, when it ends. */
const MEMORY_PROBE = `data:text/javascript,${encodeURIComponent(
  'import{writeFileSync}from"node:fs";process.on("exit",()=>writeFileSync(process.env.MEMORY_FILE,String(process.resourceUsage().maxRSS>>10)))',
)}`;
/** All control characters but the line feed, and what makes text run backwards. */
const CONTROL = /(?!\n)[\p{Cc}\p{Cs}\u202a-\u202e]/u;

let folder = "";
beforeAll(async () => {
  folder = await aFolder({});
});

type Ran = {
  readonly exitCode: number;
  readonly out: string;
  readonly error: string;
  readonly memoryMB: number;
};

/** Runs the command line in a process of its own, and watches its memory. */
async function apigwTriage(args: readonly string[], input: Uint8Array | string): Promise<Ran> {
  const memoryFile = join(folder, "memory");
  const child = spawn(
    process.execPath,
    ["--import", MEMORY_PROBE, join(ROOT, "cli/main.ts"), ...args],
    { env: { PATH: "", MEMORY_FILE: memoryFile } },
  );
  const written = { out: "", error: "" };
  child.stdout.setEncoding("utf8").on("data", (text) => {
    written.out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    written.error += text;
  });
  child.stdin.on("error", () => undefined); // it may have seen enough before the end
  child.stdin.end(input);
  const [exitCode] = await once(child, "close");
  return { exitCode, ...written, memoryMB: Number(await readFile(memoryFile, "utf8")) };
}

const ID = "3f2b6a10-5c1d-4e7a-9b80-0c1d2e3f4a5b";
const BODY = `(${ID}) Endpoint response body before transformations: `;
const MALFORMED = [
  `(${ID}) Execution failed due to configuration error: Malformed Lambda proxy response`,
  `(${ID}) Method completed with status: 502`,
  "",
].join("\n");

function failing(payload: string): string {
  return `(${ID}) Starting execution for request: ${ID}\n${BODY}${payload}\n${MALFORMED}`;
}

function envelope(data: Uint8Array): string {
  return JSON.stringify({ awslogs: { data: Buffer.from(data).toString("base64") } });
}

function eventsOf(...messages: readonly string[]): string {
  const events = messages.map((message, id) => ({ eventId: String(id), timestamp: 1e12, message }));
  return JSON.stringify({ events });
}

/** A gigabyte of nothing in a megabyte: members of gzip may follow each other. */
function bomb(): Uint8Array {
  const member = gzipSync(Buffer.alloc(64 * MEGABYTE));
  return Buffer.concat(Array.from({ length: 16 }, () => member));
}

const DEEP = 100_000;
const DEEP_ARRAY = "[".repeat(DEEP) + "]".repeat(DEEP);
const DEEP_OBJECT = `${'{"a":'.repeat(DEEP)}1${"}".repeat(DEEP)}`;

/** Nothing to read in it is exit 2; a request that failed is exit 1. */
const INPUTS: readonly {
  readonly input: string;
  readonly make: () => Uint8Array | string;
  readonly exits: number;
}[] = [
  { input: "a line of 50 MB", make: () => Buffer.alloc(50 * MEGABYTE, "a"), exits: 2 },
  { input: "50 MB of NUL", make: () => Buffer.alloc(50 * MEGABYTE), exits: 2 },
  { input: "50 MB of quotes", make: () => Buffer.alloc(50 * MEGABYTE, '"'), exits: 2 },
  { input: "50 MB of opening brackets", make: () => Buffer.alloc(50 * MEGABYTE, '[{"'), exits: 2 },
  {
    input: "50 MB of brackets on lines of their own",
    make: () => Buffer.alloc(50 * MEGABYTE, "[\n"),
    exits: 2,
  },
  {
    input: "50 MB of objects that open on lines of their own",
    make: () => Buffer.alloc(50 * MEGABYTE, '{"a":\n'),
    exits: 2,
  },
  {
    input: "a million documents on one line",
    make: () => Buffer.alloc(2 * MEGABYTE, "{}"),
    exits: 2,
  },
  { input: "50 MB of line feeds", make: () => Buffer.alloc(50 * MEGABYTE, "\n"), exits: 2 },
  { input: "50 MB that is no UTF-8", make: () => Buffer.alloc(50 * MEGABYTE, 0xff), exits: 2 },
  {
    input: "a payload of 50 MB",
    make: () => failing(`{"statusCode":200,"token":"${"a=".repeat(25 * MEGABYTE)}"}`),
    exits: 1,
  },
  {
    input: "a payload of 50 MB of brackets",
    make: () => failing("[".repeat(50 * MEGABYTE)),
    exits: 1,
  },
  { input: "a payload of deep arrays", make: () => failing(DEEP_ARRAY), exits: 1 },
  { input: "a payload of deep objects", make: () => failing(DEEP_OBJECT), exits: 1 },
  {
    input: "a payload of backslashes",
    make: () => failing(`"${"\\".repeat(MEGABYTE)}"`),
    exits: 1,
  },
  { input: "a deep array", make: () => DEEP_ARRAY, exits: 2 },
  { input: "a deep object", make: () => DEEP_OBJECT, exits: 2 },
  { input: "a deep array that never ends", make: () => "[".repeat(MEGABYTE), exits: 2 },
  {
    input: "deep JSON in an event beside a good one",
    make: () => eventsOf(DEEP_OBJECT, ...failing('"done"').trimEnd().split("\n")),
    exits: 1,
  },
  { input: "a gzip bomb", make: bomb, exits: 2 },
  { input: "a gzip bomb in gzip", make: () => gzipSync(bomb()), exits: 2 },
  { input: "a gzip bomb in an envelope", make: () => envelope(bomb()), exits: 2 },
  {
    input: "a log in gzip, 50 levels deep",
    make: () => {
      let packed: Uint8Array = Buffer.from(failing('"done"'));
      for (let level = 0; level < 50; level += 1) packed = gzipSync(packed);
      return packed;
    },
    exits: 2,
  },
  {
    input: "half of a gzip file",
    make: () => gzipSync(failing('"done"')).subarray(0, 60),
    exits: 2,
  },
  {
    input: "an envelope of something else",
    make: () => envelope(gzipSync('{"messageType":"DATA_MESSAGE","logEvents":"x"}')),
    exits: 2,
  },
  {
    input: "terminal commands everywhere",
    make: () =>
      failing(
        '{"\u001b[2J":"\u001b]0;x\u0007","\u202e":"\u009b31m","body":"\0\b\u007f\r"}',
      ).replaceAll(ID, "\u001b[31m-id-\u0007"),
    exits: 1,
  },
];

describe.each(INPUTS)("$input", ({ make, exits }) => {
  test.each(["text", "ndjson"])(
    "is read in bounded memory, and shown escaped as %s",
    async (format) => {
      const { exitCode, out, error, memoryMB } = await apigwTriage(
        ["analyze", "-", "--format", format],
        make(),
      );
      expect(exitCode).toBe(exits);
      expect(error.split("\n")).toHaveLength(exits === 2 ? 2 : 1); // behind the last line feed: nothing
      expect(memoryMB).toBeLessThan(LARGEST_MEMORY_MB);
      expect(CONTROL.exec(out + error)).toBeNull();
      expect(out.length + error.length).toBeLessThan(8 * MEGABYTE);
    },
  );
});

describe("one answer by itself", () => {
  test.each([
    ["deep arrays", DEEP_ARRAY],
    ["deep objects", DEEP_OBJECT],
    ["a string of 10 MB", `{"statusCode":200,"body":"${"a".repeat(10 * MEGABYTE)}"}`],
    ["terminal commands", '{"statusCode":"\u001b[2J","\u202e":1}'],
  ])("of %s is checked", async (_, answer) => {
    for (const command of ["check-response", "check-authorizer"]) {
      const { exitCode, out, memoryMB } = await apigwTriage([command, "-"], answer);
      expect([0, 1]).toContain(exitCode);
      expect(CONTROL.exec(out)).toBeNull();
      expect(memoryMB).toBeLessThan(LARGEST_MEMORY_MB);
    }
  });

  test("of a hostile request is explained", async () => {
    const file = join(folder, "deep.log");
    await writeFile(file, failing(DEEP_OBJECT));
    const { exitCode, out } = await apigwTriage(["explain", file, "--request", ID], "");
    expect(exitCode).toBe(1);
    expect(CONTROL.exec(out)).toBeNull();
  });
});

describe("100,000 lines broken in every way", () => {
  test.each(["all", "none"])("neither throw nor pile up, keeping %s", async (keep) => {
    const args = ["bench/hostile.ts", "--lines", "100000", "--seed", "1", "--keep", keep];
    const child = spawn(process.execPath, args, { cwd: ROOT });
    let out = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      out += text;
    });
    const [exitCode] = await once(child, "close");
    const { problems, totals } = JSON.parse(out);
    expect([exitCode, problems]).toEqual([0, []]);
    expect(totals.requests).toBeGreaterThan(1_000);
  });
});
