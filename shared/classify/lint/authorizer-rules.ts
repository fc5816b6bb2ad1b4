import type { Reason } from "../../domain/cause.ts";
import type { AuthorizerFormat } from "../../domain/lint.ts";
import type { Defect } from "./defect.ts";

export type AuthorizerReason = Reason<"authorizer_malformed_response"> | "function_error";
export type AuthorizerDefect = Defect<AuthorizerReason>;

/** How one kind of API reads an authorizer's answer. */
export type AuthorizerRules = {
  readonly answer: "policy" | "simple";
  /** The keys it reads. */
  readonly keys: readonly string[];
  /** Those of them that it cannot do without. */
  readonly required: readonly string[];
  readonly foreignKeys: "refused" | "ignored";
  /** What a context value may be besides a string, number or boolean. */
  readonly contextLists: "refused" | "unsettled" | "allowed";
  /** Names that context may not use. */
  readonly reserved: readonly string[];
  /** Slashes in the part of a resource ARN behind the account. */
  readonly resourceSlashes: number;
  /** Whether a cached policy can meet another method than the one it was made for. */
  readonly isReused: boolean;
  /** How to have the client get 401. */
  readonly unauthorized: string;
};

const REST: AuthorizerRules = {
  answer: "policy",
  keys: ["principalId", "policyDocument", "context", "usageIdentifierKey"],
  required: ["policyDocument", "principalId"],
  foreignKeys: "refused",
  contextLists: "refused",
  reserved: [],
  resourceSlashes: 3,
  isReused: true,
  unauthorized: 'throw `Error("Unauthorized")` for a 401',
};

const HTTP: AuthorizerRules = {
  ...REST,
  keys: ["principalId", "policyDocument", "context"],
  foreignKeys: "ignored",
  reserved: ["claims"],
  unauthorized: 'return `{ errorMessage: "Unauthorized" }` for a 401',
};

/**
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export const AUTHORIZER_RULES: Readonly<Record<AuthorizerFormat, AuthorizerRules>> = {
  rest: REST,
  websocket: { ...REST, resourceSlashes: 2, isReused: false },
  "http-1.0": HTTP,
  "http-2.0-iam": { ...HTTP, contextLists: "unsettled", reserved: [] },
  "http-2.0-simple": {
    ...HTTP,
    answer: "simple",
    keys: ["isAuthorized", "context"],
    required: ["isAuthorized"],
    contextLists: "allowed",
    reserved: [],
  },
};
