import fc from "fast-check";
import { expect, test } from "vitest";
import { chatMessage } from "../../../shared/report/notice/chat.ts";
import type { Telling } from "../../../shared/report/notice/telling.ts";
import { hostileTelling, hugeTelling } from "../../build/hostile-notices.ts";
import {
  aBlindNotice,
  aDigest,
  aFault,
  anIncidentNotice,
  aTelling,
  EVERY_KIND,
  ofKind,
} from "../../build/notices.ts";
import { aRemedy } from "../../build/report.ts";

// biome-ignore lint/suspicious/noExplicitAny: what is read is asserted on, not typed
function cardOf(telling: Telling): any {
  return JSON.parse(chatMessage(telling).body);
}

const RESOLVED = /^🔴 Resolved: POST \/orders fails no more on a1b2c3d4e5\/prod:/u;
const POINTED = /x… _\(command 1 above\)_$/;
const LINK = /<https:[^|<>]*\|[A-Za-z -]+>/g;
const MARKUP = /[<>]|&(?!amp;|lt;|gt;)/;

/** What Amazon Q would drop, or Slack would act on. */
function expectLegal(telling: Telling): void {
  const { version, source, content, metadata } = cardOf(telling);
  expect({ version, source, type: content.textType }).toEqual({
    version: "1.0",
    source: "custom",
    type: "client-markdown",
  });
  expect(content.title.length).toBeLessThanOrEqual(250);
  expect(content.description.length).toBeLessThanOrEqual(8000);
  for (const step of content.nextSteps) expect(step.length).toBeLessThanOrEqual(350);
  for (const word of content.keywords) expect(word.length).toBeLessThanOrEqual(75);
  for (const value of Object.values(metadata.additionalContext)) expect(value).not.toBe("");
  const shown = [content.title, content.description, ...content.nextSteps, metadata.summary];
  for (const text of shown) expect(text.replace(LINK, "")).not.toMatch(MARKUP);
}

test("an opened incident's card", () => {
  const { logLines, trace, stage, function: called } = aTelling().links;
  const link = (address: string | undefined, name: string) =>
    `<${address?.replaceAll("&", "&amp;")}|${name}>`;
  expect(cardOf(aTelling())).toEqual({
    version: "1.0",
    source: "custom",
    id: "v1:0123456789abcdef-1:opened-1",
    content: {
      textType: "client-markdown",
      title:
        "🔴 POST /orders answers 502 on a1b2c3d4e5/prod: malformed_proxy_response (body_not_string)",
      description: [
        "*Where*  API a1b2c3d4e5, stage prod, account 123456789012, eu-west-1",
        "*Calls*  `orders-api`",
        "*How often*  12 requests failed, from 2026-03-04 12:00:00 to 12:02:00 UTC",
        "*Share*  12 of the stage's 387 requests failed this way (3.1 %), from 2026-03-04 12:00:00 to 12:05:00 UTC",
        "*Why now*  its first failures",
        "*Cause* `malformed_proxy_response (body_not_string)`",
        "The function answered, but its body is not a string.",
        "*What was answered*",
        "```",
        '{"statusCode":200,"body":{"id":1}}',
        "                         ^^^^^^^^",
        "```",
        "`$.body`: found object, wanted string",
        "Evidence A: the data trace shows what was sent and answered.",
        [
          "`apigw-triage incidents show v1:0123456789abcdef-1`",
          link(logLines, "Log lines of this request"),
          link(trace, "X-Ray trace"),
          link(stage, "API in the console"),
          link(called, "Function"),
        ].join(" · "),
      ].join("\n"),
      nextSteps: ["1. Return the body as a string."],
      keywords: ["a1b2c3d4e5", "prod", "malformed_proxy_response"],
    },
    metadata: {
      threadId: "v1:0123456789abcdef-1",
      summary:
        "POST /orders answers 502 on a1b2c3d4e5/prod: malformed_proxy_response (body_not_string)",
      eventType: "malformed_proxy_response",
      additionalContext: {
        accountId: "123456789012",
        region: "eu-west-1",
        apiId: "a1b2c3d4e5",
        stage: "prod",
        cause: "malformed_proxy_response",
        reason: "body_not_string",
        incident: "v1:0123456789abcdef-1",
        notice: "v1:0123456789abcdef-1:opened-1",
      },
      enableCustomActions: true,
    },
  });
});

test.each(EVERY_KIND.map((notice) => ({ notice })))(
  "a $notice.kind card is legal",
  ({ notice }) => {
    expectLegal(aTelling(notice));
  },
);

