import type { Message } from "../../domain/notice.ts";
import { attributesOf } from "./attributes.ts";
import { causeText, factsOf, gradeText, linksText, offenceText } from "./card-parts.ts";
import { commandsText, nextSteps } from "./chat-steps.ts";
import { digestText } from "./digest-text.ts";
import type { NoticeDocument } from "./document.ts";
import { jsonOf } from "./json.ts";
import { documentOf } from "./machines.ts";
import { mrkdwn, plainText } from "./mrkdwn.ts";
import { fitted } from "./size.ts";
import { subjectOf } from "./subject.ts";
import type { Telling } from "./telling.ts";

/** What Amazon Q Developer takes; a description has room for 8,000, the sum of the parts below is less. */
const TITLE_LIMIT = 250;
const SENTENCE_LIMIT = 400;
const KEYWORD_LIMIT = 75;
const CONTEXT_LIMIT = 256;
const OFFENCE_LIMIT = 1600;
const COMMANDS_LIMIT = 2600;
const LINKS_LIMIT = 1500;

const SIGNS = { critical: "🔴", warning: "🟠", info: "🟢" } as const;

/** The custom notification that Amazon Q Developer in chat applications puts into Slack or Teams. */
export function chatMessage(telling: Telling): Message {
  return {
    subject: subjectOf(telling.notice),
    body: fitted(telling, (cut, payloadLimit) => jsonOf(cardOf(documentOf(cut, payloadLimit)))),
    attributes: attributesOf(telling.notice),
  };
}

function cardOf(document: NoticeDocument) {
  const { noticeId, severity, summary } = document;
  return {
    version: "1.0",
    source: "custom",
    id: noticeId,
    content: {
      textType: "client-markdown",
      title: mrkdwn(`${SIGNS[severity]} ${summary}`, TITLE_LIMIT),
      description: descriptionOf(document),
      nextSteps: document.kind === "resolved" ? [] : nextSteps(remedyIn(document)),
      keywords: keywordsOf(document),
    },
    metadata: {
      threadId: plainText(threadOf(document), CONTEXT_LIMIT),
      summary: mrkdwn(summary, SENTENCE_LIMIT),
      eventType: "fault" in document ? document.fault.cause : document.kind,
      additionalContext: contextOf(document),
      enableCustomActions: true,
    },
  };
}

function descriptionOf(document: NoticeDocument): string {
  const parts = [
    ...factsOf(document).map(({ name, text }) => `*${name}*  ${text}`),
    ...bodyOf(document),
    linksText(document, LINKS_LIMIT),
  ];
  return parts.filter((part) => part !== undefined).join("\n");
}

function bodyOf(document: NoticeDocument): readonly (string | undefined)[] {
  switch (document.kind) {
    case "digest":
      return [digestText(document)];
    case "resolved":
      return [causeText(document)];
    case "blind":
      return [
        document.remedy === null ? undefined : mrkdwn(document.remedy.meaning, SENTENCE_LIMIT),
        commandsText(document.remedy, COMMANDS_LIMIT),
      ];
    default:
      return [
        causeText(document),
        offenceText(document, OFFENCE_LIMIT),
        commandsText(document.remedy, COMMANDS_LIMIT),
        gradeText(document),
      ];
  }
}

/** One thread an incident, one for the digests, one for each log group that is not seen. */
function threadOf(document: NoticeDocument): string {
  if ("incident" in document) return document.incident.id;
  return document.kind === "blind" ? `blind:${document.logGroup}` : document.kind;
}

function keywordsOf(document: NoticeDocument): readonly string[] {
  const names = namesIn(document);
  return ["apiId", "stage", "cause"].flatMap((name) => {
    const keyword = mrkdwn(names[name] ?? "", KEYWORD_LIMIT);
    return keyword === "" ? [] : [keyword];
  });
}

/** What buttons in the channel can be given. */
function contextOf(document: NoticeDocument): Readonly<Record<string, string>> {
  const names = {
    ...namesIn(document),
    ...("incident" in document && { incident: document.incident.id }),
    notice: document.noticeId,
  };
  return Object.fromEntries(
    Object.entries(names).flatMap(([name, value]) => {
      const text = plainText(value ?? "", CONTEXT_LIMIT);
      return text === "" ? [] : [[name, text]];
    }),
  );
}

function namesIn(document: NoticeDocument): Readonly<Partial<Record<string, string | null>>> {
  if (document.kind === "digest") return {};
  if (document.kind === "blind") return document.scope;
  const { accountId, region, apiId, stage, cause, reason } = document.fault;
  return { accountId, region, apiId, stage, cause, reason };
}

function remedyIn(document: NoticeDocument) {
  return "remedy" in document ? document.remedy : null;
}
