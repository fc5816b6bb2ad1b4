import type { Message } from "../../domain/notice.ts";
import { visible } from "../escape.ts";
import { counted, grouped } from "../figures.ts";
import { attributesOf } from "./attributes.ts";
import type { BlindNotice, DigestNotice, IncidentNotice } from "./notice-kinds.ts";
import { labelled, linkSection, listSection, paragraph } from "./people-layout.ts";
import { evidenceSection, offenceSection, remedySections } from "./people-sections.ts";
import { fitted } from "./size.ts";
import { subjectOf } from "./subject.ts";
import type { Telling } from "./telling.ts";
import {
  behindWords,
  causeWords,
  countWords,
  failureWords,
  lastingWords,
  momentWords,
  openingLine,
  placeWords,
  trafficWords,
} from "./words.ts";

/** The e-mail of a notice: prose in 72 columns; commands, links and quoted lines stay whole. */
export function peopleMessage(telling: Telling): Message {
  return {
    subject: subjectOf(telling.notice),
    body: fitted(telling, proseOf),
    attributes: attributesOf(telling.notice),
  };
}

type Section = readonly string[];

function proseOf(telling: Telling): string {
  const sections = sectionsOf(telling).filter((section) => section.length > 0);
  return `${sections.map((section) => section.join("\n")).join("\n\n")}\n`;
}

function sectionsOf(telling: Telling): readonly Section[] {
  const { notice } = telling;
  switch (notice.kind) {
    case "digest":
      return [...digestSections(notice), linkSection(telling.links), footer(notice)];
    case "blind":
      return [
        ...blindSections(notice),
        ...remedySections(telling),
        linkSection(telling.links),
        footer(notice),
      ];
    case "resolved":
      return [
        paragraph(openingLine(notice)),
        paragraph(`What that rests on: ${notice.because}.`),
        paragraph(endWords(notice)),
        causeSection(notice),
        linkSection(telling.links),
        footer(notice),
      ];
    default:
      return failureSections(notice, telling);
  }
}

function failureSections(notice: IncidentNotice, telling: Telling): readonly Section[] {
  const [meaning, ...steps] = remedySections(telling);
  return [
    paragraph(openingLine(notice)),
    paragraph(`Where: ${whereWords(notice)}.`),
    paragraph(`${[countWords(notice), trafficWords(notice.traffic)].filter(isThere).join(". ")}.`),
    paragraph(`Why you are told now: ${notice.because}.`),
    [...causeSection(notice), ...(meaning ?? [])],
    offenceSection(notice, telling),
    ...steps,
    linkSection(telling.links),
    evidenceSection(notice),
    footer(notice),
  ];
}

function whereWords(notice: IncidentNotice): string {
  const behind = behindWords(notice);
  const place = placeWords(notice.fault);
  return behind === undefined ? place : `${place}; it calls ${behind}`;
}

function causeSection({ fault }: IncidentNotice): Section {
  return [`CAUSE: ${visible(causeWords(fault))}`];
}

function endWords(notice: IncidentNotice): string {
  const lasted = lastingWords(notice.firstSeen, notice.lastSeen);
  return `${countWords(notice)} (${lasted}). Where: ${whereWords(notice)}. If it comes back, you are told.`;
}

function digestSections(notice: DigestNotice): readonly Section[] {
  const entries = notice.entries.flatMap(({ kind, fault, count, incidentId }, at) => [
    ...listSection(`${at + 1}. `, `${kind}: ${failureWords({ fault })}; ${causeWords(fault)}`),
    ...listSection("   ", `${placeWords(fault)}; ${counted(count, "request")}; ${incidentId}`),
  ]);
  const more = notice.more === 0 ? [] : [`and ${grouped(notice.more)} more`];
  return [
    paragraph(openingLine(notice)),
    paragraph(`Why together: ${notice.because}.`),
    ["INCIDENTS, WORST FIRST", "", ...entries, ...more],
  ];
}

function blindSections(notice: BlindNotice): readonly Section[] {
  return [
    paragraph(openingLine(notice)),
    paragraph(`Where: ${placeWords(notice.scope)}; log group ${notice.logGroup}.`),
    paragraph(`Since ${momentWords(notice.since)}: ${notice.because}.`),
  ];
}

/** Ids to search a mailbox by. */
function footer(notice: Telling["notice"]): Section {
  const incident = "incidentId" in notice ? notice.incidentId : undefined;
  const after = "incidentId" in notice ? notice.predecessor : undefined;
  return [
    ...(incident === undefined ? [] : labelled("incident", incident)),
    ...(after === undefined ? [] : labelled("after", after)),
    ...labelled("notice", notice.id),
    ...labelled("told", momentWords(notice.at)),
  ];
}

function isThere<Value>(value: Value | undefined): value is Value {
  return value !== undefined;
}
