import fc from "fast-check";
import { expect, test } from "vitest";
import { createTranscoder } from "../../shared/parse/encoding.ts";

/** What `bytes` become, fed in chunks of `size` from a buffer that is used again. */
function transcoded(bytes: Uint8Array, size: number): Buffer {
  const transcoder = createTranscoder();
  const chunk = Buffer.alloc(size);
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    chunk.fill(0x7e);
    const length = Buffer.from(bytes).copy(chunk, 0, at);
    parts.push(Buffer.from(transcoder.push(chunk.subarray(0, length))));
  }
  parts.push(transcoder.end());
  return Buffer.concat(parts);
}

function utf16(text: string, isBigEndian: boolean): Buffer {
  const bytes = Buffer.from(`\uFEFF${text}`, "utf16le");
  return isBigEndian ? bytes.swap16() : bytes;
}

const ODD = ["\uD7FF", "\uE000", "😀", "\u{10FFFF}", "é", "a", "\n", "\uFFFD", "Ø", "Ü"];
const aText = fc.string({ unit: fc.constantFrom(...ODD), maxLength: 40 });
const aSize = fc.integer({ min: 1, max: 9 });

test("text of any encoding with its mark becomes the same text, however it is cut", () => {
  fc.assert(
    fc.property(aText, aSize, (text, size) => {
      const wanted = Buffer.from(text);
      expect(transcoded(Buffer.from(`\uFEFF${text}`), size)).toEqual(wanted);
      expect(transcoded(utf16(text, false), size)).toEqual(wanted);
      expect(transcoded(utf16(text, true), size)).toEqual(wanted);
    }),
  );
});

test("bytes without a mark stay as they are", () => {
  const aByte = fc.constantFrom(0xef, 0xbb, 0xbf, 0xff, 0xfe, 0x61, 0x0a, 0x00);
  const marks = [
    [0xef, 0xbb, 0xbf],
    [0xff, 0xfe],
    [0xfe, 0xff],
  ];
  fc.assert(
    fc.property(fc.array(aByte, { maxLength: 8 }), aSize, (values, size) => {
      const isMarked = marks.some((mark) => mark.every((byte, at) => values[at] === byte));
      fc.pre(!isMarked);
      expect([...transcoded(Uint8Array.from(values), size)]).toEqual(values);
    }),
  );
});

test("a byte that is left over becomes a replacement character", () => {
  const bytes = Buffer.concat([utf16("ab", false), Buffer.from([0x63])]);
  expect(transcoded(bytes, 3).toString()).toBe("ab\uFFFD");
});

test("plain bytes are handed on at once, and not copied", () => {
  const transcoder = createTranscoder();
  const chunk = Buffer.from("abc");
  const out = transcoder.push(chunk);
  expect(out.toString()).toBe("abc");
  expect(out.buffer).toBe(chunk.buffer);
  expect(transcoder.push(Buffer.from("d")).toString()).toBe("d");
  expect(transcoder.end()).toHaveLength(0);
});

test("what may be the beginning of a mark is held back", () => {
  expect(createTranscoder().push(Buffer.from([0xef]))).toHaveLength(0);
  expect(createTranscoder().push(Buffer.from([0xef, 0xbb]))).toHaveLength(0);
  expect(createTranscoder().push(Buffer.from([0xff]))).toHaveLength(0);
  expect(createTranscoder().push(Buffer.from([0xfe]))).toHaveLength(0);
  expect(createTranscoder().push(Buffer.from([0xef, 0x61]))).toHaveLength(2);
  expect(createTranscoder().push(Buffer.from([0x61, 0xbb]))).toHaveLength(2);
});
