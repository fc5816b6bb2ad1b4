import type { Incident } from "../domain/incident.ts";
import type { IncidentNoticeKind, OwedNotice } from "../domain/notice.ts";

/** What of an incident the sweep changes: what the store's `IncidentChange` takes. */
export type Change = Partial<
  Pick<
    Incident,
    | "state"
    | "firstSeen"
    | "lastSeen"
    | "count"
    | "resolvedAt"
    | "resolution"
    | "pace"
    | "lastNoticeAt"
    | "told"
    | "because"
  >
> & { readonly owe?: readonly OwedNotice[] };

/** One decision about an incident; `change` may be empty, for a decision to keep silent. */
export type Step = {
  readonly change: Change;
  readonly notices: readonly IncidentNoticeKind[];
  readonly because: string;
};
