import type { Step } from "../../domain/remedy.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Finding, Judgement, Payload } from "../../domain/verdict.ts";
import { evidenceLines } from "../evidence.ts";
import { indented } from "../layout.ts";
import { payloadLines, shapeWords } from "../payload-lines.ts";
import { gradeWords, raisedBy } from "../phrases.ts";
import { fixSteps } from "./fix-steps.ts";
import type { IncidentNotice } from "./notice-kinds.ts";
import { remedyOf } from "./own-remedies.ts";
import { listSection, paragraph, WIDTH, whole } from "./people-layout.ts";
import type { Telling } from "./telling.ts";
import { momentWords } from "./words.ts";

const FINDINGS_SHOWN = 8;
const MARGIN = 4;
const UTC = () => 0;

/** What was answered, with a mark under each field that is wrong; without it, what the log says. */
export function offenceSection({ sample }: IncidentNotice, telling: Telling): readonly string[] {
  if (sample === undefined) return [];
  const { payload, findings } = offenceOf(sample);
  if (payload === undefined && findings.length === 0) return logSection(sample);
  const shape = payload === undefined ? undefined : shapeWords(payload.shape);
  const lines = payload === undefined ? [] : payloadLines(payload, findings, WIDTH - MARGIN);
  return [
    payload === undefined ? "WHAT IS WRONG" : "WHAT WAS ANSWERED",
    "",
    ...indented(
      [...lines.map(({ text }) => text), ...(shape === undefined ? [] : [shape])],
      MARGIN,
    ),
    ...findings.slice(0, FINDINGS_SHOWN).flatMap((finding) => findingLines(finding, telling)),
  ];
}

function offenceOf({ verdict }: Judgement): {
  readonly payload?: Payload;
  readonly findings: readonly Finding[];
} {
  return verdict.kind === "failed" ? verdict : { findings: [] };
}

function logSection(sample: Judgement): readonly string[] {
  const lines = quotedLines(sample);
  return lines.length === 0 ? [] : ["WHAT THE LOG SAYS", "", ...lines];
}

function quotedLines(sample: Judgement): readonly string[] {
  const lines = evidenceLines(sample, UTC)?.lines ?? [];
  return lines.flatMap(({ time, text }) => listSection("  > ", `${time} ${text}`.trimStart()));
}

/** What the cause means, then how to mend it, to confirm it, and what that may cost. */
export function remedySections(telling: Telling): readonly (readonly string[])[] {
  const remedy = remedyOf(telling);
  if (remedy === undefined) return [];
  return [
    paragraph(remedy.meaning),
    stepsSection("FIX", fixSteps(remedy)),
    ["CAUTION", "", ...paragraph(remedy.caution)],
    stepsSection("TO CONFIRM IT", remedy.confirm),
  ];
}

/** What the cause rests on, and what would show more. */
export function evidenceSection({ sample }: IncidentNotice): readonly string[] {
  if (sample === undefined) return [];
  const { facts, grade } = sample;
  const more = raisedBy(grade, facts.apiType);
  return [
    "EVIDENCE",
    "",
    ...paragraph(`${gradeWords(grade)}.${more === undefined ? "" : ` ${more}`}`),
    ...(facts.requestId === undefined ? [] : paragraph(requestWords(facts.requestId, facts.time))),
    ...(offenceOf(sample).payload === undefined ? [] : quotedLines(sample)),
  ];
}

function requestWords(requestId: string, time: EpochMs | undefined): string {
  return `Request ${requestId}${time === undefined ? "" : `, ${momentWords(time)}`}`;
}

/** `$.body: found object, wanted string`, and the change that mends it unless a step says it. */
function findingLines(
  { level, path, found, wanted, fix }: Finding,
  { remedy }: Telling,
): readonly string[] {
  const isSaid = remedy?.fix.some(({ text }) => text.includes(fix)) === true;
  return [
    ...listSection(
      level === "error" ? "  x " : "  ! ",
      `${path}: found ${found}, wanted ${wanted}`,
    ),
    ...(isSaid ? [] : listSection("    -> ", fix)),
  ];
}

function stepsSection(title: string, steps: readonly Step[]): readonly string[] {
  if (steps.length === 0) return [];
  const lines = steps.flatMap(({ text, command }, at) => [
    ...listSection(`${at + 1}. `, text),
    ...(command === undefined ? [] : ["", ...whole(command, MARGIN), ""]),
  ]);
  return [title, "", ...withoutBlankEnd(lines)];
}

function withoutBlankEnd(lines: readonly string[]): readonly string[] {
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}
