import { describe, expect, test } from "vitest";
import { renderText } from "../../shared/report/text.ts";
import {
  aDisplay,
  aFault,
  aJudgement,
  aRecord,
  aRemedy,
  aSummary,
  BODY_NOT_A_STRING,
  NOON,
  someFacts,
} from "../build/report.ts";

describe("a fault", () => {
  function sectionOf(changes: Parameters<typeof aFault>[0], width = 100) {
    const text = renderText(aSummary({ faults: [aFault(changes)] }), aDisplay({ width }));
    return text.slice(text.indexOf("1. "));
  }

  test("without a target is placed by its API, else by its routes, else not at all", () => {
    const { target, apiId, stage, ...placeless } = aFault();
    expect([target?.kind, apiId, stage]).toEqual(["function", "a1b2c3d4e5", "prod"]);
    const summary = aSummary({
      faults: [
        { ...placeless, apiId: "a1b2c3d4e5", accountId: "123456789012", region: "eu-west-1" },
        placeless,
        { ...placeless, routes: [] },
      ],
    });
    const text = renderText(summary, aDisplay({ width: 200 }));
    expect(text).toContain(
      "20 requests failed: API a1b2c3d4e5, account 123456789012, eu-west-1 · POST /orders (12), GET /orders/{id} (8) · answered 502\n",
    );
    expect(text).toContain("20 requests failed: POST /orders (12), GET /orders/{id} (8) · answ");
    expect(text).toContain("20 requests failed: not named in the log · answered 502\n");
  });

  test("of a cause without reasons is titled by the cause", () => {
    const diagnosis = { cause: "unauthorized", reason: "none" } as const;
    expect(sectionOf({ diagnosis })).toContain("1. unauthorized ──");
  });

  test("tells its routes and statuses, the less frequent ones together", () => {
    const routes = [6, 5, 4, 3, 2, 1].map((count) => ({ route: `/r${count}`, count }));
    const statuses = [
      { status: 502, count: 1500 },
      { status: 504, count: 2 },
    ];
    expect(sectionOf({ routes, otherRoutes: 10, statuses }, 200)).toContain(
      "/r6 (6), /r5 (5), /r4 (4), /r3 (3), /r2 (2), others (11) · answered 502 (1,500), 504 (2) ·",
    );
    expect(sectionOf({ routes: routes.slice(0, 1), statuses: [] }, 200)).toContain(
      "function orders-api · /r6 · API",
    );
    expect(sectionOf({ routes: [], statuses: [] }, 200)).toContain("function orders-api · API");
  });

  test("that was never timed has no times, and what is unclassified has its log lines", () => {
    const { firstSeen, lastSeen, ...timeless } = aFault();
    expect(Number(firstSeen)).toBeLessThan(Number(lastSeen));
    const verdict = { kind: "unclassified", template: "x" } as const;
    const fault = { ...timeless, sample: aJudgement({ verdict }) };
    const text = renderText(aSummary({ faults: [fault] }), aDisplay({ width: 100 }));
    expect(text).toContain("     20  1.7 %\n");
    expect(text).toContain('transformations: {"statusCode":200,"body":{"id":1}}\n');
  });

  test("without payload or evidence shows neither", () => {
    const verdict = { kind: "unclassified", template: "x" } as const;
    const section = sectionOf({ sample: aJudgement({ verdict, evidence: [] }) });
    expect(section).not.toContain("What was");
    expect(section).not.toContain("Log lines");
  });

  test("shows findings even when the log has no payload", () => {
    const { payload, ...verdict } = BODY_NOT_A_STRING;
    expect(payload?.cut).toBe(false);
    const section = sectionOf({ sample: aJudgement({ verdict }) });
    expect(section).toContain("What is wrong (request 11111111-aaaa");
    expect(section).toContain("✗ $.body: found object, wanted string\n");
  });

  test("shows eight findings, warnings as such", () => {
    const [finding] = BODY_NOT_A_STRING.findings;
    if (finding === undefined) throw new Error("the sample has a finding");
    const findings = Array.from({ length: 9 }, (_, at) => ({
      ...finding,
      level: "warning" as const,
      path: `$.p${at}`,
    }));
    const section = sectionOf({
      sample: aJudgement({ verdict: { ...BODY_NOT_A_STRING, findings } }),
    });
    expect(section).toContain("! $.p0: found object");
    expect(section).toContain("! $.p7: found object");
    expect(section).not.toContain("$.p8");
  });

  test.each([
    { shape: "html", words: "This is an HTML page." },
    { shape: "xml", words: "This is XML." },
    { shape: "jwt", words: "This is a JSON Web Token." },
    { shape: "stack_trace", words: "This is a stack trace." },
    { shape: "empty", words: "Nothing: the payload is empty." },
    { shape: "binary", words: "The log does not hold it: the payload is binary." },
    { shape: "withheld", words: "The log does not hold it." },
  ] as const)("says of a payload of shape $shape: $words", ({ shape, words }) => {
    const payload = { text: "<p>", shape, cut: true };
    const sample = aJudgement({ verdict: { ...BODY_NOT_A_STRING, findings: [], payload } });
    expect(sectionOf({ sample })).toContain(
      `    <p>\n    (the log cuts the payload here)\n    ${words}\n`,
    );
  });

  test("names the request as far as it is known", () => {
    const sample = aJudgement({ facts: {}, records: [], evidence: [0] });
    expect(sectionOf({ sample })).toContain("What was answered (a request without an id)\n");
  });

  test("shows six log lines, long ones cut, without times where there are none", () => {
    const { time, ...timeless } = aRecord({ text: "z".repeat(401) });
    expect(time).toBe(NOON);
    const records = [
      timeless,
      ...Array.from({ length: 6 }, (_, at) => aRecord({ text: `l${at}` })),
    ];
    const sample = aJudgement({ records, evidence: [0, 1, 2, 3, 4, 5, 6] });
    const section = sectionOf({ sample }, 500);
    expect(section).toContain(`    ${"z".repeat(400)}… (1 more character)\n    12:00:00  l0\n`);
    expect(section).toContain("l4");
    expect(section).not.toContain("l5");
  });

  test("repeats a short payload in its log line, and not a long one", () => {
    const text = '{"statusCode":"abcdefgh"}'.slice(0, 23);
    const record = aRecord({ text: `Endpoint response body before transformations: ${text}` });
    const payload = { text, shape: "text" as const, cut: false };
    const sample = aJudgement({
      verdict: { ...BODY_NOT_A_STRING, payload },
      records: [record],
      evidence: [0],
    });
    expect(sectionOf({ sample })).toContain(`transformations: ${text}\n`);
    expect(sectionOf({})).toContain("transformations: (the payload above)\n");
  });

  test("without steps shows none, and a command of several lines as it is", () => {
    const stepless = sectionOf({ remedy: aRemedy({ confirm: [], fix: [] }) });
    expect(stepless).not.toContain("Confirm");
    expect(stepless).not.toContain("Fix");
    const fix = [{ text: "Do.", command: "aws one \\\n  --two 'x'" }];
    expect(sectionOf({ remedy: aRemedy({ fix }) })).toContain(
      "  Fix\n    1. Do.\n         aws one \\\n           --two 'x'\n",
    );
  });

  test("says what would raise its grade", () => {
    const sample = aJudgement({ grade: "D", facts: someFacts({ apiType: "HTTP" }) });
    expect(sectionOf({ sample }, 300)).toContain(
      "  Evidence  D: access log only. HTTP APIs have no execution log: log $context.integrationErrorMessage,",
    );
  });
});
