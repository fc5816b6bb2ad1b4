import { describe, expect, test } from "vitest";
import { createTextSift } from "../../shared/parse/sift-text.ts";
import { END, entries, ID, OTHER, SUCCESS, sifted } from "../build/sift.ts";

describe("what is dropped", () => {
  test("a request that succeeded is counted by its status, and leaves no line", () => {
    const { passed, settled } = sifted(
      entries(ID, "Starting execution", SUCCESS, END, "X-ray Tracing ID : 1"),
    );
    expect(passed).toBe("");
    expect(settled).toEqual({
      statuses: new Map([[200, 1]]),
      records: 4,
      from: Date.UTC(2026, 10, 20, 10, 11, 12, 123),
      to: Date.UTC(2026, 10, 20, 10, 11, 12, 123),
    });
  });

  test.each(["201", "302", "404"])("so is one that ended with %s", (status) => {
    const text = entries(ID, SUCCESS, `Method completed with status: ${status}`);
    expect(sifted(text).settled.statuses).toEqual(new Map([[Number(status), 1]]));
  });

  test("entries without a time are read too", () => {
    const { passed, settled } = sifted(`(${ID}) ${SUCCESS}\n(${ID}) ${END}\n`);
    expect(passed).toBe("");
    expect(settled).toEqual({ statuses: new Map([[200, 1]]), records: 2 });
  });

  test.each([
    ["2026-11-20T10:11:12Z ", Date.UTC(2026, 10, 20, 10, 11, 12)],
    ["2026-11-20T10:11:12.5+09:00\t", Date.UTC(2026, 10, 20, 1, 11, 12, 500)],
    ["2026-11-20T10:11:12.123456789-00:30 ", Date.UTC(2026, 10, 20, 10, 41, 12, 123)],
  ])("the time %j is understood", (time, epochMs) => {
    const { passed, settled } = sifted(`${time}(${ID}) ${SUCCESS}\n${time}(${ID}) ${END}\n`);
    expect(passed).toBe("");
    expect(settled).toMatchObject({ from: epochMs, to: epochMs });
  });

  test("the span runs from the beginning of the first request to that of the last", () => {
    const at = (time: string, id: string, text: string) => `2026-11-20T${time}Z (${id}) ${text}\n`;
    const text =
      at("11:00:00.100", ID, "Starting execution") +
      at("10:59:59.900", OTHER, SUCCESS) +
      at("11:00:00.200", ID, SUCCESS) +
      at("11:00:00.300", ID, END);
    expect(sifted(text).settled).toMatchObject({
      from: Date.UTC(2026, 10, 20, 10, 59, 59, 900),
      to: Date.UTC(2026, 10, 20, 11, 0, 0, 100),
    });
  });

  test("what is of no request in the common form has no say in the span", () => {
    const early = entries("QmX7RFD9pBNGqzB=", "a").replace("10:11", "09:11");
    const { passed, settled } = sifted(early + entries(ID, SUCCESS, END));
    expect(passed).toBe(early);
    expect(settled).toMatchObject({ from: Date.UTC(2026, 10, 20, 10, 11, 12, 123), records: 2 });
  });

  test("an empty chunk changes nothing", () => {
    const passed: string[] = [];
    const sift = createTextSift(({ bytes }) => passed.push(Buffer.from(bytes).toString()));
    for (const text of ["", entries(ID, SUCCESS), "", entries(ID, END), ""])
      sift.push(Buffer.from(text));
    sift.end();
    expect(passed.join("")).toBe("");
    expect(sift.settled().records).toBe(2);
  });

  test("a chunk may be written over once it has been taken", () => {
    const passed: string[] = [];
    const sift = createTextSift(({ bytes }) => passed.push(Buffer.from(bytes).toString()));
    const text = Buffer.from(entries(ID, END) + entries(OTHER, SUCCESS, END));
    for (let at = 0; at < text.length; at += 100) {
      const chunk = Buffer.from(text.subarray(at, at + 100));
      sift.push(chunk);
      chunk.fill("x");
    }
    sift.end();
    expect(passed.join("")).toBe(entries(ID, END));
    expect(sift.settled().records).toBe(2);
  });

  test("times in one zone, minute after minute, are each understood", () => {
    const at = (time: string, id: string) =>
      entries(id, SUCCESS, END).replaceAll("2026-11-20T10:11:12.123Z", `2026-11-20T${time}`);
    const text = at("10:11:12.1+09:00", ID) + at("10:11:15.2+09:00", OTHER);
    const more =
      at("10:12:00.3+08:00", ID.replace("7", "8")) + at("10:12:01.4+09:00", ID.replace("7", "9"));
    expect(sifted(text + more).settled).toMatchObject({
      from: Date.UTC(2026, 10, 20, 1, 11, 12, 100),
      to: Date.UTC(2026, 10, 20, 2, 12, 0, 300),
    });
  });

  test("a time without a fraction is understood after one that has it", () => {
    const whole = entries(OTHER, SUCCESS, END).replaceAll("12.123Z", "13Z");
    expect(sifted(entries(ID, SUCCESS, END) + whole).settled).toMatchObject({
      statuses: new Map([[200, 2]]),
      to: Date.UTC(2026, 10, 20, 10, 11, 13),
    });
  });

  test("the last line may lack its line feed", () => {
    expect(sifted(entries(ID, SUCCESS, END).trimEnd()).passed).toBe("");
    expect(sifted(entries(ID, END).trimEnd()).passed).toBe(entries(ID, END));
  });

  test("blank lines between them say nothing", () => {
    const text = entries(ID, "Starting execution", SUCCESS, END).replaceAll("\n", "\n\n \t\r\n");
    for (const size of [1 << 20, 7]) {
      const { passed, settled } = sifted(`\n${text}`, size);
      expect(passed).toBe("\n");
      expect(settled.records).toBe(3);
    }
    const failing = text.replace(SUCCESS, "x");
    expect(sifted(failing).passed).toBe(failing);
  });

  test("lines that end in CR LF count", () => {
    const text = entries(ID, SUCCESS, END).replaceAll("\n", "\r\n");
    expect(sifted(text).passed).toBe("");
  });

  test("a settled request is known as such, others are not", () => {
    const { ids } = sifted(entries(ID, SUCCESS, END) + entries(OTHER, "Starting execution"));
    expect(ids.has(ID)).toBe(true);
    expect(ids.has(OTHER)).toBe(false);
    expect(ids.has("test-request")).toBe(false);
    expect(ids.has("11111111-2222-3333-4444-555555555555")).toBe(false);
  });
});

