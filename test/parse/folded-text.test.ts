import { describe, expect, test } from "vitest";
import { ONE, read, textsIn, unreadIn } from "../build/parsed.ts";

const TIME = "Mon Jul 20 12:00:00 UTC 2026";
const ANSWER = 'Endpoint response body before transformations: {"a":"it\'s \\"b\\" \\\\ c"}';
const STATUS = "Method completed with status: 502";
const LOG = `Execution log for request ${ONE}\n${TIME} : ${ANSWER}\n${TIME} : ${STATUS}\n`;
const TEXTS = [`Execution log for request ${ONE}`, ANSWER, STATUS];

/** The lines of a text that is broken at each blank. */
function folded(text: string, seam: string): readonly string[] {
  return text.split(" ").flatMap((word, at, all) => {
    const indent = at === 0 ? "" : "    ";
    return [
      `${indent}${at > 0 && seam !== "" ? "\\ " : ""}${word}${at < all.length - 1 ? seam : ""}`,
    ];
  });
}

describe("a text that YAML breaks over lines", () => {
  test.each([
    { what: "at a blank", seam: "" },
    { what: "with the break escaped", seam: "\\" },
  ])("is one in double quotes, broken $what", ({ seam }) => {
    const [first, ...more] = folded(JSON.stringify(LOG), seam);
    const found = read("body: '{}'", `log: ${first}`, ...more, "status: 502");
    expect(textsIn(found)).toEqual(TEXTS);
    expect(found.forms).toContain("console_test");
  });

  test("is no header of an answer that stands before it", () => {
    const [first, ...more] = folded(JSON.stringify(LOG), "");
    const header = "    x-amzn-ErrorType: InternalServerErrorException";
    expect(textsIn(read("headers:", header, "latency: 9", `log: ${first}`, ...more))).toEqual(
      TEXTS,
    );
  });

  test("may be broken within a word when the break is escaped", () => {
    const line = JSON.stringify(`(${ONE}) ${STATUS}`);
    const found = read(`- message: ${line.slice(0, 50)}\\`, `    ${line.slice(50)}`);
    expect(textsIn(found)).toEqual([STATUS]);
  });

  test("is one in single quotes, which escape nothing but themselves", () => {
    const [first, ...more] = folded(`'(${ONE}) ${ANSWER.replace("'", "''")}'`, "");
    const found = read(`- message: ${first}`, ...more, `  message: '(${ONE}) ${STATUS}'`);
    expect(textsIn(found)).toEqual([ANSWER, STATUS]);
  });

  test("keeps its backslashes in single quotes on one line", () => {
    expect(textsIn(read(`  message: '(${ONE}) ${ANSWER.replace("'", "''")}'`))).toEqual([ANSWER]);
  });

  test.each([
    { what: "other words", lines: ['log: "hello', '    world"'] },
    { what: "an escape that is none", lines: ['log: "Execution log for', '    request \\q"'] },
  ])("is unreadable with $what", ({ lines }) => {
    const found = read(...lines);
    expect(found.records).toEqual([]);
    expect(unreadIn(found)).not.toEqual([]);
  });

  test.each([
    { what: "is not indented", indent: "" },
    { what: "is an entry", indent: "  " },
  ])("is cut where a line $what", ({ indent }) => {
    const found = read('log: "Execution log for', "  request", `${indent}(${ONE}) ${STATUS}`);
    expect(textsIn(found)).toEqual(["Execution log for request", STATUS]);
  });

  test("is given up when it closes nowhere", () => {
    const filler = Array<string>(1100).fill(`  ${"x".repeat(1000)}`);
    const found = read('log: "Execution log', ...filler, `  (${ONE}) ${STATUS}`);
    expect(textsIn(found).at(-1)).toBe(STATUS);
  });
});
