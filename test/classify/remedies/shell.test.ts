import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  patchOperations,
  printable,
  shell,
  word,
} from "../../../shared/classify/remedies/shell.ts";
import { wordsOf } from "./posix-words.ts";

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom(
      "'",
      '"',
      "\\",
      "$",
      "(",
      ")",
      "`",
      ";",
      "|",
      "&",
      "!",
      "*",
      "~",
      " ",
      "\n",
      "a",
      "-",
    ),
    maxLength: 40,
  }),
);

describe("a word", () => {
  test.each([
    { value: "orders", expected: "orders" },
    {
      value: "arn:aws:lambda:eu-west-1:123456789012:function:a_b",
      expected: "arn:aws:lambda:eu-west-1:123456789012:function:a_b",
    },
    { value: "a=b", expected: "a=b" },
    { value: "=b", expected: "'=b'" },
    { value: "", expected: "''" },
    { value: "$default", expected: "'$default'" },
    { value: "~root", expected: "'~root'" },
    { value: "/*/*", expected: "'/*/*'" },
    { value: "<api-id>", expected: "'<api-id>'" },
    { value: "$(rm -rf /)", expected: "'$(rm -rf /)'" },
    { value: "it's", expected: "'it'\\''s'" },
    { value: "a\u001b[31m\u0000\nb", expected: "'a[31mb'" },
    { value: "a\u202eb\u2028c\ud800", expected: "abc" },
  ])("$value is written $expected", ({ value, expected }) => {
    expect(word(value)).toBe(expected);
  });

  test("is cut at 4,096 characters", () => {
    expect(word("a".repeat(5000))).toBe("a".repeat(4096));
  });

  test("is one word of a shell, and what is printable of the value", () => {
    fc.assert(
      fc.property(hostile, (value) => {
        expect(wordsOf(`x ${word(value)} y`)).toEqual(["x", printable(value, 4096), "y"]);
      }),
      { numRuns: 2000 },
    );
  });

  test("is taken by a real shell as it is meant", () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 20, maxLength: 20 }), (values) => {
        const script = `printf '%s\\n' ${values.map((value) => `x${word(value)}`).join(" ")}`;
        const out = execFileSync("/bin/sh", ["-c", script], { encoding: "utf8" });
        expect(out).toBe(values.map((value) => `x${printable(value, 4096)}\n`).join(""));
      }),
      { numRuns: 15 },
    );
  });
});

describe("a command", () => {
  test("keeps what is written and quotes every value", () => {
    expect(shell`aws s3 ls ${"a b"} --x "$Y" ${"c"}`).toBe(`aws s3 ls 'a b' --x "$Y" c`);
  });

  test.each([
    { list: [], expected: "aws x end" },
    { list: ["--region", "eu-west-1"], expected: "aws x --region eu-west-1 end" },
    { list: ["--name", "a;b"], expected: "aws x --name 'a;b' end" },
  ])("takes options $list", ({ list, expected }) => {
    expect(shell`aws x${list} end`).toBe(expected);
  });
});

describe("patch operations", () => {
  test.each([
    {
      name: "shorthand where nothing can be misread",
      patches: [
        { op: "replace", path: "/*/*/logging/loglevel", value: "INFO" },
        { op: "remove", path: "/a~1b" },
      ] as const,
      expected: ["op=replace,path=/*/*/logging/loglevel,value=INFO", "op=remove,path=/a~1b"],
    },
    {
      name: "JSON where a value has a comma",
      patches: [{ op: "add", path: "/x", value: "a,b=c" }] as const,
      expected: ['[{"op":"add","path":"/x","value":"a,b=c"}]'],
    },
    {
      name: "JSON for all where one needs it",
      patches: [
        { op: "remove", path: "/x" },
        { op: "add", path: "/y", value: "{}" },
      ] as const,
      expected: ['[{"op":"remove","path":"/x"},{"op":"add","path":"/y","value":"{}"}]'],
    },
  ])("are $name", ({ patches, expected }) => {
    expect(patchOperations(...patches)).toEqual(["--patch-operations", ...expected]);
  });

  test("cut a value before it could break the JSON around it", () => {
    const [, json] = patchOperations({ op: "add", path: "/x", value: "{".repeat(9000) });
    expect(JSON.parse(json ?? "")).toEqual([{ op: "add", path: "/x", value: "{".repeat(2048) }]);
  });
});