describe("what is passed on", () => {
  test.each([
    ["a 5xx", entries(ID, SUCCESS, "Method completed with status: 500")],
    ["an end without a success line", entries(ID, END)],
    ["a success line without an end", entries(ID, SUCCESS)],
    ["a success line that goes on", entries(ID, `${SUCCESS} of nothing`, END)],
    ["a longer wording", entries(ID, "Successfully completed authorizer execution", END)],
    ["a success inside another message", entries(ID, `Method response body: ${SUCCESS}`, END)],
    ["an end that is none yet", entries(ID, SUCCESS, "Method completed with status: 100")],
    ["a status of two digits", entries(ID, SUCCESS, "Method completed with status: 20")],
    ["an end with another wording", entries(ID, SUCCESS, "Method completed without status: 200")],
    ["a masked id", entries(ID.replaceAll(/[0-9a-f]/g, "x"), SUCCESS, END)],
    ["an id that is no UUID", entries("QmX7RFD9pBNGqzB=", SUCCESS, END)],
    ["an id with other dashes", entries(ID.replace("-", "0"), SUCCESS, END)],
    ["a time of another form", `11:12:13 (${ID}) ${SUCCESS}\n11:12:13 (${ID}) ${END}\n`],
    ["a time with letters in it", entries(ID, SUCCESS, END).replaceAll("2026", "year")],
    ["a time without a zone", entries(ID, SUCCESS, END).replaceAll("Z (", "  (")],
    ["no blank before the bracket", entries(ID, SUCCESS, END).replaceAll("Z (", "Z-(")],
    [
      "a fraction that never ends",
      entries(ID, SUCCESS, END).replaceAll(".123Z (", ".1234567890 ("),
    ],
    ["an offset of another form", entries(ID, SUCCESS, END).replaceAll("Z (", "+0000 (")],
    ["a time far from the bracket", entries(ID, SUCCESS, END).replaceAll("Z (", "Z             (")],
    ["no blank after the id", entries(ID, SUCCESS, END).replaceAll(") ", ")")],
    ["no entries at all", "one\ntwo\n\nthree\n"],
  ])("%s", (_, text) => {
    expect(sifted(text)).toMatchObject({ passed: text, settled: { statuses: new Map() } });
  });

  test("a request with a line that has no prefix, with all its lines", () => {
    const odd = `${entries(ID, "Endpoint response body: {")}  "a": 1\n}\n${entries(ID, SUCCESS, END)}`;
    expect(sifted(odd + entries(OTHER, SUCCESS, END)).passed).toBe(odd);
  });

  test("the last entry and what follows it, when that comes after the request was counted", () => {
    const loose = '{"status":"502"}\n';
    const trailer = entries(ID, "X-ray Tracing ID : 1");
    const text = entries(ID, SUCCESS, END) + entries(OTHER, "Starting execution") + trailer + loose;
    const { passed, ids } = sifted(text, text.indexOf("X-ray") - 70);
    expect(passed).toContain(trailer + loose);
    expect(ids.has(ID)).toBe(true);
  });

  test("a bad end of a request that was counted: an id that came twice", () => {
    const again = entries(ID, "Method completed with status: 502");
    const text = entries(ID, SUCCESS, END) + entries(OTHER, "Starting execution") + again;
    expect(sifted(text, text.length - again.length).passed).toContain(again);
  });

  test("an entry of many megabytes, in pieces", () => {
    const text = entries(ID, "x".repeat(5 << 20)) + entries(OTHER, SUCCESS, END);
    expect(sifted(text, 1 << 19).passed).toBe(entries(ID, "x".repeat(5 << 20)));
  });
});

describe("of inputs that follow each other", () => {
  const FAILED = "Execution failed due to a timeout error";

  test.each(["", "\n", "\nand more"])(
    "each has lines of its own, after one that ends in %j",
    (ending) => {
      const seen: (readonly [string, readonly number[]])[] = [];
      const sift = createTextSift(({ bytes, lines }) => {
        if (bytes.length > 0) seen.push([Buffer.from(bytes).toString(), lines.map(Number)]);
      });
      sift.push(Buffer.from(`${entries(ID, FAILED)}${entries(ID, FAILED).trimEnd()}${ending}`));
      sift.end();
      seen.length = 0;
      sift.push(Buffer.from(`milk\n${entries(OTHER, FAILED)}`));
      sift.end();
      const log = `milk\n${entries(OTHER, FAILED)}`;
      expect(seen.map(([text]) => text).join("")).toBe(log);
      expect(seen.flatMap(([, lines]) => lines)).toEqual([0, 1, 0, 2]);
    },
  );
});