test("a card is legal whatever the log holds", () => {
  fc.assert(fc.property(hostileTelling, expectLegal));
});

test("a card of huge texts is legal", () => {
  expectLegal(hugeTelling(50_000, 30));
});

test("commands stand whole above the steps, under their numbers", () => {
  const fix = [
    { text: "Think." },
    { text: "Do it.", command: "aws do --query 'a[?b==`1`]'" },
    { text: "Check it.", command: "aws check <id>" },
  ];
  const { content } = cardOf(aTelling(anIncidentNotice(), { remedy: aRemedy({ fix }) }));
  expect(content.nextSteps).toEqual([
    "1. Think.",
    "2. Do it. _(command 2 above)_",
    "3. Check it. _(command 3 above)_",
  ]);
  expect(content.description).toContain(
    "\n*Command 2*\n```\naws do --query 'a[?b==`1`]'\n```\n*Command 3*\n```\naws check &lt;id&gt;\n```\n",
  );
});

test("a command for which there is no room is left to the incident, with those after it", () => {
  const long = { text: "Long.", command: "x".repeat(2600) };
  const fix = [{ text: "Short.", command: "y" }, long, { text: "Last.", command: "z" }];
  const { content } = cardOf(aTelling(anIncidentNotice(), { remedy: aRemedy({ fix }) }));
  expect(content.description).toContain("```\ny\n```\n_The other commands: see the incident._\n");
  expect(content.description).not.toContain("xx");
});

test("more than a dozen steps are counted", () => {
  const fix = Array.from({ length: 15 }, () => ({ text: "Go on." }));
  const { content } = cardOf(aTelling(anIncidentNotice(), { remedy: aRemedy({ fix }) }));
  expect(content.nextSteps).toHaveLength(13);
  expect(content.nextSteps[12]).toBe("and 3 more steps: see the incident");
});

test("a long step and a long keyword end where they must", () => {
  const fix = [{ text: "x".repeat(500), command: "y" }];
  const notice = anIncidentNotice({ fault: aFault({ stage: "s".repeat(90) }) });
  const { content } = cardOf(aTelling(notice, { remedy: aRemedy({ fix }) }));
  expect(content.nextSteps[0]).toHaveLength(350);
  expect(content.nextSteps[0]).toMatch(POINTED);
  expect(content.keywords[1]).toBe(`${"s".repeat(74)}…`);
});

test("what is resolved has no steps, and no payload", () => {
  const { content } = cardOf(aTelling(ofKind("resolved")));
  expect(content.nextSteps).toEqual([]);
  expect(content.description).not.toContain("```");
  expect(content.title).toMatch(RESOLVED);
});

test.each([
  { severity: "critical", sign: "🔴" },
  { severity: "warning", sign: "🟠" },
  { severity: "info", sign: "🟢" },
] as const)("$severity is $sign", ({ severity, sign }) => {
  expect(cardOf(aTelling(anIncidentNotice({ severity }))).content.title.startsWith(sign)).toBe(
    true,
  );
});

test("a digest has a thread of its own, and a blind stage one for its group", () => {
  expect(cardOf(aTelling(aDigest())).metadata).toMatchObject({
    threadId: "digest",
    eventType: "digest",
    additionalContext: { notice: "digest:7" },
  });
  expect(cardOf(aTelling(aBlindNotice())).metadata).toMatchObject({
    threadId: "blind:API-Gateway-Execution-Logs_a1b2c3d4e5/prod",
    eventType: "blind",
  });
});

test("a blind stage's card says what is not seen and what to look at", () => {
  const { content } = cardOf(aTelling(aBlindNotice()));
  expect(content.description).toContain(
    "*Log group*  `API-Gateway-Execution-Logs_a1b2c3d4e5/prod`\n*Since*  2026-03-04 11:40:00 UTC\n",
  );
  expect(content.nextSteps).toHaveLength(3);
  expect(content.description).toContain("*Command 3*\n```\naws logs describe-subscription-filters");
  expect(cardOf(aTelling(aBlindNotice({ state: "sees_again" }))).content.nextSteps).toEqual([]);
});

test("subject and attributes go with the card", () => {
  expect(chatMessage(aTelling())).toMatchObject({
    subject:
      "[critical] a1b2c3d4e5/prod: POST /orders answers 502, malformed_proxy_response (body_not_string)",
    attributes: { notice: "opened" },
  });
});
