import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EXTENDED, fieldsIn, ONE, read, textsIn, unreadIn } from "../build/parsed.ts";

const DATE = "Fri Nov 20 10:15:07 UTC 2026 : ";
const ISO = "2026-11-20T10:15:07.123Z";
const ANSWER = "Endpoint response body before transformations: ";
const FAILED = "Execution failed due to configuration error: Malformed Lambda proxy response";
const END = "Method completed with status: 502";

describe("HTML around a log is taken off", () => {
  test.each([
    { what: "a tag before the first entry", lines: [`<pre>${ISO} (${ONE}) ${FAILED}`] },
    { what: "tags before it", lines: [`<p class="log"><code>${DATE}${FAILED}`] },
    { what: "a tag on a line of its own", lines: ["<PRE>", `(${ONE}) ${FAILED}`] },
    { what: "a tag before words without a prefix", lines: [`<li>${FAILED}`] },
    { what: "a closing tag on a line of its own", lines: ["<pre>", FAILED, "</pre>"] },
    { what: "a closing tag behind an entry", lines: [`<pre>(${ONE}) ${FAILED}</pre>`] },
    { what: "tags in the wrong order", lines: [`<b><pre><code>${FAILED}</pre></code>`.slice(3)] },
    { what: "a tag in one of the same name", lines: ["<div><div>", FAILED, "</div>", "</div>"] },
    { what: "closing tags among blanks", lines: [`<pre><code>${FAILED}</code> </pre> `] },
    { what: "a line break behind an entry", lines: [`<p>${DATE}${FAILED}<br/>`, "</p>"] },
    {
      what: "the cells of a table",
      lines: [`<tr><td>${ISO}</td><td>(${ONE}) ${FAILED}</td></tr>`],
    },
    {
      what: "what a page begins with",
      lines: ["<html><body>", "<div>", FAILED, "</div>", "</body></html>"],
    },
  ])("$what", ({ lines }) => {
    const found = read(...lines);
    expect(textsIn(found)).toEqual([FAILED]);
    expect(found.unreadable).toEqual([]);
  });

  test("around every line, a payload of many lines among them", () => {
    const lines = [`${DATE}${ANSWER}{`, ' "a": 1', "}", `${DATE}${FAILED}`, DATE + END];
    const found = read("<ul>", ...lines.map((line) => `<li><code>${line}</code></li>`), "</ul>");
    expect(textsIn(found)).toEqual([`${ANSWER}{\n "a": 1\n}`, FAILED, END]);
    expect(found.unreadable).toEqual([]);
  });

  test("around the cells of a table, one of which names the log group", () => {
    const logGroup = "API-Gateway-Execution-Logs_a1b2c3d4e5/prod";
    const cells = [ISO, logGroup, `(${ONE}) ${FAILED}`].map((cell) => `<td>${cell}</td>`);
    expect(read(`<tr>${cells.join("")}</tr>`).records).toMatchObject([
      { requestId: ONE, time: Date.parse(ISO), text: FAILED, origin: { logGroup } },
    ]);
  });

  test.each([
    { what: "on a line of its own", time: [ISO, "</p>"] },
    { what: "before its closing tag", time: [`${ISO}</p>`] },
  ])("around a part of a log, with a time $what", ({ time }) => {
    const found = read("<p>", ...time, `<p>(${ONE}) ${FAILED}`, "</p>", `(${EXTENDED}) ${END}`);
    expect(found.records).toMatchObject([
      { requestId: ONE, time: Date.parse(ISO), text: FAILED },
      { requestId: EXTENDED, text: END },
    ]);
  });

  test("around rows of an access log and around prose, which is counted", () => {
    const row = JSON.stringify({ requestId: ONE, status: "504", httpMethod: "GET", path: "/" });
    const found = read("<details><summary>Why?</summary>", `<pre>${row}</pre>`, "</details>");
    expect(fieldsIn(found)).toMatchObject({ requestId: ONE, status: "504" });
    expect(unreadIn(found)).toEqual(["not_a_log_line: Why?"]);
  });

  test.each([
    { what: "what stands behind it", lines: ["</pre>", "So what?"] },
    { what: "what stands behind it on its line", lines: ["</pre><p>So what?"] },
    { what: "what stands behind the next tag", lines: ["</pre>", "<p>So what?</p>"] },
  ])("and ends the entry in it: $what is none of it", ({ lines }) => {
    const found = read("<pre>", `(${ONE}) ${FAILED}`, ...lines);
    expect(textsIn(found)).toEqual([FAILED]);
    expect(unreadIn(found)).toEqual(["not_a_log_line: So what?"]);
  });

  test("and ends a document in it that was cut", () => {
    const found = read(`<pre>(${ONE}) ${ANSWER}`, '{"a":', "</pre>", DATE + FAILED);
    expect(textsIn(found)).toEqual([`${ANSWER}\n{"a":`, FAILED]);
  });
});

