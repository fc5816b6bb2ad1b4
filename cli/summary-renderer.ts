import { assertNever } from "../shared/domain/result.ts";
import type { Summary } from "../shared/domain/summary.ts";
import type { Display } from "../shared/report/display.ts";

/** The formats that show the whole of an analysis. */
export const SUMMARY_FORMATS = ["text", "json", "markdown", "html"] as const;
export type SummaryFormat = (typeof SUMMARY_FORMATS)[number];

/** A summary in a format. Each renderer is loaded when asked for, since start-up time counts. */
export async function rendered(
  summary: Summary,
  format: SummaryFormat,
  display: Display,
): Promise<string> {
  switch (format) {
    case "text":
      return (await import("../shared/report/text.ts")).renderText(summary, display);
    case "json":
      return (await import("../shared/report/json.ts")).renderJson(summary);
    case "markdown":
      return (await import("../shared/report/markdown.ts")).renderMarkdown(summary, display);
    case "html":
      return (await import("../shared/report/html.ts")).renderHtml(summary, display);
    default:
      return assertNever(format);
  }
}
