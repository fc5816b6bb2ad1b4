import { Buffer } from "node:buffer";
import { describe, expect, test } from "vitest";
import { createParser } from "../../shared/parse/parser.ts";
import {
  executionIn,
  ONE,
  type Read,
  read,
  readChunks,
  TWO,
  textsIn,
  unreadIn,
} from "../build/parsed.ts";
import { inSmallHeap } from "../build/small-heap.ts";

const MEBIBYTE = 1024 * 1024;
const LINE = `(${ONE}) Method request body before transformations: {"name":"Zoë 🦊"}`;
const TEXT = LINE.slice(39);

function utf16be(text: string): Buffer {
  return Buffer.from(`\uFEFF${text}`, "utf16le").swap16();
}

/** The same bytes in chunks of one length. */
function chunked(bytes: Buffer, length: number): Read {
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += length) chunks.push(bytes.subarray(at, at + length));
  return readChunks(chunks);
}

describe("the encoding of an input", () => {
  test.each([
    { what: "UTF-8", bytes: Buffer.from(`${LINE}\n${LINE}`) },
    { what: "UTF-8 with a mark", bytes: Buffer.from(`\uFEFF${LINE}\n${LINE}`) },
    { what: "UTF-16, little end first", bytes: Buffer.from(`\uFEFF${LINE}\n${LINE}`, "utf16le") },
    { what: "UTF-16, big end first", bytes: utf16be(`${LINE}\n${LINE}`) },
    { what: "UTF-8 with CR LF", bytes: Buffer.from(`${LINE}\r\n${LINE}\r\n`) },
    { what: "UTF-16 with CR LF", bytes: Buffer.from(`\uFEFF${LINE}\r\n${LINE}\r\n`, "utf16le") },
  ])("may be $what, in chunks of any length", ({ bytes }) => {
    for (const length of [1, 2, 3, 5, 7, 64, bytes.length]) {
      expect(textsIn(chunked(bytes, length))).toEqual([TEXT, TEXT]);
    }
  });

  test.each([
    { what: "nothing", bytes: [], texts: [] },
    { what: "half a mark of UTF-8", bytes: [0xef, 0xbb], texts: ["\uFFFD"] },
    { what: "the first byte of a mark", bytes: [0xff], texts: ["\uFFFD"] },
    { what: "the first byte of another mark", bytes: [0xfe], texts: ["\uFFFD"] },
    { what: "what only begins like a mark", bytes: [0xef, 0x61, 0x62], texts: ["\uFFFDab"] },
    { what: "half a unit of UTF-16", bytes: [0xff, 0xfe, 0x61, 0x00, 0x62], texts: ["a\uFFFD"] },
    {
      what: "half a pair of UTF-16",
      bytes: [0xff, 0xfe, 0x61, 0x00, 0x3e, 0xd8],
      texts: ["a\uFFFD"],
    },
    {
      what: "half a pair of UTF-16, the other way",
      bytes: [0xfe, 0xff, 0x00, 0x61, 0xd8, 0x3e],
      texts: ["a\uFFFD"],
    },
    { what: "invalid UTF-8", bytes: [0x61, 0xc3, 0x28, 0x80], texts: ["a\uFFFD(\uFFFD"] },
    { what: "NULs", bytes: [0x61, 0x00, 0x62], texts: ["a\0b"] },
  ])("may be $what", ({ bytes, texts }) => {
    const wanted = texts.map((text) => `not_a_log_line: ${text}`);
    expect(unreadIn(readChunks([Buffer.from(bytes)]))).toEqual(wanted);
    expect(unreadIn(chunked(Buffer.from(bytes), 1))).toEqual(wanted);
  });

  test("does not depend on what becomes of a chunk later", () => {
    const parser = createParser("input.log");
    const buffer = Buffer.alloc(10);
    const bytes = Buffer.from(LINE);
    for (let at = 0; at < bytes.length; at += 10) {
      const length = bytes.copy(buffer, 0, at);
      parser.push(buffer.subarray(0, length));
      buffer.fill(0);
    }
    expect(parser.end().records.map(({ text }) => text)).toEqual([TEXT]);
  });
});

