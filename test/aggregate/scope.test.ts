import fc from "fast-check";
import { expect, test } from "vitest";
import { scopeKeyOf, scopeOf } from "../../shared/aggregate/scope.ts";
import type { ScopeKey } from "../../shared/domain/tally.ts";

const WHOLE = {
  accountId: "123456789012",
  region: "eu-west-1",
  apiId: "a1b2c3d4e5",
  stage: "$default",
};

test.each([
  { name: "a whole scope", scope: WHOLE, key: "123456789012/eu-west-1/a1b2c3d4e5/$default" },
  { name: "an unknown scope", scope: {}, key: "///" },
  {
    name: "an unknown account",
    scope: { apiId: "a1", stage: "v1.2_x:y-z" },
    key: "//a1/v1.2_x:y-z",
  },
  { name: "a slash", scope: { stage: "a/b" }, key: "///a%002fb" },
  { name: "an escape", scope: { stage: "%002f" }, key: "///%0025002f" },
  { name: "a line feed", scope: { apiId: "a\nb" }, key: "//a%000ab/" },
  { name: "half a character", scope: { stage: "\ud83d" }, key: "///%d83d" },
])("$name reads back from its key", ({ scope, key }) => {
  expect(scopeKeyOf(scope)).toBe(key);
  expect(scopeOf(key as ScopeKey)).toEqual(scope);
});

test("an empty part is an unknown part", () => {
  expect(scopeKeyOf({ ...WHOLE, accountId: "", stage: "" })).toBe("/eu-west-1/a1b2c3d4e5/");
});

test.each([
  { part: "accountId", most: 16 },
  { part: "region", most: 24 },
  { part: "apiId", most: 32 },
  { part: "stage", most: 128 },
])("$part is cut at $most characters", ({ part, most }) => {
  const longest = "x".repeat(most);

  expect(scopeOf(scopeKeyOf({ [part]: longest }))).toEqual({ [part]: longest });
  expect(scopeOf(scopeKeyOf({ [part]: `${longest}y` }))).toEqual({ [part]: longest });
});

test("a character that does not fit whole is left out", () => {
  expect(scopeOf(scopeKeyOf({ stage: `${"x".repeat(127)}😀` }))).toEqual({
    stage: "x".repeat(127),
  });
});

const anyPart = fc.string({ unit: "binary", minLength: 1, maxLength: 8 });
const anyScope = fc.record(
  { accountId: anyPart, region: anyPart, apiId: anyPart, stage: anyPart },
  { requiredKeys: [] },
);

test("any scope reads back from its key", () => {
  fc.assert(
    fc.property(anyScope, (scope) => {
      expect(scopeOf(scopeKeyOf(scope))).toEqual(scope);
    }),
  );
});

test("the longest key fits a sort key", () => {
  const hostile = "\0".repeat(1000);
  const key = scopeKeyOf({ accountId: hostile, region: hostile, apiId: hostile, stage: hostile });

  expect(key).toHaveLength(5 * 200 + 3);
});
