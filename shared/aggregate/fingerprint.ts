import { createHash } from "node:crypto";
import type { Fault } from "../domain/fault.ts";
import { targetLabel } from "../domain/target.ts";
import type { RequestFacts } from "../domain/verdict.ts";

/** Stands in front of every fingerprint: another way of making them gets another version. */
const VERSION = "v1";
/** 64 bits: two of a million faults are alike once in 30 million years. */
const DIGITS = 16;

/**
 * What makes two failures one fault, as text that reads and compares: account, region, API, stage,
 * cause, reason, and the target, or the route where the log names no target.
 */
export function faultKey(diagnosis: Pick<Fault, "cause" | "reason">, facts: RequestFacts): string {
  const { accountId, region, apiId, stage, target } = facts;
  const place = target === undefined ? routeLabel(facts) : targetLabel(target);
  const parts = [accountId, region, apiId, stage, diagnosis.cause, diagnosis.reason, place];
  return JSON.stringify(parts.map((part) => part ?? ""));
}

/** The fingerprint of the fault with this key: `v1:` and 16 hexadecimal digits. */
export function fingerprintOf(key: string): string {
  return `${VERSION}:${createHash("sha256").update(key).digest("hex").slice(0, DIGITS)}`;
}

/** `POST /orders`; empty where the log names no route. */
export function routeLabel({ method, route }: Pick<RequestFacts, "method" | "route">): string {
  return route === undefined ? "" : `${method ?? ""} ${route}`.trimStart();
}
