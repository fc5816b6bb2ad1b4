import { expect, test } from "vitest";
import { ended, misconfigured, verdictOf } from "../trace-of.ts";

const TOO_LARGE = "response_too_large/integration_limit_10mb";

test.each([
  [
    "the sentence",
    misconfigured(
      "Integration response of reported length 20971520 is larger than allowed maximum of 10485760 bytes.",
    ),
  ],
  [
    "the sentence wrapped over lines",
    "Execution failed due to configuration error: Integration response of\nreported length 20971520 is larger than allowed maximum\nof 10485760 bytes.",
  ],
  ["the end of the sentence", "20971520 is larger than allowed maximum of 10485760 bytes."],
])("%s is an answer over the gateway's limit", (_, line) => {
  expect(verdictOf([line, ended(500)])).toBe(TOO_LARGE);
});

test("a function's answer over Lambda's limit is the function's error", () => {
  const error =
    "Lambda Customer Function Error:Response payload size exceeded maximum allowed payload size (6291556 bytes).";
  expect(verdictOf({ status: "502", "integration.error": error })).toBe(
    "lambda_function_error/response_too_large",
  );
});

test("a request that is too large is the client's own affair", () => {
  expect(verdictOf({ status: "413", "error.responseType": "REQUEST_TOO_LARGE" })).toBe("success");
});
