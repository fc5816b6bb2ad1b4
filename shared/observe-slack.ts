import type { SlackReport } from "./flow/tell-slack.ts";
import { logger } from "./observe.ts";

/** What became of one notice: without its words, which are in Slack. */
export function observeSlack(report: SlackReport): void {
  const { kind, ...figures } = report;
  if (kind === "foreign") logger.error("message.refused", figures);
  else logger.info(`notice.${kind}`, figures);
}

/** A notice is not in Slack: SNS sends it again. */
export function observeSlackFailure(error: unknown): void {
  logger.error("notice.failed", { error: error as Error });
}
