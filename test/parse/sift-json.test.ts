import { describe, expect, test } from "vitest";
import { scannable } from "../../shared/parse/same-lines.ts";
import { createJsonLineReader } from "../../shared/parse/sift-json.ts";
import { createTextSift } from "../../shared/parse/sift-text.ts";
import { END, ID, OTHER, SUCCESS, sifted } from "../build/sift.ts";

const NOON = Date.UTC(2026, 6, 20, 12);
const ARN = "arn:aws:apigateway:eu-west-1:123456789012:/restapis/a1b2c3d4e5/stages/prod";

const event = (message: string, more = {}) => JSON.stringify({ timestamp: NOON, message, ...more });

/** The whole of a good request, each of its lines as `write` writes it. */
function goodRequest(write: (message: string, at: number) => string): string {
  const said = [`(${ID}) Starting execution`, `(${ID}) ${SUCCESS}`, `(${ID}) ${END}`];
  return said.map((message, at) => `${write(message, at)}\n`).join("");
}

describe("a good request in JSON lines is counted, written", () => {
  test.each<readonly [string, (message: string, at: number) => string]>([
    [
      "as delivered",
      (payload, at) =>
        JSON.stringify({
          resource_arn: ARN,
          event_timestamp: NOON + at,
          api_id: "a",
          stage: "b",
          resource_path: "/{c}",
          http_method: "GET",
          payload,
        }),
    ],
    ["as delivered with few fields", (payload) => JSON.stringify({ payload, http_method: "GET" })],
    ["as an event", (message, at) => event(message, { ingestionTime: NOON, eventId: `${at}` })],
    ["as an event without a time", (message) => JSON.stringify({ logStreamName: "a", message })],
    ["with blanks", (message) => `{ "timestamp" : ${NOON} , "message" : "${message}" }`],
    ["with carriage returns", (message) => `${event(message)}\r`],
    ["with escapes before the entry", (payload) => JSON.stringify({ stage: 'é\\"\n', payload })],
    [
      "in another order in each line",
      (message, at) => (at === 1 ? JSON.stringify({ message, timestamp: NOON }) : event(message)),
    ],
    ["with blank lines behind each", (message) => `${event(message)}\n\n \t\r`],
    ["with a blank line before each", (message) => `\r\n${event(message)}`],
    ["with long fields", (payload) => JSON.stringify({ stage: "x".repeat(2000), payload })],
  ])("%s", (_, write) => {
    for (const size of [1 << 20, 7]) {
      const { passed, settled } = sifted(goodRequest(write), size);
      expect(passed.trim()).toBe("");
      expect(settled.statuses).toEqual(new Map([[200, 1]]));
      expect(settled.records).toBe(3);
    }
  });
});

describe("all is passed on", () => {
  test.each<readonly [string, string]>([
    ["of a document of several lines", `{"events":[\n${goodRequest(event)}]}\n`],
    ["behind a line that is none of the log", `{"a":"b"}\n${goodRequest(event)}`],
    ["behind loose text", `loose\n${goodRequest(event)}`],
    ["behind a list of texts", `["a"]\n${goodRequest(event)}`],
    ["of documents that share a line", goodRequest((message) => event(message).repeat(2))],
    ["of elements with commas", goodRequest((message) => `${event(message)},`)],
    [
      "of lines that are no JSON: an escape",
      goodRequest((message) => event(message).replace("(", "\\x(")),
    ],
    [
      "of lines that are no JSON: an escaped character",
      goodRequest((message) => event(message, { eventId: "EV" }).replace("EV", "\\u00g0")),
    ],
    [
      "of lines that are no JSON: a tab",
      goodRequest((message) => event(message).replace("(", "\t(")),
    ],
    [
      "of lines that are no JSON: no colon",
      goodRequest((message) => event(message).replace('":', '"')),
    ],
    [
      "of lines that are no JSON: no quote",
      goodRequest((message) => event(message).replace('{"', "{")),
    ],
    [
      "of lines that are no JSON: no brace",
      goodRequest((message) => event(message).replace("}", "]")),
    ],
    ["of lines that go on behind a carriage return", goodRequest((line) => `${event(line)}\rx`)],
    ["of lines that are cut", goodRequest((message) => event(message).slice(0, -2))],
    ["of lines with other fields", goodRequest((message) => event(message, { level: "INFO" }))],
    [
      "of lines with long names",
      goodRequest((message) => event(message, { ["a".repeat(50)]: "b" })),
    ],
    [
      "of lines with many fields",
      goodRequest((message) => `${event(message).slice(0, -1)}${',"eventId":"a"'.repeat(20)}}`),
    ],
    [
      "of lines with a field twice",
      goodRequest((message) => `${event(message).slice(0, -1)},"eventId":"a","eventId":"b"}`),
    ],
    ["of lines with an object", goodRequest((message) => event(message, { eventId: {} }))],
    ["of lines with a message alone", goodRequest((message) => JSON.stringify({ message }))],
    [
      "of lines with a time in words",
      goodRequest((message) => event(message, { timestamp: "2026-07-20" })),
    ],
    [
      "of lines with a time in seconds",
      goodRequest((message) => event(message, { timestamp: NOON / 1000 })),
    ],
    [
      "of lines with a time in microseconds",
      goodRequest((message) => event(message, { timestamp: NOON * 1000 })),
    ],
    [
      "of lines with a number that begins with 0",
      goodRequest((message) => event(message).replace(":1", ":0")),
    ],
    [
      "of lines with a message that is a number",
      goodRequest(() => event("").replace('""', String(NOON))),
    ],
    [
      "of lines in which the entry stands behind other text",
      goodRequest((message) => event(`x${message}`)),
    ],
    [
      "of lines in which the entry has another bracket",
      goodRequest((message) => event(message.replace("(", "["))),
    ],
    ["of entries with line breaks", goodRequest((message) => event(`${message}\n(a`))],
    [
      "of entries with what may be line breaks",
      goodRequest((message) => event(message).replace(") ", ")\\u0020")),
    ],
  ])("%s", (_, text) => {
    for (const size of [1 << 20, 11]) {
      const { passed, settled } = sifted(text, size);
      expect(passed.split("\n").sort()).toEqual(text.split("\n").sort());
      expect(settled.records).toBe(0);
    }
  });
});

