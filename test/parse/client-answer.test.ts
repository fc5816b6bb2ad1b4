import { describe, expect, test } from "vitest";
import { fieldsIn, ONE, read, textsIn, unreadIn } from "../build/parsed.ts";

const CONNECTION = "QmZ1eHxCoAMCEw=";
const REQUEST = "QmZ1fGyDIAMFRgA=";

describe("a client's answer alone", () => {
  test.each(["Too Many Requests", "Limit Exceeded"])("is read when it is %s", (message) => {
    const [record] = read(JSON.stringify({ message })).records;
    expect(record).toMatchObject({ kind: "access", fields: { "error.message": message } });
  });

  test.each([
    '{"message":"Endpoint request timed out"}',
    '{ "Message": "User is not authorized to access this resource with an explicit deny" }',
  ])("is a form of its own: %s", (text) => {
    const found = read(text);
    expect(found.forms).toEqual(["client_answer"]);
    expect(textsIn(found)).toEqual([text]);
  });

  test.each([
    ["another sentence", '{"message":"Forbidden"}'],
    ["another name", '{"error":"Too Many Requests"}'],
    ["an application's", '{"message":"Too Many Requests","logger":"app"}'],
    ["no text", '{"message":429}'],
  ])("is not when it is %s", (_, text) => {
    expect(read(text).records).toEqual([]);
  });

  test.each([
    '{"message": "Endpoint request timed out"',
    '{"Message": "Missing Authentication Token',
  ])("is read where its end is cut off: %s", (text) => {
    const found = read(text);
    const [, message] = text.split(': "');
    expect(fieldsIn(found)).toEqual({ "error.message": message?.replace('"', "") });
    expect(textsIn(found)).toEqual([text]);
    expect(found.forms).toEqual(["client_answer"]);
    expect(found.unreadable).toEqual([]);
  });

  test.each([
    ["another name", '{"note": "Endpoint request timed out"'],
    ["another sentence", '{"message": "Timed out"'],
  ])("is none where that is so and it is %s", (_, text) => {
    expect(unreadIn(read(text))).toEqual([`broken_json: ${text}`]);
  });

  test.each(['{"message":"Too Many Requests"}', '{"message":"Endpoint request timed out"'])(
    "is none where it is a payload: %s",
    (answer) => {
      const entry = "Endpoint response body before transformations:";
      expect(textsIn(read(`(${ONE}) ${entry}`, answer))).toEqual([`${entry}\n${answer}`]);
    },
  );
});

describe("the frame of a WebSocket API", () => {
  test.each(["Forbidden", "Internal server error"])("is read, whatever it says: %s", (message) => {
    const frame = { message, connectionId: CONNECTION, requestId: REQUEST };
    expect(fieldsIn(read(JSON.stringify(frame)))).toEqual({
      "error.message": message,
      connectionId: CONNECTION,
      requestId: REQUEST,
    });
  });

  test.each([
    ["has ids of another kind", { message: "x", connectionId: "1", requestId: REQUEST }],
    ["names no request", { message: "x", connectionId: CONNECTION }],
    ["has no text", { message: null, connectionId: CONNECTION, requestId: REQUEST }],
    ["holds more", { message: "x", connectionId: CONNECTION, requestId: REQUEST, user: "u" }],
  ])("is none when it %s", (_, frame) => {
    expect(read(JSON.stringify(frame)).records).toEqual([]);
  });
});
