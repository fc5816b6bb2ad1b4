import { defectOf } from "./authorizer-fields.ts";
import type { AuthorizerDefect, AuthorizerRules } from "./authorizer-rules.ts";
import { type JsonNode, type JsonObject, lastValue } from "./json-node.ts";
import { mayMatch } from "./policy-resource.ts";

const WILDCARD = /[*?]/;

/**
 * The trap of the authorizer cache (on by default, 300 s): the policy is used again for the caller's
 * next method, and one that allows a single ARN answers 403 there.
 */
export function reuseDefects(
  policy: JsonObject,
  text: string,
  rules: AuthorizerRules,
): readonly AuthorizerDefect[] {
  const statements = lastValue(policy, "Statement");
  if (statements?.kind !== "array" || !statements.whole) return [];
  const allowed = statements.items.flatMap(allowedResources);
  const [only] = allowed;
  if (allowed.length !== 1 || only === undefined || !isExact(only.value, rules)) return [];
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

/** One method and path, and no mistake of its own. */
function isExact(resource: JsonNode, rules: AuthorizerRules): boolean {
  if (resource.kind !== "string") return false;
  return mayMatch(resource, rules) && !WILDCARD.test(resource.value);
}
