import { parse } from "csv-parse/sync";
import fc from "fast-check";
import stringWidth from "fast-string-width";
import { expect, test } from "vitest";
import type { Summary } from "../../shared/domain/summary.ts";
import type { Judgement } from "../../shared/domain/verdict.ts";
import { CSV_COLUMNS, renderCsv, renderCsvHeader } from "../../shared/report/csv.ts";
import { visibleLines } from "../../shared/report/escape.ts";
import { renderExplanation } from "../../shared/report/explanation.ts";
import { renderHtml } from "../../shared/report/html.ts";
import { renderJson } from "../../shared/report/json.ts";
import { renderProxyLint } from "../../shared/report/lint.ts";
import { renderMarkdown } from "../../shared/report/markdown.ts";
import { renderNdjson } from "../../shared/report/ndjson.ts";
import { renderText } from "../../shared/report/text.ts";
import { renderUnknowns } from "../../shared/report/unknowns.ts";
import {
  aDisplay,
  aJudgement,
  aRecord,
  aRemedy,
  aSummary,
  aTimeout,
  BODY_NOT_A_STRING,
  someFacts,
} from "../build/report.ts";

const CONTROL = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const LINE_FEED = /\n/g;
const MENTION_BREAK = /@\u200b/g;
const FORMULA = /^[=+\-@\t\r]/;
const EVIL_TAG = /<(script|img|evil)/i;
const hostile = fc.string({
  unit: fc.constantFrom(
    ...["\u001b[2J", "\u009b", "\u202e", "\r", "\n", "\t", "\ud800", "\u0000", "\u2028"],
    ...["a ", "漢", "[", "{", '"', "=", "+", "-", "@", ",", "'", "`", "|", "<!channel>"],
    ..."<script>|</pre>|<img src=x onerror=evil()>|\" onload='|<evil|</style>|&#60;".split("|"),
  ),
});

function hostileJudgement(text: string): Judgement {
  return aJudgement({
    facts: someFacts({ requestId: text, route: text, stage: text, xrayTraceId: text }),
    verdict: {
      ...BODY_NOT_A_STRING,
      payload: { text, shape: "text", cut: false },
      findings: [{ level: "error", path: text, found: text, wanted: text, fix: text }],
    },
    records: [aRecord({ text, place: { input: text, line: 1 } })],
    evidence: [0],
  });
}

function hostileSummary(text: string): Summary {
  const fault = aTimeout({
    target: { kind: "host", host: text, url: text },
    apiId: text,
    routes: [{ route: text, count: 1 }],
    sample: hostileJudgement(text),
    remedy: aRemedy({
      meaning: text,
      caution: text,
      confirm: [{ text, command: text }],
      page: text,
    }),
  });
  const example = {
    code: "not_a_log_line",
    place: { input: text, line: 1 },
    excerpt: text,
  } as const;
  return aSummary({
    inputs: [text],
    faults: [fault],
    unknown: [{ template: text, count: 1, sample: hostileJudgement(text) }],
    unreadable: { count: 1, examples: [example] },
  });
}

function hasControl(output: string): boolean {
  return CONTROL.test(output.replace(LINE_FEED, "").replace(MENTION_BREAK, "@"));
}

test("no format lets a control character through", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const summary = hostileSummary(text);
      const judgement = hostileJudgement(text);
      const trials = [{ cause: "integration_timeout", matched: true, read: text }] as const;
      const lint = { outcome: "refused", findings: [], shape: "text", cut: false } as const;
      const outputs = [
        renderText(summary, aDisplay()),
        renderMarkdown(summary, aDisplay()),
        renderHtml(summary, aDisplay()),
        renderJson(summary),
        renderUnknowns(summary),
        renderNdjson([judgement]),
        renderCsv([judgement]),
        renderExplanation({ judgement, trials }, aRemedy({ meaning: text }), aDisplay()),
        renderProxyLint(lint, text, "rest", aDisplay()),
      ];
      expect(outputs.map(hasControl)).toEqual(outputs.map(() => false));
    }),
  );
});

test("a text report is never wider than asked for, but for commands and addresses", () => {
  fc.assert(
    fc.property(hostile, fc.integer({ min: 60, max: 140 }), (text, width) => {
      const [fault] = hostileSummary(text).faults;
      if (fault === undefined) throw new Error("the summary has a fault");
      const remedy = aRemedy({ meaning: text, caution: text, confirm: [{ text }], page: "" });
      const summary = { ...hostileSummary(text), faults: [{ ...fault, remedy }] };
      const lines = renderText(summary, aDisplay({ width })).split("\n");
      expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
    }),
  );
});

test("no log text becomes a tag of the page", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const page = renderHtml(hostileSummary(text), aDisplay());
      expect(EVIL_TAG.test(page)).toBe(false);
      expect(page.split("</style>")).toHaveLength(2);
    }),
  );
});

test("a CSV parser reads every cell back, and none is a formula", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const csv = renderCsvHeader() + renderCsv([hostileJudgement(text)]);
      const [titles, cells = []] = parse(csv);
      expect(titles).toEqual([...CSV_COLUMNS]);
      expect(cells.filter((cell) => FORMULA.test(cell))).toEqual([]);
      const shown = visibleLines(text).join("\n");
      const unquoted = (cell: string | undefined) => (FORMULA.test(shown) ? cell?.slice(1) : cell);
      expect(unquoted(cells[CSV_COLUMNS.indexOf("requestId")])).toBe(shown);
      expect(unquoted(cells[CSV_COLUMNS.indexOf("payload")])).toBe(shown);
    }),
  );
});

test("machines read the same text that the log had", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      expect(JSON.parse(renderNdjson([hostileJudgement(text)]))).toMatchObject({
        requestId: text,
        payload: text,
        evidence: [{ input: text, line: 1, text }],
      });
      expect(JSON.parse(renderJson(hostileSummary(text)))).toMatchObject({
        inputs: [text],
        unclassified: [{ template: text }],
      });
    }),
  );
});
