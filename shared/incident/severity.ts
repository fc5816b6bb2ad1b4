import type { FaultCause } from "../domain/fault.ts";
import type { IncidentNoticeKind, Severity } from "../domain/notice.ts";

/** The gateway did what it was told to: it refused. More often a client's fault than an outage. */
const REFUSALS: readonly FaultCause[] = [
  "authorizer_denied",
  "request_blocked",
  "unauthorized",
  "gateway_throttled",
];
/** Every request fails until somebody changes something. */
const STANDING: readonly FaultCause[] = [
  "lambda_permission_denied",
  "integration_misconfigured",
  "tls_failure",
];
const MUCH = 0.1;

/** How bad a notice is; `share` of the stage's requests that fail, 0 to 1, when it is known. */
export function severityOf(
  kind: IncidentNoticeKind,
  share: number | undefined,
  cause: FaultCause,
): Severity {
  if (kind === "resolved") return "info";
  const isMuch = share !== undefined && share >= MUCH;
  const isUrgent = isMuch || kind === "escalated";
  if (REFUSALS.includes(cause)) return isUrgent ? "warning" : "info";
  const isCritical = share === undefined ? isUrgent || STANDING.includes(cause) : isMuch;
  return isCritical ? "critical" : "warning";
}
