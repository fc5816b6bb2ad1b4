import fc from "fast-check";
import { INCIDENT_NOTICES, SEVERITIES } from "../../shared/domain/notice.ts";
import type { Remedy } from "../../shared/domain/remedy.ts";
import { toEpochMs } from "../../shared/domain/time.ts";
import type { Judgement } from "../../shared/domain/verdict.ts";
import { linksOf } from "../../shared/report/notice/links.ts";
import type { IncidentNotice } from "../../shared/report/notice/notice-kinds.ts";
import type { Telling } from "../../shared/report/notice/telling.ts";
import { hostileText } from "./hostile-text.ts";
import { aBlindNotice, aDigest, anEntry, anIncidentNotice } from "./notices.ts";
import { aJudgement, aRecord, aRemedy, someFacts } from "./report.ts";

const text = fc.oneof(
  hostileText(40),
  fc.constantFrom("<!channel>", "```", "&amp;", "@here", "`", "{}", "a\nb", "\u202e", "💥", ""),
);
const time = fc.integer({ min: -1e15, max: 9e15 }).map(toEpochMs);
const some = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const fault = fc
  .record({ apiId: some(text), stage: some(text), target: some(text), route: some(text) })
  .map(({ apiId, stage, target, route }) => ({
    fingerprint: "v1:0123456789abcdef",
    cause: "backend_error" as const,
    reason: "http_backend_5xx",
    ...(apiId !== undefined && { apiId }),
    ...(stage !== undefined && { stage }),
    ...(target !== undefined && { target }),
    ...(route !== undefined && { route }),
  }));

const sample: fc.Arbitrary<Judgement> = fc
  .record({ text, path: text, requestId: text, logGroup: text, time })
  .map((odd) =>
    aJudgement({
      facts: someFacts({ requestId: odd.requestId, time: odd.time, logGroup: odd.logGroup }),
      records: [aRecord({ text: odd.text })],
      evidence: [0],
      verdict: {
        kind: "failed",
        diagnosis: { cause: "malformed_proxy_response", reason: "unknown" },
        also: [],
        findings: [
          { level: "error", path: odd.path, found: odd.text, wanted: odd.text, fix: odd.text },
        ],
        payload: { text: odd.text, shape: "text", cut: false },
      },
    }),
  );

const step = fc.record({ text, command: some(text) }).map(({ text: words, command }) => ({
  text: words,
  ...(command !== undefined && { command }),
}));
const remedy: fc.Arbitrary<Remedy> = fc.record({
  meaning: text,
  confirm: fc.array(step, { maxLength: 3 }),
  fix: fc.array(step, { maxLength: 3 }),
  caution: text,
  page: text,
});

const incidentNotice: fc.Arbitrary<IncidentNotice> = fc
  .record({
    kind: fc.constantFrom(...INCIDENT_NOTICES),
    severity: fc.constantFrom(...SEVERITIES),
    because: text,
    incidentId: text,
    fault,
    sample,
    firstSeen: time,
    lastSeen: time,
    count: fc.nat(),
  })
  .map((odd) => anIncidentNotice(odd));

/** Notices of every kind, made of what nobody should write into a log. */
export const hostileTelling: fc.Arbitrary<Telling> = fc
  .record({
    notice: fc.oneof(
      incidentNotice,
      fc
        .record({ because: text, fault, incidentId: text })
        .map(({ because, ...entry }) => aDigest({ because, entries: [anEntry(entry)] })),
      fc
        .record({ because: text, logGroup: text, apiId: text, region: text })
        .map(({ apiId, region, ...odd }) => aBlindNotice({ ...odd, scope: { apiId, region } })),
    ),
    remedy,
  })
  .map(({ notice, remedy: odd }) => ({ notice, remedy: odd, links: linksOf(notice) }));

/** Every text as long as a log entry can make it, of characters that JSON writes with six. */
export function hugeTelling(length: number, pieces: number): Telling {
  const huge = "\u0001".repeat(length);
  const each = <Piece>(piece: Piece): readonly Piece[] =>
    Array.from({ length: pieces }, () => piece);
  const finding = { level: "error", path: huge, found: huge, wanted: huge, fix: huge } as const;
  const notice = anIncidentNotice({
    because: huge,
    fault: { ...anIncidentNotice().fault, stage: huge, target: huge, route: huge },
    sample: aJudgement({
      facts: {
        ...someFacts({ requestId: huge, route: huge, logGroup: huge }),
        target: { kind: "host", host: huge, url: huge },
      },
      records: each(aRecord({ text: huge })),
      evidence: Array.from({ length: pieces }, (_, at) => at),
      verdict: {
        kind: "failed",
        diagnosis: { cause: "malformed_proxy_response", reason: "unknown" },
        also: each({ cause: "integration_timeout", reason: "deadline_exceeded" } as const),
        findings: each(finding),
        payload: { text: huge, shape: "text", cut: true },
      },
    }),
  });
  const long = { text: huge, command: huge };
  const fix = [{ text: "Mend it.", command: "mend" }, ...each(long)];
  return {
    notice,
    links: linksOf(notice),
    remedy: aRemedy({ meaning: huge, confirm: each(long), fix, caution: huge }),
  };
}
