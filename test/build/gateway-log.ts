import { gzipSync } from "node:zlib";

/** A line of an execution log, so many milliseconds after its request began. */
type Line = { readonly after: number; readonly text: string };

export const LOG_GROUP = "API-Gateway-Execution-Logs_a1b2c3d4e5/prod";
export const ACCOUNT = "123456789012";
const FUNCTION =
  "https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function";

/** What a request may come to, and the cause it has; none for what is no failure. */
export const KINDS = {
  ok: undefined,
  notFound: undefined,
  malformed: "malformed_proxy_response",
  timeout: "integration_timeout",
  throttled: "lambda_throttled",
  crashed: "lambda_function_error",
  denied: "authorizer_denied",
  odd: "unclassified",
} as const;
export type Kind = keyof typeof KINDS;

export type LoggedEvent = {
  readonly id: string;
  readonly timestamp: number;
  readonly message: string;
};

/** A request of its kind, as level INFO logs it. */
export function linesOf(kind: Kind, requestId: string): readonly Line[] {
  const begin: readonly Line[] = [
    { after: 0, text: `Extended Request Id: ${extendedIdOf(requestId)}` },
    { after: 0, text: `Starting execution for request: ${requestId}` },
    { after: 0, text: "HTTP Method: POST, Resource Path: /orders" },
  ];
  if (kind === "denied") {
    return [
      { after: 0, text: `Starting authorizer: jdk4l2 for request: ${requestId}` },
      { after: 1, text: "Using valid authorizer policy for principal: ******gdhkel" },
      { after: 2, text: "The client is not authorized to perform this operation." },
    ];
  }
  const call = { after: 1, text: `Sending request to ${FUNCTION}:orders-api/invocations` };
  return [...begin, call, ...endOf(kind)];
}

function endOf(kind: Exclude<Kind, "denied">): readonly Line[] {
  switch (kind) {
    case "ok":
      return [
        { after: 30, text: "Received response. Status: 200, Integration latency: 28 ms" },
        { after: 30, text: "Successfully completed execution" },
        { after: 30, text: "Method completed with status: 200" },
      ];
    case "notFound":
      return [
        { after: 30, text: "Received response. Status: 200, Integration latency: 28 ms" },
        { after: 30, text: "Successfully completed execution" },
        { after: 30, text: "Method completed with status: 404" },
      ];
    case "malformed":
      return [
        { after: 40, text: "Received response. Status: 200, Integration latency: 38 ms" },
        { after: 40, text: 'Endpoint response body before transformations: "done"' },
        {
          after: 41,
          text: "Execution failed due to configuration error: Malformed Lambda proxy response",
        },
        { after: 41, text: "Method completed with status: 502" },
      ];
    case "timeout":
      return [
        { after: 29_001, text: "Execution failed due to a timeout error" },
        { after: 29_001, text: "Method completed with status: 504" },
      ];
    case "throttled":
      return [
        {
          after: 9,
          text: "Lambda invocation failed with status: 429. Lambda request id: 5f0c0b7e-0000-4000-8000-000000000001",
        },
        { after: 9, text: "Execution failed due to configuration error: Rate Exceeded." },
        { after: 9, text: "Method completed with status: 500" },
      ];
    case "crashed":
      return [
        { after: 20, text: "Received response. Status: 200, Integration latency: 18 ms" },
        {
          after: 20,
          text: 'Endpoint response body before transformations: {"errorMessage":"boom","errorType":"Error","trace":[]}',
        },
        {
          after: 20,
          text: "Lambda execution failed with status 200 due to customer function error: boom. Lambda request id: 5f0c0b7e-0000-4000-8000-000000000002",
        },
        { after: 20, text: "Method completed with status: 502" },
      ];
    case "odd":
      return [
        {
          after: 12,
          text: "Execution failed due to configuration error: A sentence nobody has seen",
        },
        { after: 12, text: "Method completed with status: 500" },
      ];
  }
}

/** The log events of one request that began at `start`. */
export function eventsOf(kind: Kind, requestId: string, start: number): readonly LoggedEvent[] {
  return linesOf(kind, requestId).map(({ after, text }, at) => ({
    id: `39${String(start + after).padStart(14, "0")}${digitsOf(requestId)}${String(at).padStart(20, "0")}`,
    timestamp: start + after,
    message: `(${requestId}) ${text}`,
  }));
}

/** What a subscription sends, as `{"awslogs":{"data":…}}` holds it. */
export function deliveryOf(
  logEvents: readonly LoggedEvent[],
  { logGroup = LOG_GROUP, logStream = "stream-1", messageType = "DATA_MESSAGE" } = {},
): string {
  const subscriptionFilters = ["apigw-triage"];
  const envelope = {
    messageType,
    owner: ACCOUNT,
    logGroup,
    logStream,
    subscriptionFilters,
    logEvents,
  };
  return gzipSync(JSON.stringify(envelope), { level: 1 }).toString("base64");
}

/** A request id of the gateway's form. */
export function requestIdOf(number: number): string {
  return `7c1d1c56-0000-4aaa-8bbb-${String(number).padStart(12, "0")}`;
}

function extendedIdOf(requestId: string): string {
  return `X${requestId.slice(-11)}gno=`;
}

function digitsOf(requestId: string): string {
  return requestId.replace(/\D/g, "").slice(-20).padStart(20, "0");
}
