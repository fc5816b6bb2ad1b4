import type { Remedy } from "../../../shared/domain/remedy.ts";
import { toEpochMs } from "../../../shared/domain/time.ts";
import type { RequestFacts } from "../../../shared/domain/verdict.ts";

/** A REST request to a function, with everything a log can say. */
export const REST: RequestFacts = {
  requestId: "request-1",
  extendedRequestId: "ExtendedId00001=",
  time: toEpochMs(Date.UTC(2026, 10, 20, 12, 0, 0)),
  accountId: "123456789012",
  region: "eu-west-1",
  apiId: "a1b2c3d4e5",
  apiType: "REST",
  stage: "prod",
  method: "GET",
  route: "/orders/{id}",
  status: 502,
  target: {
    kind: "function",
    name: "orders",
    qualifier: "live",
    region: "eu-west-1",
    accountId: "123456789012",
  },
  integrationLatencyMs: 1234.4,
  xrayTraceId: "Root=1-5e645f3e-1dfad076a177c5ccc5de12f5;Sampled=1",
  lambdaRequestId: "11111111-2222-3333-4444-555555555555",
  authorizerId: "auth01",
};

export const HTTP: RequestFacts = {
  ...REST,
  apiType: "HTTP",
  stage: "$default",
  route: "GET /orders/{id}",
};

export const WEBSOCKET: RequestFacts = { ...REST, apiType: "WEBSOCKET", route: "$connect" };

export const TO_HOST: RequestFacts = {
  ...REST,
  target: { kind: "host", host: "api.example.com", url: "https://api.example.com:8443/orders" },
};

export const TO_VPC_LINK: RequestFacts = {
  ...REST,
  target: { kind: "vpc_link", host: "nlb.example.com", id: "vpclink1" },
};

export const BY_AUTHORIZER: RequestFacts = {
  ...REST,
  target: { kind: "authorizer", id: "auth01", function: "check-token" },
};

/** The commands of a remedy, in order. */
export function commandsOf({ confirm, fix }: Remedy): readonly string[] {
  return [...confirm, ...fix].flatMap(({ command }) => (command === undefined ? [] : [command]));
}

/** Every sentence of a remedy. */
export function sentencesOf({ meaning, confirm, fix, caution }: Remedy): readonly string[] {
  return [meaning, ...confirm.map(({ text }) => text), ...fix.map(({ text }) => text), caution];
}
