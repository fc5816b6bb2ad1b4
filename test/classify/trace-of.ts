import { classify } from "../../shared/classify/classify.ts";
import type { AccessFields, AccessRecord } from "../../shared/domain/record.ts";
import type { Completeness, Trace } from "../../shared/domain/trace.ts";
import { access, executions } from "../build/records.ts";

/** A request as its execution log's lines tell it, without prefixes. */
export function traceOf(lines: readonly string[], completeness: Completeness = "complete"): Trace {
  return { requestId: "id-1", records: executions(lines), completeness };
}

/** A request as one line of an access log tells it. */
export function accessTrace(fields: AccessFields, changes: Partial<AccessRecord> = {}): Trace {
  return { records: [access(fields, changes)], completeness: "complete" };
}

/** The verdict in short: `cause/reason`, `success` or `unclassified`. */
export function verdictOf(told: readonly string[] | AccessFields): string {
  const { verdict } = classify(isLines(told) ? traceOf(told) : accessTrace(told));
  if (verdict.kind !== "failed") return verdict.kind;
  return `${verdict.diagnosis.cause}/${verdict.diagnosis.reason}`;
}

function isLines(told: readonly string[] | AccessFields): told is readonly string[] {
  return Array.isArray(told);
}

const FAILED = "Execution failed due to configuration error: ";

/** A line in the gateway's words for a configuration error. */
export function misconfigured(what: string): string {
  return `${FAILED}${what}`;
}

/** The URI of a function's invocations. */
export function invocationOf(name: string): string {
  return `https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:${name}/invocations`;
}

export const SEND_TO_FUNCTION = `Sending request to ${invocationOf("orders")}`;
export const SEND_TO_HOST = "Sending request to https://backend.example.com/orders";
export const SEND_TO_QUEUE =
  "Sending request to https://sqs.eu-west-1.amazonaws.com/123456789012/orders";

/** What came back, as the gateway logs it. */
export function answered(payload: string): string {
  return `Endpoint response body before transformations: ${payload}`;
}

export const COMPLETED = "Successfully completed execution";

/** The last line of most requests. */
export function ended(status: number): string {
  return `Method completed with status: ${status}`;
}
