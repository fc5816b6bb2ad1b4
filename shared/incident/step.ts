import type { IncidentChange } from "../domain/incident.ts";
import type { IncidentNoticeKind } from "../domain/notice.ts";

/** One decision about an incident; `change` may be empty, for a decision to keep silent. */
export type Step = {
  readonly change: IncidentChange;
  readonly notices: readonly IncidentNoticeKind[];
  readonly because: string;
};
