import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SlackBlock, SlackMessage } from "../../../shared/domain/slack.ts";
import type { NoticeDocument } from "../../../shared/report/notice/document.ts";
import { machinesMessage } from "../../../shared/report/notice/machines.ts";
import { slackMessage } from "../../../shared/report/notice/slack.ts";
import type { Telling } from "../../../shared/report/notice/telling.ts";
import { hostileTelling, hugeTelling } from "../../build/hostile-notices.ts";
import {
  aBlindNotice,
  aDigest,
  aFault,
  anEntry,
  anIncidentNotice,
  aTelling,
  EVERY_KIND,
  ofKind,
} from "../../build/notices.ts";
import { aJudgement, aRecord, aRemedy, BODY_NOT_A_STRING } from "../../build/report.ts";

const LINK = /<https:[^|<>]*\|[A-Za-z -]+>/g;
const MARKUP = /[<>]|&(?!amp;|lt;|gt;)/;

function documentOf(telling: Telling): NoticeDocument {
  return JSON.parse(machinesMessage(telling).body);
}

function textsIn(block: SlackBlock): readonly string[] {
  if (block.type === "divider") return [];
  if (block.type === "context") return block.elements.map(({ text }) => text);
  if ("fields" in block) return block.fields.map(({ text }) => text);
  return [block.text.text];
}

/** What Slack would refuse, or act on. */
function expectLegal({ text, blocks }: SlackMessage): void {
  expect(blocks.length).toBeLessThanOrEqual(50);
  for (const block of blocks) {
    const texts = textsIn(block);
    expect(texts.length).toBeLessThanOrEqual(10);
    const limit = {
      header: 150,
      section: "fields" in block ? 2000 : 3000,
      context: 2000,
      divider: 0,
    };
    for (const each of texts) {
      expect(each.length).toBeGreaterThan(0);
      expect(each.length).toBeLessThanOrEqual(limit[block.type]);
      if (block.type !== "header") expect(each.replace(LINK, "")).not.toMatch(MARKUP);
    }
  }
  expect(text).not.toMatch(MARKUP);
  const total = [text, ...blocks.flatMap(textsIn)].reduce((sum, each) => sum + each.length, 0);
  expect(total).toBeLessThan(9000);
}

function wordsOf(message: SlackMessage): string {
  return message.blocks.flatMap(textsIn).join("\n");
}

function shown(...telling: Parameters<typeof aTelling>): string {
  return wordsOf(slackMessage(documentOf(aTelling(...telling))));
}

test("an opened incident shows cause, field, fix and links at a glance", () => {
  const { text, blocks } = slackMessage(documentOf(aTelling()));
  const headline =
    "🔴 POST /orders answers 502 on a1b2c3d4e5/prod: malformed_proxy_response (body_not_string)";
  expect(text).toBe(headline);
  expect(blocks.map(({ type }) => type)).toEqual([
    "header",
    "section",
    "section",
    "section",
    "section",
    "context",
    "section",
    "context",
  ]);
  expect(blocks[0]).toEqual({ type: "header", text: { type: "plain_text", text: headline } });
  expect(blocks[1]).toEqual({
    type: "section",
    fields: [
      "*Where*\nAPI a1b2c3d4e5, stage prod, account 123456789012, eu-west-1",
      "*Calls*\n`orders-api`",
      "*How often*\n12 requests failed, from 2026-03-04 12:00:00 to 12:02:00 UTC",
      "*Share*\n12 of the stage's 387 requests failed this way (3.1 %), from 2026-03-04 12:00:00 to 12:05:00 UTC",
      "*Why now*\nits first failures",
    ].map((field) => ({ type: "mrkdwn", text: field })),
  });
  expect(blocks.slice(2, 6).flatMap(textsIn)).toEqual([
    "*Cause* `malformed_proxy_response (body_not_string)`\nThe function answered, but its body is not a string.",
    '*What was answered*\n```\n{"statusCode":200,"body":{"id":1}}\n                         ^^^^^^^^\n```\n`$.body`: found object, wanted string',
    "*Fix*\n1. Return the body as a string.",
    "Evidence A: the data trace shows what was sent and answered.",
  ]);
  expect(blocks[7] && textsIn(blocks[7])).toEqual([
    "incident v1:0123456789abcdef-1 · notice v1:0123456789abcdef-1:opened-1 · 2026-03-04T12:05:00.000Z",
  ]);
});

