import type { Diagnosis } from "../domain/cause.ts";
import { answerStatus } from "./integration-status.ts";
import { answerIn, type Shown, sentenceOf } from "./payload.ts";
import { entryIn, type Reading } from "./reading.ts";
import { says } from "./sentence.ts";

/** What an AWS service refused, when the integration calls one. */
export type ServiceRefusal = {
  readonly reason: "aws_service_access_denied" | "invalid_request_to_aws_service";
  readonly evidence: readonly number[];
  readonly answer?: Shown;
};

/** Wordings in which services refuse a caller. */
const DENIED = [
  "accessdenied",
  "access denied",
  "is not authorized to perform",
  "notauthorized",
  "not authorized",
  "is denied",
  "missingauthenticationtoken",
  "missing authentication token",
];

/** Wordings in which services refuse a request that they cannot read. */
const INVALID = [
  "unknownoperation",
  "invalidaction",
  "missingaction",
  "validationexception",
  "validationerror",
  "serializationexception",
  "malformedquerystring",
  "missingparameter",
  "invalidparameter",
  "invalidrequest",
];

/** A query-protocol body must begin with its first parameter. */
const FIRST_PARAMETER = "Action=";

/** Why an AWS service refused the integration's call, if the log shows that one did. */
export function serviceRefusal(reading: Reading): ServiceRefusal | undefined {
  if (!isOfService(reading)) return undefined;
  const received = entryIn(reading, "received");
  const answer = answerIn(reading);
  const sentence = answer === undefined ? "" : sentenceOf(answer);
  const status = answerStatus(reading);
  const isRefused = status === undefined ? isError(sentence) : status >= 400 && status < 500;
  if (!isRefused) return undefined;
  const isDenied = says403(status, answer) || DENIED.some((wording) => says(sentence, wording));
  return {
    reason:
      isDenied && !isBrokenQuery(reading)
        ? "aws_service_access_denied"
        : "invalid_request_to_aws_service",
    evidence: [received?.at, answer?.at].filter((at) => at !== undefined),
    ...(answer === undefined ? {} : { answer }),
  };
}

/** The refusal as a second defect. */
export function refusalBeneath(reading: Reading): readonly Diagnosis[] {
  const refusal = serviceRefusal(reading);
  return refusal === undefined
    ? []
    : [{ cause: "integration_misconfigured", reason: refusal.reason }];
}

function isError(sentence: string): boolean {
  return [...DENIED, ...INVALID].some((wording) => says(sentence, wording));
}

/** Without an endpoint in the log, the form of the answer tells a service's error. */
function isOfService({ target, byKind }: Reading): boolean {
  if (target !== undefined) return target.kind === "aws_service";
  return byKind.get("answer")?.some(({ value }) => SERVICE_ERROR.test(value)) ?? false;
}

const SERVICE_ERROR =
  /^\s{0,16}(?:<UnknownOperationException|<ErrorResponse|<Error>|<\?xml[^>]{0,80}>\s{0,8}<Error|\{"__type":|\{"Error":\{)/;

function says403(status: number | undefined, answer: Shown | undefined): boolean {
  return status === 403 && answer === undefined;
}

/** Services also deny what they cannot read: SQS does so to a body with blanks before `Action=`. */
function isBrokenQuery(reading: Reading): boolean {
  const body = entryIn(reading, "sent_body")?.value ?? "";
  const parameters = body.trimStart();
  const blanks = body.slice(0, body.length - parameters.length);
  // Consoles put one line feed after the label when a body is copied.
  const isShifted = blanks.split("\n").length > 2;
  return isShifted && parameters.startsWith(FIRST_PARAMETER);
}
