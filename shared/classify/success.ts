import { refusesClientCertificate } from "./client-certificate.ts";
import { passedOnStatus } from "./integration-status.ts";
import { entryIn, type Reading } from "./reading.ts";
import { unsaidRefusal } from "./unsaid-refusal.ts";

/** Words of an end that went well, in the entries about a WebSocket connection. */
const CONNECTION_ENDED = /successfully|disconnected from/i;
const FORBIDDEN = "forbidden";
/** The gateway says so to a client only, with 400. */
const BODY_REFUSED = "request body does not match model schema";

/** The lines that prove a request went well, whatever its payload says: it completed below 500. */
export function endedWell(reading: Reading): readonly number[] | undefined {
  const completed = entryIn(reading, "completed");
  if (completed === undefined || reading.status === undefined || reading.status >= 500) {
    return undefined;
  }
  const end = entryIn(reading, "end");
  return [completed.at, end?.at].filter((at) => at !== undefined);
}

/** The lines that show a success, in a request in which no rule found a failure. */
export function successIn(reading: Reading): readonly number[] | undefined {
  const { status, entries, access } = reading;
  if (isRefusedByNobody(reading)) return undefined;
  if (status !== undefined && status >= 500) return undefined;
  const end = entries.findLast(({ kind }) => kind === "end" || kind === "gateway_response");
  const shown = status === undefined ? answerPassedOn(reading) : (end?.at ?? access[0]?.at);
  if (shown !== undefined) return [shown];
  const left = entries.find(
    ({ kind, value }) => kind === "websocket_event" && isConnectionEnd(value, status),
  );
  return left && [left.at];
}

/** Without a status: the answer went to the client, whose body was refused at most, or the authorizer let the caller in. */
function answerPassedOn(reading: Reading): number | undefined {
  if (reading.statements.length > 0) return bodyRefused(reading);
  const isOpen = entryIn(reading, "start") !== undefined;
  const passed = entryIn(reading, "completed") ?? entryIn(reading, "method_response");
  const allowed = entryIn(reading, "authorizer_end") ?? entryIn(reading, "authorizer_policy");
  const row = reading.access.find((one) => (passedOnStatus(one) ?? 500) < 500);
  return passed?.at ?? row?.at ?? (isOpen ? undefined : allowed?.at);
}

function bodyRefused({ statements }: Reading): number | undefined {
  const isAll = statements.every(({ said }) => said.startsWith(BODY_REFUSED));
  return isAll ? statements[0]?.at : undefined;
}

/**
 * Refused by a guard that no cause has: `Forbidden`, or nothing, is said for several, and mutual TLS is none.
 */
function isRefusedByNobody(reading: Reading): boolean {
  const { statements, status } = reading;
  if (statements.some(refusesClientCertificate)) return true;
  const isForbidden = status === 403 && statements.some(({ said }) => said === FORBIDDEN);
  return isForbidden || unsaidRefusal(reading) !== undefined;
}

function isConnectionEnd(value: string, status: number | undefined): boolean {
  return status !== undefined || CONNECTION_ENDED.test(value);
}
