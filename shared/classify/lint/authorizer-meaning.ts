import { type JsonNode, type JsonObject, lastValue } from "./json-node.ts";

/** What an answer is meant to do, whatever its form. A change that mends it keeps that. */
export type Meaning = "access" | "refusal" | "not_said";

/** What `answer` means. Where it says both, it refuses: nobody gets in by a mended answer. */
export function meaningOf(answer: JsonObject): Meaning {
  const meanings = [
    decisionMeaning(lastValue(answer, "isAuthorized")),
    statusMeaning(lastValue(answer, "statusCode")),
    policyMeaning(lastValue(answer, "policyDocument")),
  ];
  if (meanings.includes("refusal")) return "refusal";
  return meanings.includes("access") ? "access" : "not_said";
}

/** What a decision means: a boolean, or the text of one. */
export function decisionMeaning(decision: JsonNode | undefined): Meaning {
  if (decision?.kind !== "boolean" && decision?.kind !== "string") return "not_said";
  const said = String(decision.value).trim().toLowerCase();
  if (said === "true") return "access";
  return said === "false" ? "refusal" : "not_said";
}

/** An error's status refuses; another one says nothing: a caller is not let in by a status. */
function statusMeaning(status: JsonNode | undefined): Meaning {
  if (status?.kind !== "number" && status?.kind !== "string") return "not_said";
  return Number(status.value) >= 400 ? "refusal" : "not_said";
}

function policyMeaning(policy: JsonNode | undefined): Meaning {
  const statements = policy?.kind === "object" ? lastValue(policy, "Statement") : undefined;
  if (statements?.kind !== "array" || !statements.whole) return "not_said";
  const effects = new Set(statements.items.map(effectIn));
  if (effects.size > 1) return "not_said";
  const [only = "deny"] = effects;
  if (only === "allow") return "access";
  return only === "deny" ? "refusal" : "not_said";
}

function effectIn(statement: JsonNode): string {
  const effect = statement.kind === "object" ? lastValue(statement, "Effect") : undefined;
  return effect?.kind === "string" ? effect.value.toLowerCase() : "";
}
