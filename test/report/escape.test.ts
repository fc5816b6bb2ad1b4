import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  codeBlock,
  codeSpan,
  escapeHtml,
  escapeJson,
  escapeMarkdown,
  shortened,
  visible,
  visibleLines,
} from "../../shared/report/escape.ts";

const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const OPENING = /[<>"']/;
const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom("\u001b", "\u009b", "\u202e", "\u2066", "\n", "\r", "\t", "\u0000", "\ud800"),
    fc.constantFrom(
      "<script>",
      "&",
      "`",
      "```",
      "|",
      "@",
      "*",
      "_",
      "[x](y)",
      "a",
      "é",
      "漢",
      "🙂",
    ),
  ),
});

describe("visible", () => {
  test.each([
    { name: "an escape sequence", text: "\u001b[31mred", shown: "\\x1b[31mred" },
    { name: "a C1 control", text: "\u009b31m", shown: "\\x9b31m" },
    { name: "delete", text: "a\u007fb", shown: "a\\x7fb" },
    { name: "a null", text: "\u0000", shown: "\\x00" },
    { name: "line feed, return and tab", text: "a\nb\rc\td", shown: "a\\nb\\rc\\td" },
    { name: "a bidi override", text: "\u202egnp.exe", shown: "\\u202egnp.exe" },
    { name: "a bidi isolate", text: "\u2066x\u2069", shown: "\\u2066x\\u2069" },
    { name: "a line separator", text: "a\u2028b", shown: "a\\u2028b" },
    { name: "a lone surrogate", text: "a\ud800b", shown: "a\\ud800b" },
    { name: "an invisible tag", text: "\u{e0041}", shown: "\\u{e0041}" },
    { name: "what everybody can see", text: "é 漢 🙂 \\ <b>", shown: "é 漢 🙂 \\ <b>" },
  ])("$name is shown as it must be", ({ text, shown }) => {
    expect(visible(text)).toBe(shown);
  });

  test("nothing a terminal acts on gets through", () => {
    fc.assert(fc.property(hostile, (text) => !UNSEEN.test(visible(text))));
  });

  test("line feeds part lines, and nothing else does", () => {
    expect(visibleLines("a\r\nb\u2028c\n")).toEqual(["a\\r", "b\\u2028c", ""]);
  });
});

describe("escapeHtml", () => {
  test("writes every special character as an entity and controls as text", () => {
    expect(escapeHtml(`<a href="x" id='y'>&\n\u001b`)).toBe(
      "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;\n\\x1b",
    );
  });

  test("no text can open a tag or leave an attribute", () => {
    fc.assert(fc.property(hostile, (text) => !OPENING.test(escapeHtml(text))));
  });
});

describe("Markdown", () => {
  test("prose loses its markup, its tags and its mentions", () => {
    expect(escapeMarkdown("*a* _b_ `c` [d](e) <f> | #g ~h~ !i & @j \\")).toBe(
      "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) &lt;f&gt; \\| \\#g \\~h\\~ \\!i &amp; @\u200bj \\\\",
    );
  });

  test.each([
    { name: "plain text", text: "a", shown: "`a`" },
    { name: "a backtick", text: "a`b", shown: "`` a`b ``" },
    { name: "many backticks", text: "``` a", shown: "```` ``` a ````" },
    { name: "a pipe, which would end a table cell", text: "a|b", shown: "`a\\|b`" },
    { name: "a line feed", text: "a\nb", shown: "`a\\nb`" },
  ])("a code span holds $name", ({ text, shown }) => {
    expect(codeSpan(text)).toBe(shown);
  });

  test("a block's fence is longer than any in it", () => {
    expect(codeBlock("a\n```\nb", "sh")).toBe("````sh\na\n```\nb\n````");
    expect(codeBlock("a\u001b")).toBe("```\na\\x1b\n```");
  });
});

describe("escapeJson", () => {
  test("hides controls and lone surrogates in strings, and leaves the layout", () => {
    const json = JSON.stringify({ a: "\u009b\u202e🙂" }, null, 1);
    expect(escapeJson(json)).toBe('{\n "a": "\\u009b\\u202e🙂"\n}');
    expect(escapeJson('"\u{e0041}"')).toBe('"\\udb40\\udc41"');
  });

  test("the value stays the same", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const json = escapeJson(JSON.stringify({ text }));
        expect(UNSEEN.test(json)).toBe(false);
        expect(JSON.parse(json)).toEqual({ text });
      }),
    );
  });
});

test.each([
  { text: "abc", limit: 3, shown: "abc" },
  { text: "abcd", limit: 3, shown: "abc… (1 more character)" },
  { text: "abcdefgh", limit: 3, shown: "abc… (5 more characters)" },
])("$text shortened to $limit is $shown", ({ text, limit, shown }) => {
  expect(shortened(text, limit)).toBe(shown);
});
