import { expect, test } from "vitest";
import { proseHtml, proseMarkdown } from "../../shared/report/prose.ts";

test.each([
  [
    "call `JSON.stringify(x)` once",
    "call `JSON.stringify(x)` once",
    "call <code>JSON.stringify(x)</code> once",
  ],
  ["`a_b` and `c*`", "`a_b` and `c*`", "<code>a_b</code> and <code>c*</code>"],
  ["of a_b, <b>", "of a\\_b, &lt;b&gt;", "of a_b, &lt;b&gt;"],
  ["`<script>`", "`<script>`", "<code>&lt;script&gt;</code>"],
  ["one ` alone", "one \\` alone", "one ` alone"],
  ["`a` then ` and <i>", "`a` then \\` and &lt;i&gt;", "<code>a</code> then ` and &lt;i&gt;"],
  ["over `two\nlines`", "over \\`two\\\\nlines\\`", "over `two\nlines`"],
  ["empty `` code", "empty \\`\\` code", "empty `` code"],
])("%j", (text, markdown, html) => {
  expect(proseMarkdown(text)).toBe(markdown);
  expect(proseHtml(text).markup).toBe(html);
});

test("what follows a backtick a long way off is no code", () => {
  const far = `\`${"x".repeat(401)}\``;
  expect(proseHtml(far).markup).toBe(far);
});
