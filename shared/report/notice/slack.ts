import type { SlackBlock, SlackMessage, SlackText } from "../../domain/slack.ts";
import { causeText, factsOf, gradeText, linksText, offenceText, stepTexts } from "./card-parts.ts";
import { digestText } from "./digest-text.ts";
import type { IncidentDocument, NoticeDocument } from "./document.ts";
import { mrkdwn, plainText } from "./mrkdwn.ts";

/**
 * `first` is everything: what fails, cause, payload, fix, links. `reply` stands under the first message of
 * its incident and says only what is new.
 */
export type SlackView = "first" | "reply";

/**
 * Slack takes 50 blocks, 150 characters of a header, 3,000 of a section, 2,000 of a field, and refuses
 * somewhere above 11,000 of all texts together: these add up to less than 9,000.
 */
const HEADER_LIMIT = 150;
const OFFENCE_LIMIT = 1600;
const STEPS_LIMIT = 2000;
const LINKS_LIMIT = 1500;
const FALLBACK_LIMIT = 300;
const SENTENCE_LIMIT = 400;

const SIGNS = { critical: "🔴", warning: "🟠", info: "🟢" } as const;

/** A notice as a Slack message, from its document. A notice that all is well has no fix to show. */
export function slackMessage(
  document: NoticeDocument,
  view: SlackView = document.kind === "resolved" ? "reply" : "first",
): SlackMessage {
  return {
    text: mrkdwn(headline(document), FALLBACK_LIMIT),
    blocks: [
      header(document),
      { type: "section", fields: factsOf(document).map(field) },
      ...(view === "first" ? bodyOf(document) : []),
      section(linksText(document, LINKS_LIMIT)),
      { type: "context", elements: [text(contextWords(document))] },
    ],
  };
}

function bodyOf(document: NoticeDocument): readonly SlackBlock[] {
  switch (document.kind) {
    case "digest":
      return [section(digestText(document))];
    case "blind":
      return document.remedy === null
        ? []
        : [
            section(`*What it means*\n${mrkdwn(document.remedy.meaning, SENTENCE_LIMIT)}`),
            ...fixBlocks(document.remedy),
          ];
    default:
      return incidentBlocks(document);
  }
}

function incidentBlocks(document: IncidentDocument): readonly SlackBlock[] {
  const offence = offenceText(document, OFFENCE_LIMIT);
  const grade = gradeText(document);
  return [
    section(causeText(document)),
    ...(offence === undefined ? [] : [section(offence)]),
    ...(document.remedy === null ? [] : fixBlocks(document.remedy)),
    ...(grade === undefined ? [] : [{ type: "context" as const, elements: [text(grade)] }]),
  ];
}

function fixBlocks(remedy: NonNullable<IncidentDocument["remedy"]>): readonly SlackBlock[] {
  const steps = stepTexts(remedy, STEPS_LIMIT);
  return steps.length === 0 ? [] : [section(["*Fix*", ...steps].join("\n"))];
}

function headline({ severity, summary }: NoticeDocument): string {
  return `${SIGNS[severity]} ${summary}`;
}

function header(document: NoticeDocument): SlackBlock {
  const words = plainText(headline(document), HEADER_LIMIT);
  return { type: "header", text: { type: "plain_text", text: words } };
}

function contextWords(document: NoticeDocument): string {
  const incident = "incident" in document ? `incident ${document.incident.id} · ` : "";
  return mrkdwn(`${incident}notice ${document.noticeId} · ${document.time}`, FALLBACK_LIMIT);
}

function section(words: string): SlackBlock {
  return { type: "section", text: text(words) };
}

function field({ name, text: words }: { readonly name: string; readonly text: string }): SlackText {
  return text(`*${name}*\n${words}`);
}

function text(words: string): SlackText {
  return { type: "mrkdwn", text: words };
}
