import { expect, test } from "vitest";
import { targetLabel } from "../../shared/domain/target.ts";

test("a kind of target that nobody knows is a bug", () => {
  expect(() => targetLabel({ kind: "queue" } as never)).toThrow('unhandled case: {"kind":"queue"}');
});
