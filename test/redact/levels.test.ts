import { describe, expect, test } from "vitest";
import { redactText, redactUnreadable } from "../../shared/redact/redact.ts";

const BODY = "Endpoint response body before transformations: ";

describe("shape shows keys and types only", () => {
  test.each([
    [
      '{"user":"bobby","n":1,"ok":true,"no":null}',
      '{"user":string(5),"n":number,"ok":boolean,"no":null}',
    ],
    ['{\n  "a": [1, false, "x"]\n}', '{"a":[number,boolean,string(1)]}'],
    ['{"a":"b\\"c"}', '{"a":string(4)}'],
    ['{"password":"tea"}', '{"password":string(3)}'],
    ['{"a@b.co":"tea"}', '{"*@*.**":string(3)}'],
    ['"hello"', "string(5)"],
    ['{"a":"hel', '{"a":string(3+)'],
    ['{"a":"hel [TRUNCATED]', '{"a":string(3+) [TRUNCATED]'],
    ["{a:b c}", "{text(1):text(3)}"],
    ['{"a":-1.5e3,"b":1x}', '{"a":number,"b":text(2)}'],
    ["{Accept=*/*, Host=a, b, Cookie=a=b}", "{Accept=string(3), Host=string(4), Cookie=string(3)}"],
    ["{Accept=string(3), Host=text(4)}", "{Accept=string(3), Host=text(4)}"],
    ["{token=abc", "{token=string(3)"],
    ["<html>tea</html>", "text(16)"],
    [`${BODY}{"a":1}`, `${BODY}{"a":number}`],
    [`${BODY}tea time`, `${BODY}text(8)`],
    [`${BODY}-12`, `${BODY}number`],
    [BODY, BODY],
    ["Method request headers: {}", "Method request headers: {}"],
    ["Authorizer result body before parsing: null", "Authorizer result body before parsing: null"],
    ["Incoming identity: abcdef", "Incoming identity: text(6)"],
  ])("%s", (text, shape) => {
    expect(redactText(text, "shape")).toBe(shape);
  });
});

describe("none leaves payloads out", () => {
  test.each([
    ['{"user":"bobby"}', "[withheld: 16 characters]"],
    [`${BODY}tea time`, `${BODY}[withheld: 8 characters]`],
    ["Method request query string: {a=b}", "Method request query string: [withheld: 5 characters]"],
    ["Method request path: {}", "Method request path: [withheld: 2 characters]"],
    [BODY, BODY],
    [
      "Endpoint response body before transformations:",
      "Endpoint response body before transformations:",
    ],
    ["no token=abc here", "no token=*** here"],
  ])("%s", (text, left) => {
    expect(redactText(text, "none")).toBe(left);
  });

  test("but not what only looks like a label, far into a message", () => {
    const text = `${"a ".repeat(200)}${BODY}tea`;
    expect(redactText(text, "none")).toBe(text);
  });
});

test("full is the text itself", () => {
  expect(redactText('{"password":"tea"}', "full")).toBe('{"password":"tea"}');
});

describe("an unreadable excerpt", () => {
  const unreadable = {
    code: "not_a_log_line",
    place: { input: "orders.log", line: 7 },
    excerpt: "tea password=tea",
  } as const;

  test.each([
    ["none", "[withheld: 16 characters]"],
    ["shape", "text(16)"],
    ["masked", "tea password=***"],
    ["full", "tea password=tea"],
  ] as const)("at level %s", (level, excerpt) => {
    expect(redactUnreadable(unreadable, level)).toEqual({ ...unreadable, excerpt });
  });
});
