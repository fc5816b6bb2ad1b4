import { expect, test } from "vitest";
import { redactText } from "../../shared/redact/redact.ts";

const SIZE = 1_000_000;
/** Linear work over so much text takes some 0.1 s; with a quadratic step a test takes many minutes, and hangs. */
const HANGS = { timeout: 60_000 };

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
])("a megabyte of %j is redacted, and keeps its length", HANGS, (piece) => {
  const text = piece.repeat(Math.ceil(SIZE / piece.length));
  expect(redactText(text, "masked")).toHaveLength(text.length);
});

test.each(["{", "[", '{"a":', "\\", "a=, ", ":"])(
  "a megabyte of %j has no value: it is its own shape",
  HANGS,
  (piece) => {
    const text = piece.repeat(SIZE / piece.length);
    expect(redactText(text, "shape")).toBe(text);
  },
);

test.each([
  { piece: '"', shape: "string(0)" },
  { piece: '"a"', shape: "string(1)" },
])("of a megabyte of $piece the shape is $shape, again and again", HANGS, ({ piece, shape }) => {
  const shown = redactText(piece.repeat(SIZE / piece.length), "shape");
  expect(shown.replaceAll(shape, "")).toBe("");
});

test("of a megabyte of fields in one another the shape is the outermost", HANGS, () => {
  expect(redactText("{a=".repeat(SIZE / 4), "shape")).toBe("{a=string(749997)");
});
