import type { Reason } from "../../domain/cause.ts";
import type { ProxyFormat } from "../../domain/lint.ts";
import type { Defect } from "./defect.ts";

export type ProxyReason = Reason<"malformed_proxy_response"> | "function_error";
export type ProxyDefect = Defect<ProxyReason>;

/** How one kind of API reads a proxy response. */
export type ProxyRules = {
  readonly name: string;
  /** The keys it reads. */
  readonly keys: readonly string[];
  readonly foreignKeys: "refused" | "ignored";
  /** `is_body`: an answer without statusCode is itself the body of a 200. */
  readonly missingStatus: "accepted" | "refused" | "is_body";
  /** `typed`: an HTTP API names a field of the wrong type, and null is one (seen for isBase64Encoded). */
  readonly typing: "lenient" | "typed";
  /** True where base64 is decoded only for what the API's binaryMediaTypes name. */
  readonly decodesByMediaType: boolean;
  /** What the client gets when the answer is refused. */
  readonly refusedStatus: number;
};

const COMMON_KEYS = ["statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded"];

const REST: ProxyRules = {
  name: "a REST API",
  // `base64Encoded` is not documented, and taken all the same.
  keys: [...COMMON_KEYS, "base64Encoded"],
  foreignKeys: "refused",
  missingStatus: "accepted",
  typing: "lenient",
  decodesByMediaType: true,
  refusedStatus: 502,
};

/**
 * Recorded on AWS by LocalStack's validated tests for REST, HTTP 1.0 and HTTP 2.0. WebSocket APIs
 * take the REST form and refuse it in the same words.
 */
export const PROXY_RULES: Readonly<Record<ProxyFormat, ProxyRules>> = {
  rest: REST,
  websocket: { ...REST, name: "a WebSocket API", decodesByMediaType: false },
  "http-1.0": {
    name: "an HTTP API with payload format 1.0",
    keys: COMMON_KEYS,
    foreignKeys: "ignored",
    missingStatus: "refused",
    typing: "typed",
    decodesByMediaType: false,
    refusedStatus: 500,
  },
  "http-2.0": {
    name: "an HTTP API with payload format 2.0",
    keys: ["statusCode", "headers", "body", "cookies", "isBase64Encoded"],
    foreignKeys: "ignored",
    missingStatus: "is_body",
    typing: "typed",
    decodesByMediaType: false,
    refusedStatus: 500,
  },
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html */
export const STREAM_RULES: ProxyRules = {
  ...REST,
  name: "the metadata of a streamed response",
  keys: ["statusCode", "headers", "multiValueHeaders", "cookies"],
  decodesByMediaType: false,
  refusedStatus: 500,
};
