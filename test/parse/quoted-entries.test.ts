import { describe, expect, test } from "vitest";
import { ONE, read, textsIn, unreadIn } from "../build/parsed.ts";

const ANSWER = "Endpoint response body before transformations:";

describe("an entry that is quoted goes on with lines that are as often quoted", () => {
  test.each([
    {
      what: "once",
      lines: [`> (${ONE}) ${ANSWER} {`, '>   "body": {}', ">}"],
      text: `${ANSWER} {\n  "body": {}\n}`,
    },
    {
      what: "twice",
      lines: [`>> (${ONE}) ${ANSWER} {`, "> > }"],
      text: `${ANSWER} {\n}`,
    },
    {
      what: "without a prefix",
      lines: [`> ${ANSWER} {`, "> }"],
      text: `${ANSWER} {\n}`,
    },
    {
      what: "but one that is quoted more often is so itself",
      lines: [`> (${ONE}) ${ANSWER} <a`, "> > b"],
      text: `${ANSWER} <a\n> b`,
    },
    {
      what: "and one that is less often loses no more than it has",
      lines: [`>> (${ONE}) ${ANSWER} a`, "> b", "c"],
      text: `${ANSWER} a\nb\nc`,
    },
    {
      what: "and in an entry that is not quoted all of it is its own",
      lines: [`(${ONE}) ${ANSWER} a`, "> b"],
      text: `${ANSWER} a\n> b`,
    },
  ])("$what", ({ lines, text }) => {
    const found = read(...lines);
    expect(textsIn(found)).toEqual([text]);
    expect(unreadIn(found)).toEqual([]);
  });

  test("also where a mail broke a sentence of the service", () => {
    const found = read(
      `> (${ONE}) Execution failed due to configuration`,
      "> error: Malformed Lambda proxy response",
      `(${ONE}) ${ANSWER} a`,
      "> b",
    );
    expect(textsIn(found)).toEqual([
      "Execution failed due to configuration error: Malformed Lambda proxy response",
      `${ANSWER} a\n> b`,
    ]);
  });
});