test.each(EVERY_KIND.map((notice) => ({ notice })))(
  "a $notice.kind message is legal",
  ({ notice }) => {
    expectLegal(slackMessage(documentOf(aTelling(notice))));
  },
);

describe("a message is legal", () => {
  test("whatever the log holds", () => {
    fc.assert(
      fc.property(hostileTelling, (telling) => {
        expectLegal(slackMessage(documentOf(telling), "first"));
        expectLegal(slackMessage(documentOf(telling), "reply"));
      }),
    );
  });

  test.each([
    { length: 1_000_000, pieces: 1 },
    { length: 3000, pieces: 50 },
    { length: 100, pieces: 500 },
  ])("made of $pieces texts of $length characters", ({ length, pieces }) => {
    expectLegal(slackMessage(documentOf(hugeTelling(length, pieces))));
  });

  test("for a digest of many", () => {
    const entries = Array.from({ length: 50 }, () =>
      anEntry({ fault: aFault({ route: "<".repeat(400) }), incidentId: "<".repeat(400) }),
    );
    expectLegal(slackMessage(documentOf(aTelling(aDigest({ entries })))));
  });
});

test("an answer in a thread says only what is new", () => {
  const reply = slackMessage(documentOf(aTelling(ofKind("escalated"))), "reply");
  expect(reply.blocks.map(({ type }) => type)).toEqual(["header", "section", "section", "context"]);
  expect(wordsOf(reply)).not.toContain("*Fix*");
});

test("what is resolved has no fix, unless it is the first message of its thread", () => {
  const document = documentOf(aTelling(ofKind("resolved")));
  expect(wordsOf(slackMessage(document))).not.toContain("*Fix*");
  expect(wordsOf(slackMessage(document, "first"))).toContain("*Fix*");
  expect(slackMessage(document).text).toBe(
    "🔴 Resolved: POST /orders fails no more on a1b2c3d4e5/prod: malformed_proxy_response (body_not_string)",
  );
});

test.each([
  { severity: "critical", sign: "🔴" },
  { severity: "warning", sign: "🟠" },
  { severity: "info", sign: "🟢" },
] as const)("$severity is $sign", ({ severity, sign }) => {
  const { text } = slackMessage(documentOf(aTelling(anIncidentNotice({ severity }))));
  expect(text.startsWith(`${sign} `)).toBe(true);
});

test("a digest lists the first ten, and counts the others", () => {
  const entries = Array.from({ length: 12 }, () => anEntry());
  const words = shown(aDigest({ entries, more: 3 }));
  expect(words.split("• ")).toHaveLength(11);
  expect(words).toContain(
    "• opened: POST /orders fails: `malformed_proxy_response (body_not_string)`\n   1,200 requests, `v1:0123456789abcdef-1`\n",
  );
  expect(words).toContain("\nand 5 more\n");
  expect(shown(aDigest({ more: 0 }))).not.toContain("more\n");
});

test("a blind stage has its log group, since when, and what to look at", () => {
  const words = shown(aBlindNotice());
  expect(words).toContain(
    "*Log group*\n`API-Gateway-Execution-Logs_a1b2c3d4e5/prod`\n*Since*\n2026-03-04 11:40:00 UTC",
  );
  expect(words).toContain("The stage answers requests and its log group gets no log lines");
  expect(words).toContain("*Fix*\n1. See whether the stage still logs");
  expect(shown(aBlindNotice({ state: "sees_again" }))).not.toContain("*Fix*");
});

