import type { Reason } from "./cause.ts";
import type { Finding, PayloadShape } from "./verdict.ts";

/** Whose rules a Lambda proxy response is held against. */
export const PROXY_FORMATS = ["rest", "http-1.0", "http-2.0", "websocket"] as const;
export type ProxyFormat = (typeof PROXY_FORMATS)[number];

/** Whose rules an authorizer's answer is held against. */
export const AUTHORIZER_FORMATS = [
  "rest",
  "http-1.0",
  "http-2.0-simple",
  "http-2.0-iam",
  "websocket",
] as const;
export type AuthorizerFormat = (typeof AUTHORIZER_FORMATS)[number];

/**
 * `unknown`: neither can be said, since the text is cut before a defect was seen, or has something of
 * which nobody has recorded whether API Gateway takes it.
 */
export type LintOutcome = "accepted" | "refused" | "unknown";

export type Lint<R extends string> = {
  readonly outcome: LintOutcome;
  /** The first defect's reason, when refused. */
  readonly reason?: R;
  /** Every finding, errors first. */
  readonly findings: readonly Finding[];
  readonly shape: PayloadShape;
  /** True when the text stopped before the value did. */
  readonly cut: boolean;
};

/** `function_error`: no answer at all, but what Lambda makes of an error that the function let through. */
export type ProxyLint = Lint<Reason<"malformed_proxy_response"> | "function_error"> & {
  /**
   * What the client gets: the function's own status when accepted, the gateway's when refused. A
   * WebSocket API has a status on $connect only.
   */
  readonly clientStatus?: number;
};

export type AuthorizerLint = Lint<Reason<"authorizer_malformed_response"> | "function_error"> & {
  /**
   * What an answer says once it is accepted, without a request to hold it against. `allow`: its
   * resources are allowed and nothing is denied. `deny`: nothing gets through. `depends`: a Deny of a
   * part, or a condition, decides request by request. `no_match`: no statement can match a call.
   */
  readonly decision?: "allow" | "deny" | "depends" | "no_match";
  /** What the client gets: 403 for a denial, 500 when the answer is refused, 401 for `Unauthorized`. */
  readonly clientStatus?: number;
};
