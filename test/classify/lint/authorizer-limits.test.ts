import { expect, test } from "vitest";
import { lintAuthorizerAnswer } from "../../../shared/classify/lint/authorizer-answer.ts";
import type { AuthorizerFormat } from "../../../shared/domain/lint.ts";
import { policyAnswer } from "../../build/authorizer.ts";

test("all that belongs to an error is one finding, what stands before it another", () => {
  const text = '{"requestId":"x","errorMessage":"boom","errorType":"Error","stackTrace":[]}';
  const lint = lintAuthorizerAnswer(text, "rest");
  expect(lint.reason).toBe("invalid_policy");
  expect(lint.findings.map(({ path }) => path)).toEqual(["$.requestId", "$.errorMessage"]);
});

test.each<{ format: AuthorizerFormat; size: number; warned: boolean }>([
  { format: "websocket", size: 8_193, warned: true },
  { format: "websocket", size: 8_192, warned: false },
  { format: "rest", size: 8_193, warned: false },
])("$size bytes on $format: warned $warned", ({ format, size, warned }) => {
  const text = policyAnswer({ context: { a: "" } });
  const padded = text.replace(
    '"a":""',
    `"a":"${"é".repeat(2)}${"x".repeat(size - text.length - 4)}"`,
  );
  expect(lintAuthorizerAnswer(padded, format).findings).toEqual(
    warned
      ? [
          {
            level: "warning",
            path: "$",
            found: "8193 bytes",
            wanted: "at most 8,192 bytes on a WebSocket API",
            fix: "put less into `context`",
          },
        ]
      : [],
  );
});

test.each(["...", "[Binary Data]", "**********"])("%s is unknown, and says so", (text) => {
  expect(lintAuthorizerAnswer(text, "rest", { knownRefused: true })).toMatchObject({
    outcome: "unknown",
    cut: true,
    findings: [{ level: "warning", found: `${text} in place of the payload` }],
  });
});

test("of very many misspelt keys fifty are named", () => {
  const keys = Array.from({ length: 20_000 }, (_, index) => `"principal_Id${index}":1`);
  expect(lintAuthorizerAnswer(`{${keys.join()}}`, "rest").findings).toHaveLength(50);
});
