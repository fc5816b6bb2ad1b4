import { describe, expect, test } from "vitest";
import { byKindOf, entryOf } from "../../shared/classify/entry.ts";

describe("an entry is told by its opening", () => {
  test.each([
    ["Method completed with status: 502", "end", "Method completed with status", " 502"],
    ["Endpoint response body before transformations: {}", "answer", undefined, " {}"],
    ["Endpoint response headers: {a=b}", "answer_headers", undefined, " {a=b}"],
    ["Endpoint request URI: https://example.com", "endpoint", undefined, " https://example.com"],
    ["Sending request to https://example.com", "endpoint", undefined, " https://example.com"],
    ["Received response. Status: 200", "received", undefined, ". Status: 200"],
    ["Gateway response type: THROTTLED", "gateway_response", undefined, " THROTTLED"],
    ["Gateway response body: {}", "context", "Gateway response", " body: {}"],
    ["Client [1] connected", "websocket_event", "Client [", "1] connected"],
  ])("%s", (text, kind, opening, value) => {
    const entry = entryOf(text, 7);
    expect(entry).toMatchObject({ at: 7, kind, value });
    if (opening !== undefined) expect(entry.opening).toBe(opening);
  });

  test("with blanks before its colon", () => {
    expect(entryOf("X-ray Tracing ID   : 1-abc", 0)).toEqual({
      at: 0,
      kind: "xray",
      opening: "X-ray Tracing ID",
      value: " 1-abc",
    });
  });

  test.each(["... ", "| ", "** ", "…"])("behind what a poster left before it: %j", (debris) => {
    expect(entryOf(`${debris}Method completed with status: 500`, 0)).toEqual({
      at: 0,
      kind: "end",
      opening: "Method completed with status",
      value: " 500",
    });
  });

  test.each(["\n", "\t", "\u00a0"])("with %j between its words", (blank) => {
    expect(entryOf(`Method completed${blank}with status: 500`, 0)).toEqual({
      at: 0,
      kind: "end",
      opening: `Method completed${blank}with status`,
      value: " 500",
    });
  });

  test("in any case, as it was written", () => {
    expect(entryOf("METHOD completed With status : 500", 0)).toEqual({
      at: 0,
      kind: "end",
      opening: "METHOD completed With status",
      value: " 500",
    });
    expect(entryOf("endpoint Response body BEFORE transformations: x", 0).kind).toBe("answer");
  });
});

describe("what opens otherwise is a statement", () => {
  test.each([
    "Execution failed due to configuration error: x",
    "an Endpoint response headers: {}",
    "Method completed",
    "Zebra",
    "[x]",
  ])("%s", (text) => {
    expect(entryOf(text, 3)).toEqual({ at: 3, kind: "statement", opening: "", value: text });
  });

  test("without the debris before it, which a letter never is", () => {
    expect(entryOf("... Boom", 0).value).toBe("Boom");
    expect(entryOf("a... Boom", 0).value).toBe("a... Boom");
    expect(entryOf("Z... Boom", 0).value).toBe("Z... Boom");
    expect(entryOf("{... Boom", 0).value).toBe("{... Boom");
  });
});

describe("of what is said about keys", () => {
  test.each([
    ["API Key: ****abc", "usage_plan"],
    ["API Key ID: abc", "usage_plan"],
    ["API Key  ******abc authorized because method 'GET /' does not require API Key", "usage_plan"],
    ["API Key ****abc not authorized because method 'GET /' requires API Key", "statement"],
    ["API Key missing", "statement"],
    ["The API Key: x", "statement"],
  ])("%s is a %s", (text, kind) => {
    expect(entryOf(text, 0).kind).toBe(kind);
  });
});

test("entries by kind keep their order", () => {
  const entries = ["Boom", "Method completed with status: 500", "Bang"].map(entryOf);
  const byKind = byKindOf(entries);
  expect([...byKind.keys()]).toEqual(["statement", "end"]);
  expect(byKind.get("statement")).toEqual([entries[0], entries[2]]);
  expect(byKind.get("end")).toEqual([entries[1]]);
});
