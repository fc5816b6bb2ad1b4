import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createRandom, type Random } from "./traffic/random.ts";

const FIXTURES = join(import.meta.dirname, "..", "fixtures");

/** What a log must not hold, and may: terminal commands, broken UTF-8, text that runs backwards. */
const INSERTS: readonly Buffer[] = [
  ...["\u001b[2J\u001b[1;1H", "\u001b]0;owned\u0007", "\u001b]8;;http://x\u0007", "\u009b31m"],
  ...["\u202e", "\u200b", "\ufeff", "\u2028", "\0", "\r", "\t", "\b\b\b", "\u007f"],
  ...["<script>alert(1)</script>", "<!channel>", "=cmd|' /C calc'!A0", "`$(x)`", "|", "](x)"],
  ...[
    '"',
    "'",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "(",
    ")",
    " [TRUNCATED]",
    " : ",
    "$&",
    "__proto__",
  ],
  ...["9".repeat(400), "-", "1e999", "NaN", "%00", "&#0;", "\\u0000", "\\ud800"],
]
  .map((text) => Buffer.from(text))
  .concat(Buffer.from([0xff, 0xfe]), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from([0xf0, 0x9f]))
  .concat(Buffer.from([0x1f, 0x8b, 0x08, 0]));

const UUID = /[0-9a-f]{8}-[0-9a-f-]{27}/g;
const UUID_GROUPS = /^(.{8})(.{4})(.{4})(.{4})/;

type Mutation = (line: Buffer, random: Random, other: Buffer) => Buffer;

const MUTATIONS: readonly [Mutation, ...Mutation[]] = [
  (line) => line,
  (line, random) => line.subarray(0, random.below(line.length + 1)),
  (line, random) => line.subarray(random.below(line.length + 1)),
  (line, random, other) => Buffer.concat([head(line, random), other]),
  (line, random, other) => Buffer.concat([head(line, random), other, tail(line, random)]),
  (line, random) => Buffer.concat([head(line, random), insert(random), tail(line, random)]),
  (line, random) => Buffer.concat([line, ...Array(random.below(20)).fill(tail(line, random))]),
  (line, random) => flipped(line, random),
  (line, random) => withOtherId(line, random),
  (line) => Buffer.from(JSON.stringify({ message: line.toString(), timestamp: 1e12 })),
  (line) => Buffer.from(`${JSON.stringify(line.toString()).slice(1)}`),
  (_, random) => Buffer.from(Array.from({ length: random.below(300) }, () => random.below(256))),
  (line, random) => Buffer.concat([line, Buffer.from("[{".repeat(random.below(2000)))]),
];

/** An endless source of lines, broken in every way; the same seed, the same bytes. */
export function createHostileLines(seed: number): () => Buffer {
  const random = createRandom(seed);
  const [first = Buffer.alloc(0), ...rest] = fixtureLines();
  const lines = [first, ...rest] as const;
  return () => {
    let line = random.pick(lines);
    for (let turns = random.below(4); turns > 0; turns -= 1) {
      line = random.pick(MUTATIONS)(line, random, random.pick(lines)).subarray(0, 20_000);
    }
    return random.below(50) === 0 ? line : Buffer.concat([line, Buffer.from("\n")]);
  };
}

/** Every line of the project's own samples and labelled requests. */
function fixtureLines(): readonly Buffer[] {
  const samples = textsIn("samples").flatMap((text) => text.split("\n"));
  const requests = textsIn("requests")
    .flatMap((text) => text.split("\n"))
    .filter((row) => row !== "")
    .flatMap((row): readonly string[] => JSON.parse(row).lines);
  return [...samples, ...requests].filter((line) => line !== "").map((line) => Buffer.from(line));
}

function textsIn(folder: string): readonly string[] {
  const names = readdirSync(join(FIXTURES, folder)).sort();
  return names.map((name) => readFileSync(join(FIXTURES, folder, name), "utf8"));
}

function head(line: Buffer, random: Random): Buffer {
  return line.subarray(0, random.below(line.length + 1));
}

function tail(line: Buffer, random: Random): Buffer {
  return line.subarray(random.below(line.length + 1));
}

function insert(random: Random): Buffer {
  return INSERTS[random.below(INSERTS.length)] ?? Buffer.alloc(0);
}

function flipped(line: Buffer, random: Random): Buffer {
  const copy = Buffer.from(line);
  for (let count = random.below(8); count > 0; count -= 1) {
    copy[random.below(copy.length)] = random.below(256);
  }
  return copy;
}

/** Without this the log would hold few requests, each of endless entries. */
function withOtherId(line: Buffer, random: Random): Buffer {
  const id = random.text(32, "0123456789abcdef");
  const uuid = id.replace(UUID_GROUPS, "$1-$2-$3-$4-");
  return Buffer.from(line.toString().replace(UUID, uuid));
}
