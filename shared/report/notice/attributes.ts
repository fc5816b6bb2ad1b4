import type { Notice } from "../../domain/notice.ts";

const LONGEST = 256;
/** Controls, surrogates (SNS takes no pair of them either) and what XML, which SQS speaks, cannot hold. */
const REFUSED = /[\p{Cc}\p{Cs}\u{10000}-\u{10FFFF}\uFFFE\uFFFF]/gu;

/** What filter policies match: the same for each topic. An unknown one is left out. */
export function attributesOf(notice: Notice): Readonly<Record<string, string>> {
  const values = { ...valuesOf(notice), severity: notice.severity, noticeId: notice.id };
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value = ""]) => {
      const clean = value.replace(REFUSED, "").slice(0, LONGEST);
      return clean === "" ? [] : [[name, clean]];
    }),
  );
}

function valuesOf(notice: Notice): Readonly<Record<string, string | undefined>> {
  switch (notice.kind) {
    case "digest":
      return { notice: notice.kind };
    case "blind":
      return { notice: notice.kind, api: notice.scope.apiId, stage: notice.scope.stage };
    default: {
      const { cause, reason, apiId, stage } = notice.fault;
      return { notice: notice.kind, cause, reason, api: apiId, stage };
    }
  }
}
