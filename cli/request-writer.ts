import type { Judgement } from "../shared/domain/verdict.ts";

/** The formats that write a line a request, as soon as it is judged. */
export const REQUEST_FORMATS = ["ndjson", "csv"] as const;
export type RequestFormat = (typeof REQUEST_FORMATS)[number];

export type RequestWriter = {
  /** What comes before the first request. */
  readonly header: string;
  readonly lines: (judgements: readonly Judgement[]) => string;
};

/** The writer of a format, or nothing for the formats that show the whole. */
export async function requestWriterFor(format: string): Promise<RequestWriter | undefined> {
  if (format === "ndjson") {
    const { renderNdjson } = await import("../shared/report/ndjson.ts");
    return { header: "", lines: renderNdjson };
  }
  if (format === "csv") {
    const { renderCsv, renderCsvHeader } = await import("../shared/report/csv.ts");
    return { header: renderCsvHeader(), lines: renderCsv };
  }
  return undefined;
}
