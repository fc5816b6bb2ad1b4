import type { EpochMs } from "./time.ts";

/**
 * Where in the input something stands. `line` counts physical lines from 1; `event` counts, from 1,
 * the log events that a document beginning on that line holds.
 */
export type Place = { readonly input: string; readonly line: number; readonly event?: number };

/** What the wrapping of a record said about it: an envelope, a log group's name, a delivered record. */
export type Origin = {
  readonly accountId?: string;
  readonly region?: string;
  readonly apiId?: string;
  readonly stage?: string;
  readonly method?: string;
  readonly route?: string;
  readonly logGroup?: string;
  readonly logStream?: string;
};

/** One entry of an execution log or console test, its prefix taken off. May hold line feeds. */
export type ExecutionRecord = {
  readonly kind: "execution";
  /** As the prefix has it: any text, since clients can set their own. Absent without a prefix. */
  readonly requestId?: string;
  readonly time?: EpochMs;
  /** The offset the entry was written with: `Z`, `UTC`, `+09:00`. */
  readonly zone?: string;
  readonly text: string;
  readonly place: Place;
  readonly origin: Origin;
};

/**
 * The `$context` variables a verdict can rest on, by AWS's names without `$context.`. The customer's
 * own field names are read into these; unset ones (`-`, empty) are left out.
 */
export const ACCESS_FIELDS = [
  "accountId",
  "apiId",
  "authenticate.error",
  "authenticate.status",
  "authorize.error",
  "authorize.status",
  "authorizer.error",
  "authorizer.integrationStatus",
  "authorizer.latency",
  "authorizer.requestId",
  "authorizer.status",
  "awsEndpointRequestId",
  "connectionId",
  "domainName",
  "error.message",
  "error.responseType",
  "error.validationErrorString",
  "eventType",
  "extendedRequestId",
  "httpMethod",
  "integration.error",
  "integration.integrationStatus",
  "integration.latency",
  "integration.requestId",
  "integration.status",
  "integrationErrorMessage",
  "integrationStatus",
  "path",
  "protocol",
  "requestId",
  "requestTime",
  "requestTimeEpoch",
  "resourcePath",
  "responseLatency",
  "responseLength",
  "routeKey",
  "stage",
  "status",
  "waf.error",
  "waf.status",
  "wafResponseCode",
  "xrayTraceId",
] as const;
export type AccessField = (typeof ACCESS_FIELDS)[number];
export type AccessFields = Readonly<Partial<Record<AccessField, string>>>;

/** One entry of an access log, in whatever format the customer chose. */
export type AccessRecord = {
  readonly kind: "access";
  readonly requestId?: string;
  readonly time?: EpochMs;
  readonly zone?: string;
  readonly fields: AccessFields;
  /** The variables that the format has and the gateway had no value for: it writes `-`. */
  readonly unset?: readonly AccessField[];
  /** How many equal requests the row stands for (a row of an aggregate table); 1 otherwise. */
  readonly count: number;
  /** It is what the console's test page shows: the log of the same request stands behind it. */
  readonly isTestPage?: true;
  readonly text: string;
  readonly place: Place;
  readonly origin: Origin;
};

export type LogRecord = ExecutionRecord | AccessRecord;

/** A piece of input that is no record of anything: counted and shown, never fatal. */
export type Unreadable = {
  readonly code:
    | "not_a_log_line"
    | "broken_json"
    | "broken_envelope"
    | "broken_gzip"
    | "too_large"
    | "wrong_shape";
  readonly place: Place;
  /** The first characters, as found: redact before showing. */
  readonly excerpt: string;
};

/** The shapes input is recognised by. */
export const FORMS = [
  "execution_text",
  "console_test",
  "delivered_json",
  "subscription_envelope",
  "filter_log_events_json",
  "insights_json",
  "insights_csv",
  "console_csv",
  "access_json",
  "access_clf",
  "access_csv",
  "access_xml",
  "client_answer",
  "bare_text",
  "table_text",
] as const;
export type Form = (typeof FORMS)[number];
