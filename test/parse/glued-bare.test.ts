import { describe, expect, test } from "vitest";
import { ONE, read, textsIn } from "../build/parsed.ts";

const ANSWER = "Endpoint response body before transformations: ";
const FAILED = "Execution failed due to configuration error: Malformed Lambda proxy response";
const TIMEOUT = "Execution failed due to a timeout error";
const END = "Method completed with status: 502";

/** What a payload may quote: all that would make a verdict of its own. */
const QUOTED = `${TIMEOUT} Method completed with status: 504`;

describe("entries without a prefix that are glued together are taken apart", () => {
  test.each([
    { what: "behind an object", parts: [`${ANSWER}{"a":"}"}`, FAILED, END] },
    { what: "behind a list", parts: [`${ANSWER}[1,"]"]`, FAILED, END] },
    { what: "behind a string", parts: [`${ANSWER}"a \\" b"`, FAILED, END] },
    { what: "behind nothing", parts: [`${ANSWER}null`, FAILED, END] },
    { what: "behind what the service writes for nothing", parts: [`${ANSWER}(null)`, FAILED] },
    { what: "behind bytes", parts: [`${ANSWER}[Binary Data]`, FAILED] },
    { what: "behind a page", parts: [`${ANSWER}<!DOCTYPE html><html><p>x</p></html>`, FAILED] },
    { what: "behind XML", parts: [`${ANSWER}<ErrorResponse><a/></ErrorResponse>`, FAILED] },
    { what: "behind an empty string", parts: [`${ANSWER}""`, FAILED, END] },
    { what: "behind a cut", parts: [`${ANSWER}{"a": [TRUNCATED]`, FAILED, END] },
    { what: "behind a string that is cut", parts: [`${ANSWER}"a [TRUNCATED]`, FAILED, END] },
    { what: "behind words that are cut", parts: [`${ANSWER}he said [TRUNCATED]`, FAILED, END] },
    { what: "behind a page that is cut", parts: [`${ANSWER}<html><p>a [TRUNCATED]`, FAILED, END] },
    { what: "behind a part of one", parts: [`${ANSWER}<b>a [TRUNCATED]`, FAILED, END] },
    { what: "behind a label that is cut", parts: ["Method request pa[TRUNCATED]", TIMEOUT] },
    {
      what: "behind headers that are cut",
      parts: ["Endpoint response headers: {a=b, c=[TRUNCATED]", FAILED, END],
    },
    {
      what: "behind a function's error that is cut",
      parts: [
        "Lambda execution failed with status 200 due to customer function error: a [TRUNCATED]",
        END,
      ],
    },
    {
      what: "behind headers",
      parts: ['Endpoint response headers: {a=", b={"c":1}}', `${ANSWER}{}`, FAILED],
    },
    {
      what: "behind an address",
      parts: ["Endpoint request URI: https://example.com/a:b ", TIMEOUT],
    },
    { what: "behind a call", parts: ["Sending request to https://example.com/", TIMEOUT] },
    {
      what: "behind a function's error",
      parts: [
        `${ANSWER}{"errorMessage":"x"}`,
        `Lambda execution failed with status 200 due to customer function error: x. Lambda request id: ${ONE}`,
        END,
      ],
    },
    { what: "behind a success", parts: [`${ANSWER}{}`, "Successfully completed execution", END] },
  ])("$what", ({ parts }) => {
    const texts = parts.map((part) => part.trimEnd());
    expect(textsIn(read(parts.join("")))).toEqual(texts);
    expect(textsIn(read(parts.join(" ")))).toEqual(texts);
    expect(textsIn(read(`2026-11-20T10:15:07.123Z ${parts.join("")}`))).toEqual(texts);
  });

  test.each([
    { what: "that began on the same line", lines: [`${ANSWER}{`, '  "a": [', "    1", "  ]", "}"] },
    { what: "that began on the next", lines: [ANSWER.trimEnd(), "{", '  "a": 1', "}"] },
    { what: "on one line below", lines: [ANSWER.trimEnd(), '{"a": 1}'] },
    { what: "that is a list", lines: [`${ANSWER}[{`, '  "a": 1', "}]"] },
  ])("behind a document of more lines, $what", ({ lines }) => {
    const document = lines.join("\n");
    expect(textsIn(read(`${document}${FAILED} ${END}`))).toEqual([document, FAILED, END]);
  });
});

describe("a payload that quotes such entries stays whole", () => {
  test.each([
    { what: "in a string of JSON", text: `${ANSWER}{"log":"{} ${QUOTED}"}` },
    { what: "in a string that is all of it", text: `${ANSWER}"{\\"a\\":1} ${QUOTED}"` },
    { what: "in JSON that is cut", text: `${ANSWER}{"log":"{} ${QUOTED}` },
    { what: "in a string that is cut", text: `${ANSWER}"{} ${QUOTED}` },
    { what: "in a header", text: `Method request headers: {a={} ${QUOTED}, b={"c":1}}` },
    { what: "in headers that are cut", text: `Method request headers: {a={} ${QUOTED}, b=` },
    { what: "in words", text: `${ANSWER}he said (to me) ${QUOTED}` },
    { what: "in words alone", text: ANSWER + QUOTED },
    { what: "in a part of a page", text: `${ANSWER}<b>Error</b> ${QUOTED}` },
    { what: "in a page", text: `${ANSWER}<html><p>{} ${QUOTED}</p></html>` },
    { what: "in a page that is cut", text: `${ANSWER}<html><p>{} ${QUOTED}` },
    { what: "behind the mark of a cut in words", text: `${ANSWER}x [TRUNCATED], then ${QUOTED}` },
    {
      what: "in a function's error",
      text: `Lambda execution failed with status 200 due to customer function error: {} ${QUOTED}`,
    },
    { what: "without a value before it", text: `Endpoint response body {} ${TIMEOUT}` },
  ])("$what", ({ text }) => {
    expect(textsIn(read(text))).toEqual([text]);
  });

  test.each([
    { what: "amid a document", lines: [`${ANSWER}{`, `  }${QUOTED}`] },
    { what: "in words on its own lines", lines: [`${ANSWER}a`, `}${QUOTED}`] },
    {
      what: "behind the bracket of a text with a prefix",
      lines: [`(${ONE}) ${ANSWER}{`, "", `}${QUOTED}`],
    },
    {
      what: "behind the bracket of one with a date",
      lines: [`Fri Nov 20 10:15:07 UTC 2026 : ${ANSWER}{`, `}${QUOTED}`],
    },
    {
      what: "behind a document that has a prefix",
      lines: [`(${ONE}) ${ANSWER}`, `{"a":1}${QUOTED}`],
    },
    { what: "behind a part of a page", lines: [ANSWER, `<b>Error</b> ${QUOTED}`] },
    { what: "behind a bracket, in other words", lines: [`${ANSWER}{`, "} Execution failed"] },
  ])("$what", ({ lines }) => {
    expect(read(...lines).records).toHaveLength(1);
  });
});

test("of more entries than a request has, glued on one line, those beyond the first hundred stay together", () => {
  const cut = `${ANSWER}{"a": [TRUNCATED]`;
  const texts = textsIn(read(`${`${cut} `.repeat(500)}${END}\n`));
  expect(texts).toHaveLength(101);
  expect(texts.slice(0, 100).map((text) => text.trim())).toEqual(Array(100).fill(cut));
  expect(texts.at(-1)?.endsWith(END)).toBe(true);
});
