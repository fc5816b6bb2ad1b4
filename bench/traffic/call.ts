import type { Random } from "./random.ts";

/** The API all the traffic is for. */
export const API = {
  accountId: "123456789012",
  region: "eu-west-1",
  apiId: "a1b2c3d4e5",
  stage: "prod",
} as const;

export const LOG_GROUP = `API-Gateway-Execution-Logs_${API.apiId}/${API.stage}`;

/** What distinguishes one kind of call from another: drawn once for each template. */
export type Call = {
  readonly method: string;
  /** As the API declares it: `/orders/{orderId}`. */
  readonly resource: string;
  readonly functionName: string;
  readonly backend: string;
  readonly latencyMs: number;
  /** Credentials of the gateway, which the log always cuts. */
  readonly sessionToken: string;
  readonly userAgent: string;
};

type Choice<Item> = readonly [Item, ...Item[]];

const ROUTES: Choice<readonly [method: string, resource: string, functionName: string]> = [
  ["GET", "/orders/{orderId}", "orders-read"],
  ["POST", "/orders", "orders-write"],
  ["GET", "/customers/{customerId}/invoices", "invoices"],
  ["PUT", "/carts/{cartId}", "carts"],
  ["DELETE", "/carts/{cartId}", "carts"],
  ["POST", "/payments", "payments"],
];
const BACKENDS = ["stock.example.com", "prices.example.com", "legacy.example.org"] as const;
const USER_AGENTS = [
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
  "python-requests/2.32.5",
  "okhttp/5.1.0",
] as const;
const TOKEN_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

export function drawCall(random: Random): Call {
  const [method, resource, functionName] = random.pick(ROUTES);
  return {
    method,
    resource,
    functionName,
    backend: random.pick(BACKENDS),
    latencyMs: 8 + Math.floor(400 * random.fraction() ** 3),
    sessionToken: random.text(900, TOKEN_CHARACTERS),
    userAgent: random.pick(USER_AGENTS),
  };
}

/** The address the gateway calls a function at. */
export function functionUri(functionName: string): string {
  const arn = `arn:aws:lambda:${API.region}:${API.accountId}:function:${functionName}`;
  return `https://lambda.${API.region}.amazonaws.com/2015-03-31/functions/${arn}/invocations`;
}