describe("a physical line", () => {
  test("may be as long as eight mebibytes", () => {
    const line = `(${ONE}) ${"x".repeat(8 * MEBIBYTE - 39)}`;
    const found = read(line, LINE);
    expect(found.records.map(({ text }) => text.length)).toEqual([8 * MEBIBYTE - 39, TEXT.length]);
    expect(found.unreadable).toEqual([]);
  });

  test.each([{ chunk: 65_536 }, { chunk: 20 * MEBIBYTE }])(
    "that is longer is cut to one, told once, in chunks of $chunk",
    ({ chunk }) => {
      const bytes = Buffer.from(`${LINE}\n(${TWO}) ${"é".repeat(5 * MEBIBYTE)}\n${LINE}`);
      const found = chunked(bytes, chunk);
      expect(
        found.records.map(({ requestId, text, place }) => [requestId, text.length, place.line]),
      ).toEqual([
        [ONE, TEXT.length, 1],
        [TWO, (MEBIBYTE - 39 + 1) / 2, 2],
        [ONE, TEXT.length, 3],
      ]);
      expect(found.unreadable).toEqual([
        {
          code: "too_large",
          place: { input: "input.log", line: 2 },
          excerpt: `(${TWO}) ${"é".repeat(361)}`,
        },
      ]);
    },
  );

  test("that is too long may end with the input", () => {
    const found = chunked(Buffer.from("x".repeat(9 * MEBIBYTE)), MEBIBYTE);
    expect(found.unreadable.map(({ code }) => code)).toEqual(["too_large", "not_a_log_line"]);
  });

  test("that is empty takes no memory, however many there are", async () => {
    const found = inSmallHeap(`(async () => {
      const { createParser } = await shared("parse/parser.ts");
      const parser = createParser("x.log");
      const { records, unreadable } = parser.push(Buffer.alloc(${4 * MEBIBYTE}, "\\n"));
      parser.push(Buffer.from(${JSON.stringify(LINE)}));
      return [records.length, unreadable.length, parser.end().records[0].place.line];
    })()`);
    expect(await found).toEqual([0, 0, 4 * MEBIBYTE + 1]);
  });

  test("of blanks says nothing, however long", () => {
    expect(chunked(Buffer.from(`${" ".repeat(3 * MEBIBYTE)}\n${LINE}`), 65_536)).toMatchObject({
      records: [{ place: { line: 2 } }],
      unreadable: [],
    });
  });
});

describe("documents of JSON on one line", () => {
  const event = (text: string) => ({
    timestamp: 1_784_548_800_000,
    message: `(${ONE}) Method request body before transformations: ${text}`,
  });
  const delivery = (text: string) =>
    JSON.stringify({ messageType: "DATA_MESSAGE", logGroup: "g", logEvents: [event(text)] });

  test.each([{ chunk: 65_536 }, { chunk: 1_000_003 }, { chunk: 30 * MEBIBYTE }])(
    "may be as many as there are, in chunks of $chunk",
    ({ chunk }) => {
      const texts = Array.from({ length: 14 }, (_, index) => `${index}-${"🦊é".repeat(30_000)}`);
      const found = chunked(Buffer.from(`${texts.map(delivery).join("")}\n${LINE}`), chunk);
      expect(found.records.map(({ text }) => text.slice(44))).toEqual([...texts, TEXT.slice(44)]);
      expect(found.records.map(({ place }) => place.line)).toEqual([...texts.map(() => 1), 2]);
      expect(found.unreadable).toEqual([]);
    },
  );

  test("may end with the input, and be cut there: what is whole of it counts", () => {
    const long = delivery("x".repeat(2 * MEBIBYTE));
    expect(chunked(Buffer.from(long), 65_536).records).toHaveLength(1);
    const cut = chunked(Buffer.from(long.slice(0, -10)), 65_536);
    expect(cut.records.map(({ text }) => text.length)).toEqual([2 * MEBIBYTE + 44 - 6]);
    expect(cut.unreadable).toEqual([]);
  });

  test("may hold bytes that are no text, wherever a piece ends", () => {
    const bytes = Buffer.concat([
      Buffer.from('{"a":"'),
      Buffer.alloc(2 * MEBIBYTE, 0x80),
      Buffer.from('"}'),
    ]);
    const one = chunked(bytes, 65_536);
    expect(one).toEqual(chunked(bytes, 3 * MEBIBYTE));
    expect(one.unreadable.map(({ code }) => code)).toEqual(["wrong_shape"]);
  });
});

