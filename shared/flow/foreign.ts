import type { BadDelivery, JudgedDelivery } from "../delivery.ts";
import type { DeliveryHead } from "../parse/delivery-head.ts";

/** Logs of functions, our own among them: reading what we write would never end. */
const FUNCTION_LOGS = "/aws/lambda/";

/** Why a delivery is not to be counted, though its head can be read. */
export function refusalOf(
  head: DeliveryHead,
  judged: JudgedDelivery,
  logGroups: readonly string[],
): BadDelivery | undefined {
  if (isBroken(judged)) return { code: "wrong_shape", detail: "it is not JSON" };
  if (!isForeign(head, judged, logGroups)) return undefined;
  const detail = `log group ${head.logGroup} is not one to read, or nothing in it is of API Gateway`;
  return { code: "foreign", detail };
}

/** True when not one of its events but the delivery itself is broken: counted, part of it would be lost. */
function isBroken({ unreadable }: JudgedDelivery): boolean {
  return unreadable.some(({ code, place }) => code === "broken_json" && place.event === undefined);
}

/** True for a delivery that is not ours to read: of a log group not asked for, or with no gateway log in it. */
function isForeign(
  { logGroup }: DeliveryHead,
  { settled, judgements, unfinished }: JudgedDelivery,
  logGroups: readonly string[],
): boolean {
  if (logGroup.startsWith(FUNCTION_LOGS)) return true;
  if (logGroups.length > 0 && !logGroups.includes(logGroup)) return true;
  if (settled.records > 0) return false;
  const isNamed = judgements.some(({ facts }) => facts.requestId !== undefined);
  return !isNamed && !unfinished.some(({ requestId }) => requestId !== undefined);
}
