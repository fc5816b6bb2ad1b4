import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  fenced,
  inlineCode,
  mrkdwn,
  mrkdwnLink,
  plainText,
} from "../../../shared/report/notice/mrkdwn.ts";
import { hostileText } from "../../build/hostile-text.ts";

const BARE_ENTITY = /&(?!amp;|lt;|gt;)|[<>]/;
const LIMIT = 40;

test.each([
  { text: "<!channel>", shown: "&lt;!channel&gt;" },
  { text: "a & b", shown: "a &amp; b" },
  { text: "mail @here", shown: "mail @\u200bhere" },
  { text: "two\nlines\u202e", shown: "two\\nlines\\u202e" },
])("prose $text is $shown", ({ text, shown }) => {
  expect(mrkdwn(text, 100)).toBe(shown);
});

describe("text that is too long", () => {
  test.each([
    { text: "abcdef", limit: 6, shown: "abcdef" },
    { text: "abcdefg", limit: 6, shown: "abcde…" },
    { text: "abc<<", limit: 8, shown: "abc&lt;…" },
    { text: "abc<<", limit: 7, shown: "abc…" },
    { text: "💥💥💥", limit: 4, shown: "💥…" },
  ])(
    "$text in $limit characters is $shown: no entity, no pair is cut",
    ({ text, limit, shown }) => {
      expect(mrkdwn(text, limit)).toBe(shown);
    },
  );
});

test("a name in code cannot close it", () => {
  expect(inlineCode("a`b`<c>", 100)).toBe("`a'b'&lt;c&gt;`");
});

test("a block of code cannot be closed from within, and keeps its lines", () => {
  expect(fenced("a\n```\n````b", 100)).toBe(
    "```\na\n`\u200b`\u200b`\n`\u200b`\u200b`\u200b`b\n```",
  );
});

test("a command with single backticks stays as it is", () => {
  expect(fenced("aws x --query 'a[?b==`1`]'", 100)).toBe("```\naws x --query 'a[?b==`1`]'\n```");
});

test("a link's address is written out", () => {
  expect(mrkdwnLink("https://x.example.com/?a=1&b=2", "There")).toBe(
    "<https://x.example.com/?a=1&amp;b=2|There>",
  );
});

test("plain text is one line within its limit, entities not written", () => {
  expect(plainText("a <b>\nc", 100)).toBe("a <b>\\nc");
  expect(plainText("abcdefg", 6)).toBe("abcde…");
});

test("whatever the text, no markup, and never longer than asked for", () => {
  fc.assert(
    fc.property(hostileText(200), (text) => {
      for (const shown of [mrkdwn(text, LIMIT), inlineCode(text, LIMIT), fenced(text, LIMIT)]) {
        expect(shown.length).toBeLessThanOrEqual(LIMIT);
        expect(shown).not.toMatch(BARE_ENTITY);
      }
      expect(fenced(text, LIMIT).slice(3, -3)).not.toContain("```");
      expect(inlineCode(text, LIMIT).slice(1, -1)).not.toContain("`");
    }),
  );
});
