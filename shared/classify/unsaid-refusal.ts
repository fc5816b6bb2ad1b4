import { ACCESS_FIELDS, type AccessField } from "../domain/record.ts";
import { INTEGRATION_STATUSES } from "./integration-status.ts";
import type { AccessReading, Reading } from "./reading.ts";
import { statusNumber } from "./status.ts";

/** A refusal by the gateway itself that a row shows without a word, and where it stands. */
export type UnsaidRefusal = { readonly at: number; readonly status: number };

/** Statuses with which the gateway refuses; backends use them, too. */
const REFUSALS: ReadonlySet<number | undefined> = new Set([401, 403, 429]);
const OF_INTEGRATION = ACCESS_FIELDS.filter(
  (field) => field.startsWith("integration") || field === "awsEndpointRequestId",
);
/** The guards that a request passes before its integration. */
const GUARDS: readonly AccessField[] = [
  "authenticate.status",
  "authorize.status",
  "authorizer.status",
];

/**
 * The refusal of a request whose integration never ran, or whose guard has the client's status: 401, 403
 * or 429. A backend's own leaves its status in the row (decision 34).
 */
export function unsaidRefusal({ access }: Reading): UnsaidRefusal | undefined {
  for (const row of access) {
    const status = statusNumber(row.fields.status);
    const isRefused = REFUSALS.has(status) && (isUnanswered(row) || isGuards(row, status));
    if (status !== undefined && isRefused) return { at: row.at, status };
  }
  return undefined;
}

/** The format has a place for the integration's status, and the row has nothing of an integration. */
function isUnanswered({ fields, unset }: AccessReading): boolean {
  const isLogged = INTEGRATION_STATUSES.some((field) => unset.includes(field));
  return isLogged && OF_INTEGRATION.every((field) => fields[field] === undefined);
}

function isGuards({ fields }: AccessReading, status: number | undefined): boolean {
  if (INTEGRATION_STATUSES.some((field) => fields[field] !== undefined)) return false;
  return GUARDS.some((field) => statusNumber(fields[field]) === status);
}
