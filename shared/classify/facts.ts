import type { Cause } from "../domain/cause.ts";
import { present } from "../domain/present.ts";
import type { Trace } from "../domain/trace.ts";
import type { RequestFacts, Target } from "../domain/verdict.ts";
import { apiPlaceOf } from "./api-place.ts";
import { apiTypeOf } from "./api-type.ts";
import type { EntriesByKind, EntryKind } from "./entry.ts";
import type { Reading } from "./reading.ts";
import { routeOf } from "./route.ts";

const AUTHORIZER = /^:?\s{0,4}([\w-]{1,40}) for request/;
const LATENCY = /integration latency: (\d{1,9}) ms/i;
const EXECUTED = /x-amz-executed-version=([^,}\s]{1,40})/i;
const REQUEST_ID_HEADER = /x-amzn-requestid=([\w-]{8,80})/i;
const LAMBDA_REQUEST = /lambda request id: ([\w-]{8,80})/i;
const XRAY = /^\s{0,4}(?:root=)?(1-[0-9a-f]{8}-[0-9a-f]{24})/i;
const WORD = /^\s{0,4}(\S{1,128})/;
const DIGITS = /^\d{1,9}$/;

/** Causes whose fault lies with the authorizer, not with what the integration calls. */
const AUTHORIZER_CAUSES: ReadonlySet<Cause> = new Set([
  "authorizer_denied",
  "authorizer_failure",
  "authorizer_malformed_response",
]);

/** Causes that may end a request before its integration is called. */
const BEFORE_INTEGRATION: ReadonlySet<Cause> = new Set([
  "gateway_internal_error",
  "gateway_throttled",
  "request_blocked",
  "unauthorized",
]);

/** What the log says of a request, whatever became of it. Absent means: it does not say. */
export function factsOf(trace: Trace, reading: Reading, cause?: Cause): RequestFacts {
  const { byKind, fields, records } = reading;
  const dated = records.find(({ time }) => time !== undefined);
  const lambdaRequestId = lambdaRequestIdIn(reading);
  return present({
    requestId: trace.requestId ?? fields.requestId,
    extendedRequestId: wordIn(byKind, "extended_id", WORD) ?? fields.extendedRequestId,
    time: dated?.time,
    zone: dated?.zone,
    ...apiPlaceOf(reading),
    apiType: apiTypeOf(reading),
    ...routeOf(reading),
    status: reading.status,
    target: targetFor(reading, cause),
    integrationLatencyMs: milliseconds(
      wordIn(byKind, "received", LATENCY) ?? fields["integration.latency"],
    ),
    responseLatencyMs: milliseconds(fields.responseLatency),
    executedVersion: wordIn(byKind, "answer_headers", EXECUTED),
    xrayTraceId: wordIn(byKind, "xray", XRAY) ?? fields.xrayTraceId,
    lambdaRequestId,
    authorizerId: authorizerIdIn(byKind),
    logGroup: records.find(({ origin }) => origin.logGroup)?.origin.logGroup,
    logStream: records.find(({ origin }) => origin.logStream)?.origin.logStream,
  });
}

function wordIn(byKind: EntriesByKind, kind: EntryKind, pattern: RegExp): string | undefined {
  for (const { value } of byKind.get(kind) ?? []) {
    const word = pattern.exec(value)?.[1];
    if (word !== undefined) return word;
  }
  return undefined;
}

/** A function's request id stands in the failure, else in the trailer, else in its answer's headers. */
function lambdaRequestIdIn({ byKind, fields, target }: Reading): string | undefined {
  const id =
    wordIn(byKind, "statement", LAMBDA_REQUEST) ??
    wordIn(byKind, "lambda_request_id", WORD) ??
    wordIn(byKind, "answer_headers", REQUEST_ID_HEADER);
  const isOther = target !== undefined && target.kind !== "function";
  return isOther ? undefined : (id ?? fields["integration.requestId"]);
}

function authorizerIdIn(byKind: EntriesByKind): string | undefined {
  return wordIn(byKind, "authorizer_start", AUTHORIZER);
}

function targetFor(reading: Reading, cause: Cause | undefined): Target | undefined {
  const { target } = reading;
  if (cause !== undefined && AUTHORIZER_CAUSES.has(cause)) return authorizerIn(reading);
  if (target === undefined) return onlyCall(reading, cause);
  if (cause === "vpc_link_unavailable" && target.kind === "host") {
    return { kind: "vpc_link", host: target.host };
  }
  return target;
}

/**
 * What was called, where only a call in the authorizer's place is shown. An integration that failed
 * was called: in an excerpt that begins after the authorizer did, by the call that is shown.
 */
function onlyCall(reading: Reading, cause: Cause | undefined): Target | undefined {
  const { authorizer, byKind } = reading;
  if (!authorizer.seen) return undefined;
  if (cause === undefined || BEFORE_INTEGRATION.has(cause)) return authorizerIn(reading);
  const isCalled = byKind.has("authorizer_start") || byKind.has("authorizer_answer");
  return isCalled ? undefined : authorizer.target;
}

function authorizerIn({ byKind, authorizer, target }: Reading): Target {
  const id = authorizerIdIn(byKind);
  const called = authorizer.target ?? target;
  return {
    kind: "authorizer",
    ...(id === undefined ? {} : { id }),
    ...(called?.kind === "function" ? { function: called.name } : {}),
  };
}

function milliseconds(digits: string | undefined): number | undefined {
  return digits !== undefined && DIGITS.test(digits) ? Number(digits) : undefined;
}
