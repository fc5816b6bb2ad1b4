import type { Reason } from "../domain/cause.ts";
import type { Target } from "../domain/verdict.ts";
import { answerStatus, codeStatus, passedOnStatus, serviceStatus } from "./integration-status.ts";
import { type JsonNode, lastValue } from "./lint/json-node.ts";
import { readJson } from "./lint/tolerant-json.ts";
import { answerIn } from "./payload.ts";
import { type AccessReading, entryIn, type Reading } from "./reading.ts";
import { statusNumber } from "./status.ts";

/** A 5xx of the backend that the gateway passed on. */
export type BackendFailure = {
  readonly reason: Reason<"backend_error">;
  readonly evidence: readonly number[];
};

const REASON_BY_TARGET: Readonly<Record<Target["kind"], Reason<"backend_error">>> = {
  function: "lambda_returned_5xx",
  authorizer: "lambda_returned_5xx",
  host: "http_backend_5xx",
  vpc_link: "http_backend_5xx",
  aws_service: "aws_service_error",
};

/** Names under which templates log what the gateway itself has to say. */
const ERROR_FIELDS = /integration[_.\s]{0,2}error|error[_.\s]{0,2}(?:message|response|type)/i;

export function backendFailure(reading: Reading): BackendFailure | undefined {
  return (
    completedIn5xx(reading) ?? passedOn(reading) ?? received(reading) ?? loggedInAccess(reading)
  );
}

function completedIn5xx(reading: Reading): BackendFailure | undefined {
  const completed = entryIn(reading, "completed");
  if (completed === undefined || !isServerError(reading.status)) return undefined;
  const end = entryIn(reading, "end");
  return {
    reason: reasonOf(reading),
    evidence: [completed.at, end?.at].filter((at) => at !== undefined),
  };
}

/** Without an end: a proxy answer whose own status is 5xx and whose body went to the client. */
function passedOn(reading: Reading): BackendFailure | undefined {
  const answer = answerIn(reading);
  const sent = entryIn(reading, "method_response");
  if (answer === undefined || sent === undefined || reading.status !== undefined) return undefined;
  if (!answer.text.includes('"statusCode"')) return undefined;
  const { root } = readJson(answer.text);
  if (root?.kind !== "object" || !isServerError(numberOf(lastValue(root, "statusCode")))) {
    return undefined;
  }
  const body = lastValue(root, "body");
  const isProxied =
    body?.kind === "string" && body.whole && body.value.trim() === sent.value.trim();
  return isProxied ? { reason: "lambda_returned_5xx", evidence: [sent.at] } : undefined;
}

/** Without an end: what an HTTP backend or an AWS service answered. Lambda's own 5xx is a refusal. */
function received(reading: Reading): BackendFailure | undefined {
  const entry = entryIn(reading, "received");
  const isOpen = reading.status === undefined || isServerError(reading.status);
  if (entry === undefined || !isOpen || !isServerError(answerStatus(reading))) return undefined;
  return { reason: reasonOf(reading), evidence: [entry.at] };
}

function reasonOf(reading: Reading): BackendFailure["reason"] {
  if (reading.target !== undefined) return REASON_BY_TARGET[reading.target.kind];
  return isServerError(answerStatus(reading)) ? "http_backend_5xx" : "lambda_returned_5xx";
}

function loggedInAccess(reading: Reading): BackendFailure | undefined {
  for (const row of reading.access) {
    const isSilent = !reading.statements.some(({ at }) => at === row.at);
    const reason = isSilent ? reasonInRow(row) : undefined;
    if (reason !== undefined) return { reason, evidence: [row.at] };
  }
  return undefined;
}

function reasonInRow(row: AccessReading): BackendFailure["reason"] | undefined {
  const { fields, text } = row;
  const status = statusNumber(fields.status) ?? passedOnStatus(row);
  if (fields["error.responseType"] !== undefined || !isServerError(status)) return undefined;
  const own = codeStatus(fields);
  const service = serviceStatus(fields);
  if (isServerError(service)) return "http_backend_5xx";
  if (isServerError(own)) return "lambda_returned_5xx";
  const isAnswered = service !== undefined && own === undefined;
  const hasErrorFields = ERROR_FIELDS.test(text);
  return isAnswered && hasErrorFields ? "lambda_returned_5xx" : undefined;
}

function isServerError(status: number | undefined): boolean {
  return status !== undefined && status >= 500;
}

function numberOf(node: JsonNode | undefined): number | undefined {
  if (node?.kind === "string") return statusNumber(node.value);
  return node?.kind === "number" ? node.value : undefined;
}
