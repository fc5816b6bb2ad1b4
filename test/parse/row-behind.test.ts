import { describe, expect, test } from "vitest";
import { fieldsIn, ONE, read, textsIn, unreadIn } from "../build/parsed.ts";

const ACCESS = { requestId: "a", status: "504", httpMethod: "GET", resourcePath: "/x" };
const ROW = JSON.stringify(ACCESS);
const TELLING = JSON.stringify({ ...ACCESS, integrationStatus: "200" });
const NOON = Date.UTC(2026, 6, 20, 12);

describe("a row of JSON behind what copying or grep put before it", () => {
  test.each([
    { what: "a bullet", before: "* " },
    { what: "a dash", before: "  - " },
    { what: "a number", before: "1. " },
    { what: "the number of a line", before: "     7\t" },
    { what: "asterisks", before: "**", behind: "**" },
    { what: "a code fence", before: "```", behind: "```" },
    { what: "backticks", before: "- `", behind: "`" },
    { what: "bars", before: "||  ", behind: `${" ".repeat(90)}||` },
    { what: "a line of grep", before: "12:" },
    { what: "a file of grep", before: "logs/access.log:" },
    { what: "a file and a line of grep", before: "access.log:12:" },
  ])("is read behind $what", ({ before, behind = "" }) => {
    const found = read(`${before}${ROW}${behind}`);
    expect(fieldsIn(found)).toEqual(ACCESS);
    expect(found.forms).toEqual(["access_json"]);
  });

  test.each([
    { what: "a level", before: "INFO " },
    { what: "the name of a container", before: "logs-1  | 2026-07-20T12:00:00Z stream " },
    { what: "a host", before: "Jul 20 12:00:00 ip-192-0-2-1 apigw[7]: " },
    { what: "a time and words", before: "2026-07-20T12:00:00Z stdout F ", time: NOON },
    { what: "labels", before: '2026-07-20T12:00:00Z {group="a"} ', time: NOON },
  ])("is read behind $what, when only the gateway writes such", ({ before, time }) => {
    const found = read(`${before}${TELLING}`);
    expect(fieldsIn(found)).toMatchObject(ACCESS);
    expect(found.records[0]?.time).toBe(time);
    expect(read(`${before}${ROW}`).records).toEqual([]);
  });

  test.each([
    { what: "words behind it", line: `* ${ROW} and so on` },
    { what: "a document of somebody's", line: '* {"a":1}' },
    { what: "half a document", line: `* ${ROW.slice(0, -9)}}` },
    { what: "a long way before it", line: `${"- ".repeat(120)}${ROW}` },
  ])("is none with $what", ({ line }) => {
    expect(unreadIn(read(line))).toEqual([`not_a_log_line: ${line}`]);
  });

  test("is a payload's inside an entry, when it may be", () => {
    const entry = `(${ONE}) Endpoint response body before transformations: log:`;
    expect(textsIn(read(entry, `- ${ROW}`))).toEqual([`${entry.slice(39)}\n- ${ROW}`]);
  });
});

describe("lines in colour", () => {
  const colour = (text: string, code: string): string => `\u001b[${code}m${text}\u001b[0m`;

  test.each([
    `${colour("2026-07-20T12:00:00Z", "32")} (${ONE}) Method completed with status: 502`,
    `${colour("2026-07-20T12:00:00Z", "1;32")} ${colour(TELLING, "31")}`,
  ])("are read without it", (line) => {
    expect(read(line).records).toMatchObject([{ time: NOON }]);
  });
});
