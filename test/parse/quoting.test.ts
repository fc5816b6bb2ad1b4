import { describe, expect, test } from "vitest";
import { executionIn, ONE, read, textsIn, unreadIn } from "../build/parsed.ts";

const FAILED = "Execution failed due to a timeout error";

describe("a line that somebody quoted", () => {
  test.each([
    { what: "between backticks", line: `\`(${ONE}) ${FAILED}\`` },
    { what: "between asterisks", line: `**(${ONE}) ${FAILED}**` },
    { what: "between asterisks, a console's", line: `**${FAILED}**` },
    { what: "between asterisks that stand apart", line: `  **(${ONE}) ${FAILED}**  ` },
    { what: "behind words of somebody's own", line: `The console says: ${FAILED}` },
    { what: "behind an id without brackets", line: `${ONE} ${FAILED}` },
    { what: "behind an escaped bracket", line: `\\(${ONE}\\) ${FAILED}` },
  ])("is read $what", ({ line }) => {
    expect(textsIn(read(line))).toEqual([FAILED]);
  });

  test.each([
    { what: "an id", line: `**(${ONE}) something new**` },
    { what: "a date", line: "**Fri Nov 20 10:15:07 UTC 2026 : something new**" },
  ])("is read between asterisks in any words behind $what", ({ line }) => {
    expect(textsIn(read(line))).toEqual(["something new"]);
  });

  test.each([
    { what: "backticks", marks: "`" },
    { what: "three backticks", marks: "```" },
    { what: "asterisks", marks: "**" },
  ])("has nothing of the prose behind its $what", ({ marks }) => {
    const text = "Endpoint response body before transformations: done";
    const found = read(`${marks}${text}${marks}`, "", "## What I tried", "nothing");
    expect(textsIn(found)).toEqual([text]);
    expect(unreadIn(found)).toEqual(["not_a_log_line: ## What I tried", "not_a_log_line: nothing"]);
  });

  test("goes on behind its marks in an event, whose text is one entry", () => {
    const payload = `\`(${ONE}) Endpoint response body before transformations: a\`\nb`;
    expect(textsIn(read(JSON.stringify({ api_id: "a", payload })))).toEqual([
      expect.stringContaining("\nb"),
    ]);
  });

  test("keeps the marks that end what was quoted", () => {
    const text = "Endpoint response body before transformations: I said **no**";
    expect(textsIn(read(`> (${ONE}) ${text}`))).toEqual([text]);
  });

  test.each([
    { what: "marks around nothing", line: "**" },
    { what: "marks around words that are no entry's", line: "`npm run deploy`" },
    {
      what: "words like the service's",
      line: "It says that execution failed due to a timeout error",
    },
    { what: "the service's words far behind others", line: `${"so ".repeat(60)}${FAILED}` },
  ])("is none with $what", ({ line }) => {
    expect(textsIn(read(line))).toEqual([]);
  });

  test.each([
    'The execution log says: "There was an internal error while executing your request"',
    "- **Cause**: `There was an internal error while executing your request`.",
  ])("may leave out how the service begins it: %s", (line) => {
    expect(textsIn(read(line, "Method completed with status: 500"))).toEqual([
      expect.stringMatching("^There was an internal error while executing your request"),
      "Method completed with status: 500",
    ]);
  });

  test.each([
    'A "Malformed Lambda proxy response" is the function\'s fault',
    'It says: "Malformed Lambda proxy response" means that the function is wrong',
    "  message: 'Malformed Lambda proxy response'",
    'It says: "An internal error while executing your request"',
  ])("is none where it is only spoken of: %s", (line) => {
    expect(read(line).records).toEqual([]);
  });

  test("is none amid an entry, whose own line it is", () => {
    const [entry] = textsIn(
      read(`(${ONE}) Endpoint request body after transformations: {\nhe said: ${FAILED}`),
    );
    expect(entry).toContain(`he said: ${FAILED}`);
  });

  test("may be followed by steps behind words of the same kind", () => {
    const log = `${ONE} ${FAILED}\n${ONE} Method completed with status: 504`;
    expect(textsIn(read(log))).toEqual([FAILED, "Method completed with status: 504"]);
  });

  test("is not begun by a step alone", () => {
    expect(textsIn(read("she wrote: Method completed with status: 504"))).toEqual([]);
  });
});

describe("entries glued together", () => {
  test.each(["\\n", "\\r\\n", "<br>", "<br />"])(
    "lose the line feed that was written out: %s",
    (seam) => {
      const time = "Sun Jul 19 17:19:42 UTC 2026 : ";
      const log = `${time}Endpoint response body before transformations: null${seam}${time}${FAILED}`;
      expect(textsIn(read(log))).toEqual([
        "Endpoint response body before transformations: null",
        FAILED,
      ]);
    },
  );
});

test("an event is read under the label that the console shows its column with", () => {
  const found = read(`@message\t(${ONE}) ${FAILED}`);
  expect(executionIn(found)).toMatchObject({ requestId: ONE, text: FAILED });
  expect(unreadIn(found)).toEqual([]);
});
