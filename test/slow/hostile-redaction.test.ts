import { expect, test } from "vitest";
import { redactText } from "../../shared/redact/redact.ts";

const SIZE = 1_000_000;
/** Linear work takes some 0.1 s here; a quadratic step over so much text takes many minutes. */
const BOUND_MS = 5_000;

test.each([
  ...[
    "eyJ",
    "a=",
    '"',
    "'",
    "4",
    "\\",
    "password=",
    'password:"',
    "token='",
    "{token=",
    '{"token":',
  ],
  ...[
    " ",
    "\n",
    "<a ",
    "<Token>",
    "<![CDATA[",
    "a@",
    "1.",
    "aA1",
    "aAb1-",
    "://a:",
    "://",
    "a:",
    "a1:",
  ],
  ...["-----BEGIN A-----", "-----END ", "arn:aws:", "%25", "&amp;", "+1 ", "[", "{", ",", "}", ")"],
  ...[
    "\\u0041",
    "\\n",
    'token=" [TRUNCATED]',
    "bearer ",
    "Basic a",
    "token: |\n",
    "a b ",
    'Name:"password",',
  ],
  ...[
    "123-45-",
    "GB82 ",
    "4111 ",
    "203.0.113.",
    "2001:db8:",
    "token:[",
    "AKIA",
    "é",
    "\uD800",
    "\0",
  ],
])("a megabyte of %j is redacted in linear time", (piece) => {
  const text = piece.repeat(Math.ceil(SIZE / piece.length));
  const start = performance.now();
  const masked = redactText(text, "masked");
  expect(performance.now() - start).toBeLessThan(BOUND_MS);
  expect(masked).toHaveLength(text.length);
});

test.each(["{", "[", '{"a":', '"', '"a"', "\\", "{a=", "a=, ", ":"])(
  "the shape of a megabyte of %j is found in linear time",
  (piece) => {
    const start = performance.now();
    redactText(piece.repeat(SIZE / piece.length), "shape");
    expect(performance.now() - start).toBeLessThan(BOUND_MS);
  },
);
