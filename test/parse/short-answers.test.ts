import { describe, expect, test } from "vitest";
import { fieldsIn, ONE, read, unreadIn } from "../build/parsed.ts";

const GATEWAYS_ID = "x-amz-apigw-id: Hx3kQpZ0IAMFdLw=";

describe.each([
  ["401", "Unauthorized"],
  ["403", "Forbidden"],
  ["429", "Too Many Requests"],
  ["429", "Limit Exceeded"],
  ["500", "Internal Server Error"],
  ["500", "Internal server error"],
  ["503", "Service Unavailable"],
])("the %s %s of the gateway", (status, words) => {
  test("is read where its two variables stand side by side", () => {
    expect(fieldsIn(read(`${ONE} POST ${words} "${words}"`))).toMatchObject({
      "error.message": words,
    });
  });

  test("is read as the body of an answer", () => {
    const answer = [`HTTP/2 ${status}`, GATEWAYS_ID, "", JSON.stringify({ message: words })];
    expect(fieldsIn(read(...answer))).toMatchObject({ status, "error.message": words });
  });

  test("is read in a line of values where it refuses, with its own status only", () => {
    const said = (code: string) =>
      fieldsIn(read(`POST /orders ${code} ${ONE} ${words}`))["error.message"];
    expect(said(status)).toBe(status < "500" ? words : undefined);
    expect(said("418")).toBeUndefined();
  });

  test("is the gateway's without a head only where nobody else says so", () => {
    const found = read(JSON.stringify({ message: words }));
    expect(unreadIn(found)).toHaveLength(status === "429" ? 0 : 1);
  });
});
