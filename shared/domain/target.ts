import { assertNever } from "./result.ts";
import type { Target } from "./verdict.ts";

/** What to call a target in a table, a record and a fingerprint: `orders:live`, `api.example.com`. */
export function targetLabel(target: Target): string {
  switch (target.kind) {
    case "function":
      return target.qualifier === undefined ? target.name : `${target.name}:${target.qualifier}`;
    case "host":
      return target.host;
    case "vpc_link":
      return target.id === undefined ? target.host : `${target.host} (VPC link ${target.id})`;
    case "aws_service":
      return target.service;
    case "authorizer":
      return ["authorizer", target.function ?? target.id ?? ""].join(" ").trimEnd();
    default:
      return assertNever(target);
  }
}