describe("the tags of a payload are kept", () => {
  const PAGE = [
    "<html>",
    "<body><pre>",
    `${ISO} it says`,
    "</pre>",
    "<p>502<br>",
    "</body></html>",
  ];

  test.each([
    { what: "where nothing stands around the log", open: [], close: [] },
    { what: "where it stands in the same tags", open: ["<body><pre>"], close: ["</pre></body>"] },
  ])("$what", ({ open, close }) => {
    const found = read(
      ...open,
      `(${ONE}) ${ANSWER}${PAGE.join("\n")}`,
      `(${ONE}) ${FAILED}`,
      ...close,
    );
    expect(textsIn(found)).toEqual([ANSWER + PAGE.join("\n"), FAILED]);
    expect(found.unreadable).toEqual([]);
  });

  test.each([
    { what: "a closing tag of its own", payload: "<html><pre>x</pre></html>" },
    { what: "a tag that it closes later", payload: "<pre>x</pre> and <p>y</p> more" },
    { what: "closing tags amid it", payload: "x</pre><br> y" },
  ])("on one line: $what", ({ payload }) => {
    const found = read(`<pre>(${ONE}) ${ANSWER}${payload}</pre>`, `(${ONE}) ${FAILED}`);
    expect(textsIn(found)).toEqual([ANSWER + payload, FAILED]);
  });

  test("before more of it on the line, though they may close what stands around the log", () => {
    const payload = "x</pre> and more";
    expect(textsIn(read(`<pre>(${ONE}) ${ANSWER}${payload}`))).toEqual([ANSWER + payload]);
  });

  test("until the next entry, whatever it left open", () => {
    const found = read("<pre>", `${DATE}${ANSWER}<pre>x`, `${DATE}${FAILED}</pre>`, "bye");
    expect(textsIn(found)).toEqual([`${ANSWER}<pre>x`, FAILED]);
    expect(unreadIn(found)).toEqual(["not_a_log_line: bye"]);
  });

  test.each([
    { what: "an id that is none", line: "<p>(ERROR) something</p>" },
    { what: "a sentence without a prefix", line: `<p>${FAILED}</p>` },
    { what: "a time", line: `<p>${ISO} something</p>` },
  ])("before $what", ({ line }) => {
    expect(textsIn(read(`(${ONE}) ${ANSWER}`, line))).toEqual([`${ANSWER}\n${line}`]);
  });

  test("behind a line that has none, though they stand around each line before", () => {
    const found = read(`<li>(${ONE}) ${ANSWER}a</li>`, "<li>b</li>", "c", "<li>d</li>");
    expect(textsIn(found)).toEqual([`${ANSWER}a\nb\nc\n<li>d</li>`]);
  });

  test("when an entry follows the line of a page that is cut", () => {
    const lines = ["<html>", "<body>", "<p>unclosed [TRUNCATED]"];
    const found = read(`${DATE}${ANSWER}`, ...lines, DATE + FAILED);
    expect(textsIn(found)).toEqual([`${ANSWER}\n${lines.join("\n")}`, FAILED]);
  });

  test.each([
    {
      what: "a cell of a table",
      lines: ["timestamp,message", `1,"(${ONE}) ${ANSWER}<html>`, "<pre>x</pre>", '"'],
    },
    {
      what: "a document",
      lines: [`{"log": "(${ONE}) ${ANSWER}<html>`, '<pre>x</pre>", "latency": 1}'],
    },
  ])("in $what", ({ lines }) => {
    const { records, unreadable } = read(...lines);
    const texts = [...records.map(({ text }) => text), ...unreadable.map(({ excerpt }) => excerpt)];
    expect(texts.join("\n")).toContain("<pre>x</pre>");
  });

  test("in a line of JSON so long that it comes in pieces", () => {
    const text = `${"y".repeat(2 ** 20)}<pre>`;
    const { unreadable } = read("<pre>", `{"a":"${text.repeat(3)}"}`, '{"b":1}');
    expect(unreadable.map(({ code }) => code)).toEqual(["wrong_shape", "wrong_shape"]);
  });
});

