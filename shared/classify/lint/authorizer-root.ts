import { type Demand, defectOf } from "./authorizer-fields.ts";
import type { AuthorizerDefect, AuthorizerRules } from "./authorizer-rules.ts";
import type { Subject } from "./payload.ts";
import { textShown } from "./root-kind.ts";

const POLICY = {
  reason: "invalid_policy",
  wanted: "an object with principalId and policyDocument",
} as const;
const SIMPLE: Demand = {
  reason: "missing_is_authorized",
  wanted: "an object with isAuthorized",
  fix: "return `{ isAuthorized: true }` or `{ isAuthorized: false }` on every path",
};
const JSON_TEXT = /^\s*\{/;
const UNWRAP = "return the object itself, without `JSON.stringify` (Python: `json.dumps`)";

function policyFix({ unauthorized }: AuthorizerRules): string {
  return `return \`{ principalId, policyDocument }\` on every path; to refuse, return a policy that denies, or ${unauthorized}`;
}

/** What is wrong with an answer that is no object. */
export function noAnswerDefects(
  subject: Subject,
  rules: AuthorizerRules,
): readonly AuthorizerDefect[] {
  const { text, shape, reading } = subject;
  const demand = rules.answer === "policy" ? { ...POLICY, fix: policyFix(rules) } : SIMPLE;
  const place = { at: 0, certainty: "sure", path: "$" } as const;
  if (shape === "empty") return [{ ...place, ...demand, found: "nothing at all" }];
  if (subject.kind === "prose") {
    const found = `no JSON, but ${textShown(text, shape)}`;
    return [{ ...place, ...demand, reason: "invalid_json", found }];
  }
  if (reading.root === undefined || subject.kind === "hidden" || subject.kind === "broken")
    return [];
  const isText = reading.root.kind === "string" && JSON_TEXT.test(reading.root.value);
  return [defectOf(reading.root, "$", text, "sure", isText ? { ...demand, fix: UNWRAP } : demand)];
}
