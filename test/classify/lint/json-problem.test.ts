import { describe, expect, test } from "vitest";
import { problemWording } from "../../../shared/classify/lint/json-problem.ts";
import { readJson } from "../../../shared/classify/lint/tolerant-json.ts";
import { plain } from "../../build/json.ts";

describe("what is no JSON", () => {
  test.each([
    { text: "{'statusCode': 200}", code: "single_quotes", at: 1, path: "$" },
    { text: "{“a”: 1}", code: "typographic_quotes", at: 1, path: "$" },
    { text: "[”a“]", code: "typographic_quotes", at: 1, path: "$" },
    { text: '{"a": None}', code: "python_literal", at: 6, path: "$" },
    { text: "[True]", code: "python_literal", at: 1, path: "$" },
    { text: '{"a": {"b": False}}', code: "python_literal", at: 12, path: "$.a" },
    { text: "{statusCode: 200}", code: "javascript_object", at: 1, path: "$" },
    { text: '{"a":[{b: 1}]}', code: "javascript_object", at: 7, path: "$.a[0]" },
    { text: "{statusCode=200, body=x}", code: "java_map", at: 1, path: "$" },
    { text: '{"a"=>1}', code: "ruby_hash", at: 4, path: "$" },
    { text: "{:a=>1}", code: "ruby_hash", at: 1, path: "$" },
    { text: '{"a":1,}', code: "trailing_comma", at: 7, path: "$" },
    { text: "[1, ]", code: "trailing_comma", at: 4, path: "$" },
    { text: '{"a":1 // x\n}', code: "comment", at: 7, path: "$" },
    { text: '{ /* x */ "a":1}', code: "comment", at: 2, path: "$" },
    { text: '{\n# x\n"a":1}', code: "comment", at: 2, path: "$" },
    { text: '{"a": undefined}', code: "bare_word", at: 6, path: "$" },
    { text: "NaN", code: "bare_word", at: 0, path: "$" },
    { text: '{"a":1} x', code: "text_behind", at: 8, path: "$" },
    { text: "{}{}", code: "text_behind", at: 2, path: "$" },
    { text: '{"a":"\\x"}', code: "bad_escape", at: 6, path: "$" },
    { text: '{"a\\q":1}', code: "bad_escape", at: 3, path: "$" },
    { text: '["\\u00zz"]', code: "bad_escape", at: 2, path: "$" },
    { text: '{"a" 1}', code: "unexpected_character", at: 5, path: "$" },
    { text: '{"a":1 "b":2}', code: "unexpected_character", at: 7, path: "$" },
    { text: '{"a":1 b}', code: "unexpected_character", at: 7, path: "$" },
    { text: "{]", code: "unexpected_character", at: 1, path: "$" },
    { text: "[1}", code: "unexpected_character", at: 2, path: "$" },
    { text: "[01]", code: "unexpected_character", at: 2, path: "$" },
    { text: "-x", code: "unexpected_character", at: 0, path: "$" },
    { text: ",", code: "unexpected_character", at: 0, path: "$" },
    { text: '{"odd key":{"x":!}}', code: "unexpected_character", at: 16, path: '$["odd key"]' },
  ])("$text has $code at $at", ({ text, code, at, path }) => {
    expect(readJson(text)).toMatchObject({ end: "invalid", problems: [{ code, at, path }] });
  });

  test("what stands before the problem is kept", () => {
    expect(plain(readJson('{"a":1,"b":[2,"x\\q"]}').root)).toEqual({ a: 1, b: [2, "x"] });
  });

  test("a raw line break in a string is noted once, and reading goes on", () => {
    const { root, end, problems } = readJson('{"a\tb":"x\ny","c":"\n"}');
    expect({ end, problems }).toEqual({
      end: "complete",
      problems: [{ code: "control_character", at: 3, path: "$" }],
    });
    expect(plain(root)).toEqual({ "a\tb": "x\ny", c: "\n" });
  });

  test("the path of a problem stops after seven steps", () => {
    const [problem] = readJson(`${'{"a":'.repeat(20)}!`).problems;
    expect(problem?.path).toBe("$.a.a.a.a.a.a.a");
  });

  test.each([
    {
      text: '{\n  "a": None\n}',
      found:
        "None, True or False: it looks like a Python dict printed with str(), at line 2, column 8: None }",
      fix: "return the dict itself, or write it with `json.dumps(…)`",
    },
    {
      text: "{'a': 1}",
      found:
        "single quotes: it looks like a Python dict printed with str(), at line 1, column 2: 'a': 1}",
      fix: "return the dict itself, or write it with `json.dumps(…)`; JSON wants double quotes",
    },
    {
      text: "{a=1}",
      found:
        "key=value: it looks like a Java map printed with toString(), at line 1, column 2: a=1}",
      fix: "write the map with a JSON library (Jackson: `new ObjectMapper().writeValueAsString(map)`)",
    },
  ])("$text is explained with its place", ({ text, found, fix }) => {
    const [problem] = readJson(text).problems;
    expect(problem && problemWording(problem, text)).toEqual({ found, fix });
  });
});
