import { describe, expect, test } from "vitest";
import type { Finding, Payload } from "../../shared/domain/verdict.ts";
import { payloadLines } from "../../shared/report/payload-lines.ts";

function shown(payload: Partial<Payload> & { text: string }, paths: readonly string[], width = 60) {
  const findings = paths.map(
    (path): Finding => ({ level: "error", path, found: "a", wanted: "b", fix: "c" }),
  );
  return payloadLines({ shape: "json_object", cut: false, ...payload }, findings, width).map(
    ({ text }) => text,
  );
}

describe("a payload", () => {
  test("is marked under each value that is wrong", () => {
    expect(shown({ text: '{"a":1,"b":"x","c":3}' }, ["$.c", "$.b"])).toEqual([
      '{"a":1,"b":"x","c":3}',
      "           ^^^     ^",
    ]);
  });

  test("is not marked as a whole, nor for what is missing", () => {
    expect(shown({ text: '{"a":1}' }, ["$", "$.statusCode"])).toEqual(['{"a":1}']);
  });

  test("is marked once where one value lies within another", () => {
    expect(shown({ text: '{"a":{"b":1}}' }, ["$.a.b", "$.a"])).toEqual([
      '{"a":{"b":1}}',
      "     ^^^^^^^",
    ]);
  });

  test("is broken at the width, its marks with it", () => {
    expect(shown({ text: '{"body":{"x":123}}' }, ["$.body"], 10)).toEqual([
      '{"body":{"',
      "        ^^",
      'x":123}}',
      "^^^^^^^",
    ]);
  });

  test("keeps wide characters whole and marks them with their width", () => {
    expect(shown({ text: '["漢字"]' }, ["$[0]"], 4)).toEqual(['["漢', " ^^^", '字"]', "^^^"]);
    expect(shown({ text: "漢字" }, [], 1)).toEqual(["漢", "字"]);
  });

  test("shows its own lines, and controls as text", () => {
    expect(shown({ text: '{\n"a":\u001b\n}' }, [])).toEqual(["{", '"a":\\x1b', "}"]);
    expect(shown({ text: "a\n\nb" }, [])).toEqual(["a", "", "b"]);
  });

  test("says where the log cut it", () => {
    expect(shown({ text: '{"a":', cut: true }, [])).toEqual([
      '{"a":',
      "(the log cuts the payload here)",
    ]);
  });

  test("that is long is shown from its start, and what is left out is counted", () => {
    const lines = shown({ text: `"${"x".repeat(800)}"` }, [], 1000);
    expect(lines).toEqual([`"${"x".repeat(719)}`, "(82 characters after this)"]);
  });

  test("that is long is shown around the first value that is wrong", () => {
    const text = `{"a":"${"x".repeat(900)}","b":1,"c":"${"y".repeat(800)}"}`;
    const lines = shown({ text }, ["$.b"], 1000);
    expect(lines[0]).toBe("(752 characters before this)");
    expect(lines[1]?.slice(150, 170)).toBe('xxxx","b":1,"c":"yyy');
    expect(lines[2]).toBe(`${" ".repeat(160)}^`);
    expect(lines[3]).toBe(`(${text.length - 752 - 720} characters after this)`);
  });

  test("marks that lie behind what is shown are left out, and a long one ends with it", () => {
    const text = `{"a":1,"b":"${"x".repeat(900)}","c":2}`;
    const lines = shown({ text }, ["$.a", "$.b", "$.c"], 1000);
    expect(lines).toHaveLength(3);
    expect(lines[1]?.trim()).toBe(`^     ${"^".repeat(720 - 11)}`);
  });

  test("marks at most eight values", () => {
    const text = JSON.stringify(Array.from({ length: 9 }, (_, at) => at));
    const paths = Array.from({ length: 9 }, (_, at) => `$[${at}]`);
    expect(shown({ text }, paths)[1]).toBe(" ^ ^ ^ ^ ^ ^ ^ ^");
  });
});
