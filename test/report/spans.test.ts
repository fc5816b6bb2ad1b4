import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { spanOf } from "../../shared/report/spans.ts";

function at(text: string, path: string): string | undefined {
  const span = spanOf(text, path);
  return span === undefined ? undefined : text.slice(span.from, span.to);
}

describe("the value at a path", () => {
  test.each([
    { name: "the whole", text: ' {"a":1} ', path: "$", value: '{"a":1}' },
    { name: "a member", text: '{"a":1,"b":{"c":2},"d":3}', path: "$.b", value: '{"c":2}' },
    { name: "a member within", text: '{"a":1,"b":{"c":2}}', path: "$.b.c", value: "2" },
    { name: "the first of two keys", text: '{"a":1,"a":2}', path: "$.a", value: "1" },
    { name: "a quoted key", text: '{"x-y z": true}', path: '$["x-y z"]', value: "true" },
    { name: "a string with quotes", text: '{"a":"x\\"}","b":7}', path: "$.b", value: "7" },
    { name: "an element", text: '{"a":[10, [2], "x"]}', path: "$.a[1]", value: "[2]" },
    { name: "the first element", text: "[10]", path: "$[0]", value: "10" },
    { name: "a value behind blanks", text: '{ "a" :\n null }', path: "$.a", value: "null" },
    { name: "a number before a blank", text: '{"a": 12 , "b":1}', path: "$.a", value: "12" },
    { name: "a cut string", text: '{"a":"abc', path: "$.a", value: '"abc' },
    { name: "a string cut in an escape", text: '{"a":"abc\\', path: "$.a", value: '"abc\\' },
    { name: "a cut object", text: '{"a":{"b":[1', path: "$.a", value: '{"b":[1' },
    { name: "a cut number", text: '{"a":12', path: "$.a", value: "12" },
  ])("is $value for $name", ({ text, path, value }) => {
    expect(at(text, path)).toBe(value);
  });

  test.each([
    { name: "a missing key", text: '{"a":1}', path: "$.b" },
    { name: "a key cut before its value", text: '{"a":', path: "$.a" },
    { name: "a key cut before its colon", text: '{"a"', path: "$.a" },
    { name: "an element beyond the last", text: "[1,2]", path: "$[2]" },
    { name: "an element of none", text: "[]", path: "$[0]" },
    { name: "an element of a cut list", text: "[1,", path: "$[3]" },
    { name: "an element far behind a list's end", text: "[1]", path: "$[9]" },
    { name: "a member of a list", text: '["a"]', path: "$.a" },
    { name: "a member of a number", text: "1", path: "$.a" },
    { name: "an element of an object", text: '{"0":1}', path: "$[0]" },
    { name: "what a missing key would hold", text: '{"a":1}', path: "$.b.c.d" },
    { name: "a path that is none", text: '{"a":1}', path: "the body" },
    { name: "a path that is none after its start", text: '{"a":1}', path: "$.a b]" },
    { name: "no text", text: "", path: "$" },
  ])("is nowhere for $name", ({ text, path }) => {
    expect(at(text, path)).toBeUndefined();
  });

  test("is found in any JSON, and any cut of it", () => {
    const json = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.jsonValue(), { minKeys: 1 });
    fc.assert(
      fc.property(json, fc.nat(), (value, cut) => {
        const text = JSON.stringify(value);
        for (const [key, member] of Object.entries(value)) {
          expect(at(text, `$.${key}`)).toBe(JSON.stringify(member));
          const part = at(text.slice(0, cut % text.length), `$.${key}`) ?? "";
          expect(JSON.stringify(member).startsWith(part)).toBe(true);
        }
      }),
    );
  });
});
