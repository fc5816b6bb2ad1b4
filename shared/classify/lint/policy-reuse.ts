import { defectOf } from "./authorizer-fields.ts";
import type { AuthorizerDefect } from "./authorizer-rules.ts";
import { type JsonNode, type JsonObject, lastValue } from "./json-node.ts";

const WILDCARD = /[*?]/;

/**
 * The trap of the authorizer cache (on by default, 300 s): the policy is used again for the caller's
 * next method, and one that allows a single ARN answers 403 there.
 */
export function reuseDefects(policy: JsonObject, text: string): readonly AuthorizerDefect[] {
  const statements = lastValue(policy, "Statement");
  if (statements?.kind !== "array" || !statements.whole) return [];
  const allowed = statements.items.flatMap(allowedResources);
  const [only] = allowed;
  if (allowed.length !== 1 || only === undefined || !isExact(only.value)) return [];
  return [
    defectOf(only.value, only.path, text, "advice", {
      reason: "invalid_policy",
      wanted:
        "all that the caller may use (a cached policy also serves the caller's other methods, with 403)",
      fix: "allow `…/{stage}/*`, or set the authorizer's `authorizerResultTtlInSeconds` to 0",
    }),
  ];
}

type Located = { readonly value: JsonNode; readonly path: string };

function allowedResources(statement: JsonNode, index: number): readonly Located[] {
  if (statement.kind !== "object") return [];
  const effect = lastValue(statement, "Effect");
  const resource = lastValue(statement, "Resource");
  if (effect?.kind !== "string" || effect.value !== "Allow" || resource === undefined) return [];
  const path = `$.policyDocument.Statement[${index}].Resource`;
  if (resource.kind !== "array") return [{ value: resource, path }];
  return resource.items.map((value, at) => ({ value, path: `${path}[${at}]` }));
}

function isExact(resource: JsonNode): boolean {
  if (resource.kind !== "string") return false;
  return resource.value.startsWith("arn:") && !WILDCARD.test(resource.value);
}
