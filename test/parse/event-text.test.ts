import { describe, expect, test } from "vitest";
import { fieldsIn, ONE, read, TWO, textsIn, unreadIn } from "../build/parsed.ts";

const NOON = Date.UTC(2026, 6, 20, 12);
const ANSWER = 'Endpoint response body before transformations: {"a":"b"}';
const STATUS = "Method completed with status: 502";
const EVENTS = [`(${ONE}) ${ANSWER}`, `(${TWO}) ${STATUS}`];
const ACCESS = { requestId: "a", status: "504", httpMethod: "GET", integrationStatus: "200" };
const ROW = JSON.stringify(ACCESS);

describe("an event that stands on its line as a string of JSON", () => {
  test.each([
    { what: "as jq prints it", before: "", behind: "" },
    { what: "with a comma", before: "    ", behind: "," },
    { what: "with grep's number", before: "12:    ", behind: "," },
    { what: "with grep's number and its name", before: '12:    "message": ', behind: "," },
    { what: "with grep's file", before: 'logs/a.json:7:  "@message": ', behind: "" },
    { what: "with its name", before: '"message": ', behind: "," },
  ])("is read $what", ({ before, behind }) => {
    const lines = [...EVENTS, `  ${ROW}`].map(
      (text) => `${before}${JSON.stringify(text)}${behind}`,
    );
    const found = read(...lines);
    expect(textsIn(found)).toEqual([ANSWER, STATUS, ROW]);
    expect(found.records.map(({ requestId }) => requestId)).toEqual([ONE, TWO, "a"]);
    expect(found.forms).toContain("filter_log_events_json");
    expect(unreadIn(found)).toEqual([]);
  });

  test("may be as short as any", () => {
    expect(textsIn(read('"HTTP Method: GET"'))).toEqual(["HTTP Method: GET"]);
  });

  test("is none where more follows it: nothing of the line is lost", () => {
    expect(textsIn(read(`"(${ONE}) ${STATUS}" she said`))).toEqual([`${STATUS}" she said`]);
  });

  test("may be the log of a whole test", () => {
    const time = "Mon Jul 20 12:00:00 UTC 2026 : ";
    const log = `Execution log for request ${ONE}\n${time}${ANSWER}\n${time}${STATUS}\n`;
    const found = read(JSON.stringify(log));
    expect(textsIn(found)).toEqual([`Execution log for request ${ONE}`, ANSWER, STATUS]);
    expect(found.forms).toEqual(["console_test"]);
  });

  test.each([
    { what: "words of somebody's", line: '"hello"' },
    { what: "a document of somebody's", line: JSON.stringify('{"a":1}') },
    { what: "half a document", line: JSON.stringify('{"requestId":"a"') },
    { what: "no string", line: '"a":"b"' },
    { what: "no quote before it", line: 'hello "' },
  ])("is none in $what", ({ line }) => {
    expect(read(line).records).toEqual([]);
  });

  test.each([ROW, "Endpoint request timed out"])(
    "is an element of a payload inside an entry: %s",
    (text) => {
      const entry = `(${ONE}) Method response body after transformations: [`;
      const element = JSON.stringify(text);
      expect(textsIn(read(entry, element))).toEqual([`${entry.slice(39)}\n${element}`]);
    },
  );
});

describe("what a query of the CLI leaves of events", () => {
  test.each([
    { what: "messages", events: [...EVENTS, ROW], time: undefined },
    { what: "a message each", events: [...EVENTS, ROW].map((text) => [text]), time: undefined },
    { what: "rows alone", events: [ROW, ROW, ROW], time: undefined },
    {
      what: "times and messages",
      events: [...EVENTS, ROW].map((text) => [NOON, text]),
      time: NOON,
    },
    {
      what: "times that follow the event's",
      events: [...EVENTS, ROW].map((text) => ["a stream", NOON + 9, text, NOON]),
      time: NOON,
    },
    {
      what: "names of one's own",
      events: [...EVENTS, ROW].map((msg) => ({ time: NOON, msg })),
      time: NOON,
    },
  ])("is read as $what", ({ events, time }) => {
    const found = read(...JSON.stringify(events, undefined, 4).split("\n"));
    expect(found.records.map((record) => record.time)).toEqual([time, time, time]);
    expect(found.forms).toContain("filter_log_events_json");
    expect(unreadIn(found)).toEqual([]);
  });

  test("is read from a line of its own", () => {
    const found = read(JSON.stringify([NOON, ROW]));
    expect(fieldsIn(found)).toEqual(ACCESS);
    expect(found.records[0]?.time).toBe(NOON);
  });

  test.each([
    { what: "a time and no event", list: [[NOON, "hello"]] },
    { what: "a time and two", list: [NOON, ...EVENTS, "hello"], others: [`${NOON}`, "hello"] },
  ])("counts $what", ({ list, others }) => {
    const lost = read(JSON.stringify(list)).unreadable.map(({ excerpt }) => excerpt);
    expect(lost).toEqual(others ?? [JSON.stringify(list)]);
  });

  test("is none in an application's own log", () => {
    const row = { level: 30, time: NOON, msg: "Execution failed: no such table" };
    expect(read(JSON.stringify(row)).records).toEqual([]);
  });
});

