import type { Fault } from "../../domain/fault.ts";
import type { Message } from "../../domain/notice.ts";
import type { Remedy, Step } from "../../domain/remedy.ts";
import { isoTime } from "../moment.ts";
import { attributesOf } from "./attributes.ts";
import type {
  BlindDocument,
  DigestDocument,
  IncidentDocument,
  NoticeDocument,
  RemedyDocument,
} from "./document.ts";
import { fixSteps } from "./fix-steps.ts";
import { jsonOf } from "./json.ts";
import type { Links } from "./links.ts";
import type { BlindNotice, DigestNotice, IncidentNotice } from "./notice-kinds.ts";
import { orNull } from "./null.ts";
import { remedyOf } from "./own-remedies.ts";
import { requestDocument } from "./request-document.ts";
import { fitted } from "./size.ts";
import { subjectOf } from "./subject.ts";
import { NOTICE_SCHEMA, type Telling } from "./telling.ts";
import { summaryOf } from "./words.ts";

/** The notice for programs, as `docs/notice.schema.json` has it. */
export function machinesMessage(telling: Telling): Message {
  return {
    subject: subjectOf(telling.notice),
    body: fitted(telling, (cut, payloadLimit) => jsonOf(documentOf(cut, payloadLimit))),
    attributes: attributesOf(telling.notice),
  };
}

/** The document of a notice, of its payload the first `payloadLimit` characters. */
export function documentOf(telling: Telling, payloadLimit: number): NoticeDocument {
  const { notice } = telling;
  switch (notice.kind) {
    case "digest":
      return digestDocument(notice, telling);
    case "blind":
      return blindDocument(notice, telling);
    default:
      return incidentDocument(notice, telling, payloadLimit);
  }
}

function headOf({ notice, links }: Telling) {
  return {
    schema: NOTICE_SCHEMA,
    noticeId: notice.id,
    severity: notice.severity,
    time: isoTime(notice.at),
    because: notice.because,
    summary: summaryOf(notice),
    links: linksDocument(links),
  } as const;
}

function incidentDocument(
  notice: IncidentNotice,
  telling: Telling,
  payloadLimit: number,
): IncidentDocument {
  const { incidentId, predecessor, firstSeen, lastSeen, count, traffic, sample } = notice;
  return {
    ...headOf(telling),
    kind: notice.kind,
    incident: {
      id: incidentId,
      predecessor: orNull(predecessor),
      firstSeen: isoTime(firstSeen),
      lastSeen: isoTime(lastSeen),
      count,
    },
    fault: faultDocument(notice.fault),
    traffic:
      traffic === undefined
        ? null
        : {
            from: isoTime(traffic.from),
            to: isoTime(traffic.to),
            failures: traffic.failures,
            requests: orNull(traffic.requests),
          },
    request: sample === undefined ? null : requestDocument(sample, payloadLimit),
    remedy: remedyDocument(remedyOf(telling)),
  };
}

function digestDocument(notice: DigestNotice, telling: Telling): DigestDocument {
  return {
    ...headOf(telling),
    kind: notice.kind,
    entries: notice.entries.map(({ incidentId, kind, count, fault }) => ({
      incidentId,
      kind,
      count,
      fault: faultDocument(fault),
    })),
    more: notice.more,
  };
}

function blindDocument(notice: BlindNotice, telling: Telling): BlindDocument {
  const { logGroup, scope, state, since } = notice;
  return {
    ...headOf(telling),
    kind: notice.kind,
    logGroup,
    scope: placeDocument(scope),
    state,
    since: isoTime(since),
    remedy: remedyDocument(remedyOf(telling)),
  };
}

function faultDocument(fault: Fault): IncidentDocument["fault"] {
  return {
    fingerprint: fault.fingerprint,
    cause: fault.cause,
    reason: fault.reason,
    ...placeDocument(fault),
    apiType: orNull(fault.apiType),
    target: orNull(fault.target),
    route: orNull(fault.route),
  };
}

function placeDocument({ accountId, region, apiId, stage }: BlindNotice["scope"]) {
  return {
    accountId: orNull(accountId),
    region: orNull(region),
    apiId: orNull(apiId),
    stage: orNull(stage),
  };
}

/** The steps of the fix can be run as they stand: what they need of the others is among them. */
function remedyDocument(remedy: Remedy | undefined): RemedyDocument | null {
  if (remedy === undefined) return null;
  const { meaning, confirm, caution, page } = remedy;
  return {
    meaning,
    fix: fixSteps(remedy).map(stepDocument),
    confirm: confirm.map(stepDocument),
    caution,
    page,
  };
}

function stepDocument({ text, command }: Step): RemedyDocument["fix"][number] {
  return { text, command: orNull(command) };
}

function linksDocument(links: Links): NoticeDocument["links"] {
  return {
    logLines: orNull(links.logLines),
    logGroup: orNull(links.logGroup),
    trace: orNull(links.trace),
    stage: orNull(links.stage),
    function: orNull(links.function),
    incident: orNull(links.incident),
    command: links.command,
  };
}