describe("a document that is one long list is read in parts", () => {
  const message = `(${ONE}) Method request body before transformations: ${"x".repeat(50_000)}`;
  const events = Array.from({ length: 180 }, (_, index) => ({
    timestamp: index + 1_784_548_800_000,
    message,
  }));

  test.each([
    { what: "on one line", text: JSON.stringify({ events, searchedLogStreams: [] }) },
    { what: "over lines", text: JSON.stringify({ events, searchedLogStreams: [] }, undefined, 2) },
    { what: "as the whole document on one line", text: JSON.stringify(events) },
    { what: "as the whole document", text: JSON.stringify(events, undefined, 1) },
    {
      what: "behind other lists",
      text: JSON.stringify({ a: [1, [2]], b: [], events }, undefined, 1),
    },
    { what: "of a delivery", text: JSON.stringify({ logGroup: "g", logEvents: events }) },
    {
      what: "of lists",
      text: JSON.stringify({
        results: events.map((event) => [{ field: "@message", value: event.message }]),
      }),
    },
  ])("$what", ({ text }) => {
    const found = read(...text.split("\n"), LINE);
    expect(found.records).toHaveLength(181);
    expect(found.records.slice(0, 180).map(({ place }) => place.event)).toEqual(
      events.map((_, index) => index + 1),
    );
    expect(found.unreadable).toEqual([]);
  });

  test("with its outer list closed again", () => {
    const rows = events.map(({ message: value }) => [{ field: "@message", value }]);
    expect(read(JSON.stringify([rows])).unreadable.map(({ code }) => code)).not.toContain(
      "broken_json",
    );
  });

  test("and counted part by part when it is no log of ours", () => {
    const found = read(
      JSON.stringify({ list: events.map(() => ({ x: "y".repeat(50_000) })) }, undefined, 1),
      LINE,
    );
    expect(new Set(found.unreadable.map(({ code }) => code))).toEqual(new Set(["wrong_shape"]));
    expect(textsIn(found)).toEqual([TEXT]);
  });

  test("unless it stands in an entry: then it is what the entry may hold", () => {
    const lines = JSON.stringify({ a: events.slice(0, 2) }, undefined, 1).split("\n");
    expect(
      executionIn(read(`(${ONE}) Endpoint response body before transformations:`, ...lines)).text,
    ).toHaveLength(47 + lines.join("\n").length);
  });
});

describe("a document of JSON", () => {
  test("of more than 64 MiB is given up, told once, and passed over to its end", () => {
    const line = `"${"x".repeat(MEBIBYTE)}": 1,`;
    const lines = ["{", ...Array<string>(70).fill(line), '"last": 1', "}", LINE];
    const found = read(...lines);
    expect(found.unreadable.map(({ code, place }) => [code, place.line])).toEqual([
      ["too_large", 1],
    ]);
    expect(textsIn(found)).toEqual([TEXT]);
  });

  test("of more than 64 MiB may never end", () => {
    const line = `"${"x".repeat(MEBIBYTE)}": 1,`;
    const found = read("{", ...Array<string>(65).fill(line), LINE);
    expect(found.unreadable.map(({ code }) => code)).toEqual(["too_large"]);
    expect(textsIn(found)).toEqual([TEXT]);
  });

  test.each([
    { what: "lists", text: "[".repeat(100_000) + "]".repeat(100_000), code: "wrong_shape" },
    {
      what: "objects",
      text: `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`,
      code: "wrong_shape",
    },
    { what: "objects that never close", text: '{"a":'.repeat(100_000), code: "broken_json" },
    {
      what: "a message",
      text: `{"timestamp":1784548800000,"message":${'{"a":'.repeat(100_000)}1${"}".repeat(100_001)}`,
      code: "wrong_shape",
    },
    {
      what: "an event",
      text: `{"events":[${"[".repeat(100_000)}${"]".repeat(100_000)}]}`,
      code: "wrong_shape",
    },
  ])("may be 100,000 levels deep: $what", ({ text, code }) => {
    expect(read(text).unreadable.map((found) => found.code)).toEqual([code]);
  });

  test("is shown with a note where it is too deep to print", () => {
    const deep = `{"events":[${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}]}`;
    expect(unreadIn(read(deep))).toEqual(["wrong_shape: [nested too deeply]"]);
  });
});