describe("rows that Python or YAML printed", () => {
  const rows = [ACCESS, { ...ACCESS, requestId: "b", status: "200" }].map((row) =>
    JSON.stringify(row),
  );

  test("are never made one of several", () => {
    const found = read(`[${rows.map((row) => `{'message': '${row}'}`).join(", ")}]`);
    expect(found.records.map(({ requestId }) => requestId)).toEqual(["a", "b"]);
  });

  test.each([
    { what: "within a value", line: '  "integrationError": "Execution failed due' },
    { what: "behind a name", line: '  "responseType": "THROTTLED", "integrationError":' },
    { what: "behind the last value", line: `  "responseType": "THROTTLED"}'` },
  ])("are not told from the end of a folded line $what", ({ line }) => {
    expect(read("elsewhere: '{", line).records).toEqual([]);
  });
});

describe("an event as a program prints its string", () => {
  const SAID = `(${ONE}) Endpoint response body before transformations: {"a":"it's"}`;
  const TEXT = SAID.slice(39);

  test.each([
    { what: "Node", line: `    message: '${SAID.replace("'", "\\'")}',` },
    { what: "Node, on a line of its own", line: `      "${SAID.replaceAll('"', '\\"')}",` },
    { what: "Node, in backticks", line: `message: \`${SAID}\`` },
    { what: "Node, in parts", line: `log: '${SAID.replace("'", "\\'")}\\n' +` },
    { what: "Python", line: `'message': '${SAID.replace("'", "\\'")}',` },
  ])("is read without its quotes: $what", ({ line }) => {
    const found = read("  {", "    timestamp: 1784548800000,", line, "  },", `(${ONE}) ${STATUS}`);
    expect(textsIn(found)).toEqual([TEXT, STATUS]);
    expect(found.records.map(({ requestId }) => requestId)).toEqual([ONE, ONE]);
  });

  test("keeps its escapes when nobody printed it", () => {
    const payload = `Endpoint response body before transformations: {"body":"{\\"a\\":\\"\\\\n\\"}"}`;
    expect(textsIn(read(`\`(${ONE}) ${payload}\``))).toEqual([payload]);
    expect(textsIn(read(`'(${ONE}) ${payload}'`))[0]).toContain(payload);
  });

  test("may be a whole answer on one line, as Python prints it", () => {
    const event = (message: string) => `{'timestamp': ${NOON}, 'message': ${message}}`;
    const events = [event(`'${EVENTS[0]}'`), event(`"${EVENTS[1]}"`)].join(", ");
    const found = read(
      `{'events': [${events}], 'token': None, 'isLast': True, 'old': False, 'note': 'None'}`,
    );
    expect(textsIn(found)).toEqual([ANSWER, STATUS]);
    expect(found.records.map(({ time }) => time)).toEqual([NOON, NOON]);
    expect(unreadIn(found)).toEqual([]);
  });

  test.each([
    { what: "that closes nowhere", line: `{'events': [{'message': '(${ONE}) ${STATUS}` },
    {
      what: "with what is no value",
      line: `{'at': datetime(2026, 7, 20), 'x': '(${ONE}) ${STATUS}'}`,
    },
  ])("is looked for in a printed answer $what as before", ({ line }) => {
    expect(read(line).records).toMatchObject([{ requestId: ONE }]);
  });

  test.each([
    { what: "words of somebody's", line: "message: 'hello'" },
    { what: "two strings", line: `'a', '(${ONE}) ${STATUS}'x` },
    { what: "an answer that is no log", line: "{'status': 'fine'}" },
  ])("is none in $what", ({ line }) => {
    const texts = textsIn(read(line));
    expect(texts.filter((text) => text === STATUS)).toEqual([]);
  });
});
