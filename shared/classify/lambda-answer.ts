import { answerStatus } from "./integration-status.ts";
import { lastValue } from "./lint/json-node.ts";
import { readJson } from "./lint/tolerant-json.ts";
import { type Shown, sentenceOf } from "./payload.ts";
import { entryIn, type Reading } from "./reading.ts";
import { statusNumber } from "./status.ts";

const INVOCATION_FAILED = /lambda invocation failed with status: (\d{3})/;

/** What the Lambda service, not the function, said to an invocation. */
export type ServiceWord = {
  readonly at: number;
  readonly status: number;
};

/** Response types under which an access log's `integrationStatus` is a refusal by Lambda. */
const FAILED_CALL: ReadonlySet<string> = new Set([
  "INTEGRATION_FAILURE",
  "API_CONFIGURATION_ERROR",
]);

/** Keys of the error that the Lambda service answers with. */
const SERVICE_KEYS: ReadonlySet<string> = new Set([
  "Message",
  "message",
  "Reason",
  "Type",
  "__type",
]);

/** The status with which the Lambda service refused the integration's call, if it did. */
export function lambdaRefusal(reading: Reading): ServiceWord | undefined {
  return refusalSaid(reading) ?? refusalReceived(reading) ?? refusalInFields(reading);
}

/** The error of the Lambda service that the answer is, as a plain sentence. */
export function serviceErrorIn(answer: Shown | undefined): string | undefined {
  if (answer?.text.includes('"Type"') !== true) return undefined;
  const { root } = readJson(answer.text);
  if (root?.kind !== "object" || lastValue(root, "Type") === undefined) return undefined;
  if (root.members.some(({ key }) => !SERVICE_KEYS.has(key))) return undefined;
  return sentenceOf(answer);
}

/** Whether nothing shows that the gateway passed an answer on: no end, or one in a 5xx. */
export function isUnfinished(reading: Reading): boolean {
  const isPassedOn =
    entryIn(reading, "completed") !== undefined ||
    entryIn(reading, "method_response") !== undefined;
  return !isPassedOn && (reading.status ?? 500) >= 500;
}

function refusalSaid({ statements }: Reading): ServiceWord | undefined {
  for (const { at, said, ofAuthorizer } of statements) {
    const digits = ofAuthorizer ? undefined : INVOCATION_FAILED.exec(said)?.[1];
    if (digits !== undefined) return { at, status: Number(digits) };
  }
  return undefined;
}

function refusalReceived(reading: Reading): ServiceWord | undefined {
  const received = entryIn(reading, "received");
  if (received === undefined || reading.target?.kind !== "function") return undefined;
  const status = answerStatus(reading);
  if (status === undefined || status < 400 || !isUnfinished(reading)) return undefined;
  return { at: received.at, status };
}

/** Only by the longer name: the shorter one may hold what the code answered (`integration-status.ts`). */
function refusalInFields({ access, responseTypes }: Reading): ServiceWord | undefined {
  if (!responseTypes.some(({ type }) => FAILED_CALL.has(type))) return undefined;
  for (const { at, fields } of access) {
    const status = statusNumber(fields["integration.integrationStatus"]);
    const isFunctions = fields["integration.status"] !== undefined;
    if (status !== undefined && status >= 400 && status < 500 && !isFunctions)
      return { at, status };
  }
  return undefined;
}
