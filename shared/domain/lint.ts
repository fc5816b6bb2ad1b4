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

/** `unknown`: cut before a defect was seen, so neither can be said. */
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

export type ProxyLint = Lint<Reason<"malformed_proxy_response">> & {
  /** What the client gets: the function's own status when accepted, the gateway's when refused. */
  readonly clientStatus?: number;
};

export type AuthorizerLint = Lint<Reason<"authorizer_malformed_response"> | "function_error"> & {
  /** What an accepted answer says. */
  readonly decision?: "allow" | "deny" | "no_match";
};