describe("entities are resolved", () => {
  test.each([
    { what: "in a page", line: "{&quot;a&quot;:&#34;&amp;&#34;}", text: '{"a":"&"}' },
    { what: "once", line: "&amp;quot;", text: "&quot;" },
    { what: "beside quotation marks of the other kind", line: "'&quot;&lt;&gt;'", text: "'\"<>'" },
    {
      what: "but for those of a mark that stands plainly there",
      line: '"&quot;&lt;b',
      text: '"&quot;<b',
    },
  ])("$what: $line", ({ line, text }) => {
    expect(textsIn(read(`<pre>(${ONE}) ${ANSWER}${line}</pre>`))).toEqual([ANSWER + text]);
    expect(textsIn(read("<pre>", `(${ONE}) ${ANSWER}`, line, "</pre>"))).toEqual([
      `${ANSWER}\n${text}`,
    ]);
  });

  test.each([
    { what: "a page in Markdown", before: ["<details><summary>x</summary><pre>"] },
    { what: "a tag around one of its name that is closed", before: ["<div><div>", "</div>"] },
    { what: "a tag behind one of its name that is closed", before: ["<div></div>", "<div>"] },
  ])("in $what", ({ before }) => {
    const found = read(...before, `(${ONE}) ${ANSWER}&lt;b&gt;`);
    expect(textsIn(found)).toEqual([`${ANSWER}<b>`]);
  });

  test("apostrophes and blanks as well", () => {
    const found = read(`<p>(${ONE}) ${ANSWER}&apos;&#39;&#x27;&nbsp;&apos;x</p>`);
    expect(textsIn(found)).toEqual([`${ANSWER}''' 'x`]);
  });

  test.each([
    { what: "without a page", before: [], line: "&lt;b&gt;" },
    { what: "in Markdown", before: ["<details><summary>x</summary>"], line: "&lt;b&gt;" },
    { what: "in a fence", before: ["<p>", "```"], line: "&lt;b&gt;" },
    { what: "where a tag shows that nothing was escaped", before: ["<p>"], line: "<b>&lt;" },
    { what: "where an ampersand shows it", before: ["<p>"], line: "a=1&b=&lt;" },
    { what: "behind a page", before: ["<p>", "</p>"], line: "&lt;b&gt;" },
    { what: "behind all of it", before: ["<div><div>", "</div>", "</div>"], line: "&lt;b&gt;" },
  ])("but not $what", ({ before, line }) => {
    expect(textsIn(read(...before, `(${ONE}) ${ANSWER}${line}`))).toEqual([ANSWER + line]);
  });
});

test("a log on a page reads as it does by itself", () => {
  const payload = fc.string({ unit: fc.constantFrom(..."<>&\"' {}[]:1b\\/"), maxLength: 20 });
  const lines = fc.array(fc.tuple(fc.nat(3), payload), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(lines, fc.constantFrom("pre", "code", "td"), (entries, tag) => {
      const log = entries.map(
        ([kind, text]) => `${[DATE, `(${ONE}) `][kind % 2]}${ANSWER}.${text}.`,
      );
      const page = log.join("\n").replaceAll("&", "&amp;").replaceAll("<", "&lt;");
      const escaped = page
        .replaceAll(">", "&gt;")
        .replaceAll('"', "&quot;")
        .replaceAll("'", "&#39;");
      expect(textsIn(read(`<${tag}>${escaped}</${tag}>`))).toEqual(textsIn(read(...log)));
    }),
    { numRuns: 500 },
  );
});