test("what is of no request in the common form leaves its neighbours alone", () => {
  const stranger = `${event("(QmX7RFD9pBNGqzB=) a")}\n${event(`(${ID}) b\nc`)}\n`;
  const { passed, settled } = sifted(stranger + goodRequest(event) + stranger);
  expect(passed).toBe(stranger + stranger);
  expect(settled.records).toBe(3);
});

test("so it does behind an entry of text that an event has ended", () => {
  const stranger = `${event("x")}\n`;
  const entry = `(${OTHER}) a\n`;
  const [first = "", ...rest] = goodRequest((message) => `${event(message)}\n`).split("\n\n");
  const { passed, settled } = sifted(`${entry}${first}\n${stranger}${rest.join("\n")}`);
  expect(passed).toBe(stranger + entry);
  expect(settled.records).toBe(3);
});

test("the first time of each counted request is noted, where its lines have times", () => {
  const later = (message: string, at: number) => event(message, { timestamp: NOON + at });
  expect(sifted(goodRequest(later)).settled).toMatchObject({ from: NOON, to: NOON });
  const untimed = goodRequest((message) => JSON.stringify({ message, eventId: "a" }));
  expect(sifted(untimed).settled).not.toHaveProperty("from");
  expect(sifted(untimed + goodRequest(event)).settled.records).toBe(6);
  const timeBehind = goodRequest((message) => JSON.stringify({ message, timestamp: NOON }));
  expect(sifted(timeBehind).settled).toMatchObject({ from: NOON });
});

test.each([
  ["a time that is none", (line: string) => line.replace("17845", "1784x")],
  ["another quote", (line: string) => line.replace(':"(', ":'(")],
  ["another colon", (line: string) => line.replace('":17', '";17')],
  ["another name", (line: string) => line.replace("message", "massage")],
  ["another end", (line: string) => line.replace("}", "]")],
])("a line that begins like the one before, but for %s, is passed on", (_, changed) => {
  const [first = "", second = "", third = ""] = goodRequest(event).split("\n");
  const odd = `${changed(second)}\n${third}\n`;
  expect(odd).not.toContain(second);
  expect(sifted(`${first}\n${odd}`).passed).toContain(odd);
  expect(sifted(`\n${first}\n${odd}`).passed).toContain(odd);
});

test("an event whose entry has another bracket says nothing of the request before", () => {
  const [first = "", second = "", third = ""] = goodRequest(event).split("\n");
  const odd = second.replace('"(', '"[');
  const { passed, settled } = sifted([first, odd, third, ""].join("\n"));
  expect(passed.split("\n").sort()).toEqual(["", first, odd, third].sort());
  expect(settled.records).toBe(0);
});

test("a line that breaks off where the memory ends is passed on", () => {
  const [first = "", second = ""] = goodRequest(event).split("\n");
  const log = `${first}\n${second.slice(0, 20)}`;
  const memory = new TextEncoder().encode(log).slice().buffer;
  expect(siftedIn(Buffer.from(memory)).passed).toBe(`${log}\n`);
});

test("no line has a time before one has been read", () => {
  expect(createJsonLineReader().timeAt(Buffer.from(event("a")), 0)).toBeNaN();
});

test("another input is read again, whatever stood in the one before", () => {
  const passed: string[] = [];
  const sift = createTextSift(({ bytes }) => passed.push(Buffer.from(bytes).toString()));
  sift.push(Buffer.from("[\n"));
  sift.end();
  sift.push(Buffer.from(goodRequest(event)));
  sift.end();
  expect(passed.join("")).toBe("[\n");
  expect(sift.settled().records).toBe(3);
});

test("in scannable memory an answer's end is found wherever its quotes and escapes stand", () => {
  const bodies = ['"', "\\", "\n", "\t", "/", "é", '{"a":"b"}', "x".repeat(15)];
  for (const body of bodies) {
    for (let length = 0; length < 40; length++) {
      const log = goodRequest((message) => event(`${message}${"y".repeat(length)}${body}z`));
      const memory = scannable(Buffer.byteLength(log));
      memory.write(log);
      expect(siftedIn(memory)).toEqual(siftedIn(Buffer.from(log)));
    }
  }
});

function siftedIn(bytes: Buffer) {
  const passed: string[] = [];
  const sift = createTextSift((taken) => passed.push(Buffer.from(taken.bytes).toString()));
  sift.push(bytes);
  sift.end();
  return { passed: passed.join(""), settled: sift.settled() };
}