test("a reopened incident names the one it continues", () => {
  const notice = { ...ofKind("reopened"), predecessor: "v1:0123456789abcdef-0" };
  expect(shown(notice)).toContain("*Continues*\n`v1:0123456789abcdef-0`");
});

test("no share, no target, no request and no remedy leave no hole", () => {
  const {
    traffic: _,
    sample: __,
    ...notice
  } = anIncidentNotice({
    fault: { fingerprint: "v1:0", cause: "backend_error", reason: "http_backend_5xx" },
  });
  const document = documentOf(aTelling(notice));
  expect(slackMessage(document).blocks.map(({ type }) => type)).toEqual([
    "header",
    "section",
    "section",
    "section",
    "context",
  ]);
  expect(shown(notice)).toContain("*Where*\nan API that the log does not name\n*How often*");
  const traffic = { from: notice.firstSeen, to: notice.lastSeen, failures: 12 };
  expect(shown({ ...notice, traffic })).not.toContain("*Share*");
});

test("without a payload, what the log says stands in its place", () => {
  const diagnosis = { cause: "integration_timeout", reason: "deadline_exceeded" } as const;
  const verdict = { kind: "failed", diagnosis, also: [], findings: [] } as const;
  const sample = aJudgement({
    grade: "C",
    verdict,
    evidence: [0, 1, 2, 3],
    records: ["one", "two", "three", "four"].map((text) => aRecord({ text })),
  });
  const words = shown(anIncidentNotice({ sample }));
  expect(words).toContain("*What the log says*\n```\none\ntwo\nthree\n```");
  expect(words).toContain("failing lines only. Execution logging at INFO would show");
  const silent = aJudgement({ verdict, evidence: [], records: [] });
  expect(shown(anIncidentNotice({ sample: silent }))).not.toContain("*What");
});

test("what is wrong is told also when the log holds no payload, three findings at most", () => {
  const { payload: _, ...verdict } = BODY_NOT_A_STRING;
  const [finding] = verdict.findings;
  const findings = finding === undefined ? [] : [finding, finding, finding, finding];
  const words = shown(
    anIncidentNotice({ sample: aJudgement({ verdict: { ...verdict, findings } }) }),
  );
  expect(words).toContain("*What is wrong*\n`$.body`: found object, wanted string\n");
  expect(words.match(FOUND)).toHaveLength(3);
});
const FOUND = /found object/g;

test("a payload that is no JSON is said to be what it is", () => {
  const payload = { text: "<html>", shape: "html", cut: true } as const;
  const sample = aJudgement({ verdict: { ...BODY_NOT_A_STRING, findings: [], payload } });
  expect(shown(anIncidentNotice({ sample }))).toContain(
    "```\n&lt;html&gt;\n(the log cuts the payload here)\nThis is an HTML page.\n```",
  );
});

test("steps that do not fit are counted, and no command is cut", () => {
  const fix = [
    { text: "First.", command: "x".repeat(1000) },
    { text: "Second.", command: "y".repeat(1000) },
    { text: "Third." },
  ];
  const words = shown(anIncidentNotice(), { remedy: aRemedy({ fix }) });
  expect(words).toContain(
    `1. First.\n\`\`\`\n${"x".repeat(1000)}\n\`\`\`\n_2 more steps: see the incident._`,
  );
  expect(words).not.toContain("yy");
});

test("a remedy without steps has no list of them", () => {
  expect(shown(anIncidentNotice(), { remedy: aRemedy({ confirm: [], fix: [] }) })).not.toContain(
    "*Fix*",
  );
});

test("links for which there is no room are left out, never cut", () => {
  const address = `https://x.example.com/${"a".repeat(700)}`;
  const links = {
    logLines: address,
    trace: address,
    stage: "https://y.example.com/",
    command: "show",
  };
  const words = shown(anIncidentNotice(), { links });
  expect(words).toContain(`\`show\` · <${address}|Log lines of this request>\n`);
});
