import type { Diagnosis } from "./cause.ts";
import type { LogRecord } from "./record.ts";
import type { EpochMs } from "./time.ts";
import type { Completeness } from "./trace.ts";

/** A data trace, B INFO without payload, C ERROR level only, D access log only. */
export type Grade = "A" | "B" | "C" | "D";

export type ApiType = "REST" | "HTTP" | "WEBSOCKET";

/** What the gateway called, or would have called. */
export type Target =
  | {
      readonly kind: "function";
      readonly name: string;
      readonly qualifier?: string;
      readonly region?: string;
      readonly accountId?: string;
    }
  | { readonly kind: "host"; readonly host: string; readonly url: string }
  | { readonly kind: "vpc_link"; readonly host: string; readonly id?: string }
  | {
      readonly kind: "aws_service";
      readonly service: string;
      readonly region?: string;
      readonly url: string;
    }
  | {
      readonly kind: "authorizer";
      readonly id?: string;
      /** Name of the authorizer's function. */
      readonly function?: string;
    };

/** What is known of a request, whatever became of it. Absent means: the log does not say. */
export type RequestFacts = {
  readonly requestId?: string;
  readonly extendedRequestId?: string;
  readonly time?: EpochMs;
  readonly zone?: string;
  readonly accountId?: string;
  readonly region?: string;
  readonly apiId?: string;
  readonly apiType?: ApiType;
  readonly stage?: string;
  readonly method?: string;
  readonly route?: string;
  /** What the client got. */
  readonly status?: number;
  readonly target?: Target;
  readonly integrationLatencyMs?: number;
  readonly responseLatencyMs?: number;
  /** `$LATEST`, or the version number that ran. */
  readonly executedVersion?: string;
  readonly xrayTraceId?: string;
  readonly lambdaRequestId?: string;
  readonly authorizerId?: string;
  readonly logGroup?: string;
  readonly logStream?: string;
};

/** One thing that is wrong with a payload. */
export type Finding = {
  /** An error makes the gateway refuse; a warning is legal but surely unintended. */
  readonly level: "error" | "warning";
  /** JSON path, as in `$.body` or `$.policyDocument.Statement[0].Effect`. */
  readonly path: string;
  readonly found: string;
  readonly wanted: string;
  /** The change that mends it. */
  readonly fix: string;
};

export type PayloadShape =
  | "json_object"
  | "json_array"
  | "json_scalar"
  | "empty"
  | "html"
  | "xml"
  | "jwt"
  | "stack_trace"
  | "binary"
  | "withheld"
  | "text";

/** What a function, backend or authorizer answered, as far as the log shows it. */
export type Payload = {
  readonly text: string;
  readonly shape: PayloadShape;
  /** True when the log stopped before the payload did. */
  readonly cut: boolean;
};

export type Verdict =
  | { readonly kind: "success" }
  | {
      readonly kind: "unclassified" /** The message the request is clustered by, masked. */;
      readonly template: string;
      /** There when the log shows neither a failure nor a status of 5xx: it may have gone well. */
      readonly withoutOutcome?: true;
    }
  | {
      readonly kind: "failed";
      readonly diagnosis: Diagnosis;
      /** Second defects in the same request. */
      readonly also: readonly Diagnosis[];
      readonly findings: readonly Finding[];
      readonly payload?: Payload;
    };

/** The outcome of one request, with everything a reader needs to check it. */
export type Judgement = {
  readonly facts: RequestFacts;
  readonly verdict: Verdict;
  readonly grade: Grade;
  readonly completeness: Completeness;
  /** Indices into `records`: the lines the verdict rests on, in order. */
  readonly evidence: readonly number[];
  readonly records: readonly LogRecord[];
  /** How many equal requests this stands for: 1, but for rows of an aggregate table. */
  readonly count: number;
};
