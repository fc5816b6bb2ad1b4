import type { Topic } from "../domain/notice.ts";
import type { Policy } from "../domain/policy.ts";
import type { RedactionLevel } from "../redact/redact.ts";

/** What an installation is set to. */
export type Settings = {
  /** The region it runs in: logs do not say. */
  readonly region: string;
  readonly policy: Policy;
  /** How much of a payload each topic shows; the table itself holds it masked. */
  readonly redaction: Readonly<Record<Topic, RedactionLevel>>;
  /** Log groups to read; empty means any that holds gateway logs. */
  readonly logGroups: readonly string[];
  /** Named in the commands that people are told. */
  readonly tableName?: string;
  /** Where incidents are shown, without a slash at the end. */
  readonly dashboardUrl?: string;
};
