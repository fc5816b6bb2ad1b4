import { expect, test } from "vitest";
import { createOpeningIndex } from "../../shared/domain/opening-index.ts";

const OPENINGS = [
  "API Key ",
  "API Key:",
  "API",
  "Usage Plan check",
  "Gateway response",
  "Gateway response type",
];
const found = createOpeningIndex(OPENINGS.map((opening) => ({ opening })));

test.each([
  ["API Key abc", "API Key "],
  ["API Key: abc", "API Key:"],
  ["API Kex", "API"],
  ["APIs", "API"],
  ["Usage Plan check succeeded", "Usage Plan check"],
  ["Gateway response type: X", "Gateway response type"],
  ["Gateway response body", "Gateway response"],
])("%s opens with %s, the longest that fits", (text, opening) => {
  expect(found(text, 0)?.opening).toBe(opening);
});

test.each(["", "AP", "usage plan check", "Gateway respons", "Zebra", "ÄPI"])(
  "%j opens with none",
  (text) => {
    expect(found(text, 0)).toBeUndefined();
  },
);

test("the text may begin anywhere", () => {
  expect(found("... API Key: x", 4)?.opening).toBe("API Key:");
  expect(found("API Key: x", 1)).toBeUndefined();
});
