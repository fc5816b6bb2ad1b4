import type { AccessField, AccessFields } from "../domain/record.ts";
import type { AccessReading, Reading } from "./reading.ts";
import { statusNumber } from "./status.ts";

/** What the code that was called answered. */
const OF_CODE = "integration.status";
/** What the service that was called answered. Under the second name some customers log that of the code. */
const OF_SERVICE: readonly AccessField[] = ["integration.integrationStatus", "integrationStatus"];

/**
 * Where a row has the status of its integration, in the order in which it is looked for. The two differ for functions
 * only: Lambda's is 200 whatever the function answers, and of the code there is none when Lambda refuses the call.
 */
export const INTEGRATION_STATUSES: readonly AccessField[] = [OF_CODE, ...OF_SERVICE];

const GATEWAY_ERRORS: readonly AccessField[] = ["error.message", "error.responseType"];
const RECEIVED_STATUS = /status:\s{0,4}(\d{3})/i;

/** What the service answered: by the execution log, which shows the answer itself, else by the access log. */
export function answerStatus({ byKind, fields }: Reading): number | undefined {
  const received = byKind.get("received")?.at(-1)?.value ?? "";
  const digits = RECEIVED_STATUS.exec(received)?.[1];
  return digits === undefined ? serviceStatus(fields) : statusNumber(digits);
}

/** The same, by the access log alone. */
export function serviceStatus(fields: AccessFields): number | undefined {
  return firstStatus(fields, OF_SERVICE);
}

/**
 * A 5xx of a function stands nowhere else in the access log. Of two names for the service's status that differ, the
 * shorter holds that of the code.
 */
export function codeStatus(fields: AccessFields): number | undefined {
  const [long, short] = OF_SERVICE.map((name) => statusNumber(fields[name]));
  const isOfCode = long !== undefined && long !== short;
  return statusNumber(fields[OF_CODE]) ?? (isOfCode ? short : undefined);
}

/**
 * What the integration answered and the client got, in a row whose format has no status for the client
 * but has the gateway's own errors, and none of them set.
 */
export function passedOnStatus({ fields, unset }: AccessReading): number | undefined {
  const isLogged = unset.includes("status") || fields.status !== undefined;
  const isClean = GATEWAY_ERRORS.some((field) => unset.includes(field));
  return isLogged || !isClean ? undefined : firstStatus(fields, INTEGRATION_STATUSES);
}

/** One that is set and cannot be read hides those that come after it. */
function firstStatus(fields: AccessFields, order: readonly AccessField[]): number | undefined {
  const field = order.find((name) => fields[name] !== undefined);
  return field === undefined ? undefined : statusNumber(fields[field]);
}
