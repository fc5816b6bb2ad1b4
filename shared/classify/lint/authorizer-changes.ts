import type { Meaning } from "./authorizer-meaning.ts";
import type { AuthorizerRules } from "./authorizer-rules.ts";

/** Every stage and method. One method's own ARN would be a trap once the policy is cached. */
export const WHOLE_API = "arn:aws:execute-api:{region}:{account}:{api}/*/*";

const ALLOWING = `{ Effect: "Allow", Action: "execute-api:Invoke", Resource: "${WHOLE_API}" }`;
const DENYING = '{ Effect: "Deny", Action: "execute-api:Invoke", Resource: "*" }';

/** A list of one statement, for either meaning. */
export const STATEMENTS = `\`[${ALLOWING}]\` to let the caller in, or to \`[${DENYING}]\` to refuse`;

/** How to say in a policy that an answer refuses. */
export const REFUSING_STATEMENTS = `\`Statement: [${DENYING}]\``;

/** How to give an answer that lacks a policy one that means the same. */
export function policyFix(meaning: Meaning, rules: AuthorizerRules): string {
  if (meaning === "access") return `set \`policyDocument\` to ${policyOf(ALLOWING)}`;
  if (meaning === "refusal") {
    return `to refuse, set \`policyDocument\` to ${policyOf(DENYING)} (403), or ${rules.unauthorized}`;
  }
  return `set \`policyDocument\` to \`{ Version: "2012-10-17", Statement }\`, with Statement set to ${STATEMENTS}`;
}

function policyOf(statement: string): string {
  return `\`{ Version: "2012-10-17", Statement: [${statement}] }\``;
}

/** How to write `isAuthorized` so that it means the same. */
export function decisionFix(meaning: Meaning): string {
  if (meaning === "access") return "set `isAuthorized: true`, a boolean";
  if (meaning === "refusal") return "set `isAuthorized: false`, a boolean";
  return "set `isAuthorized` to a boolean: `true` to let the caller in, `false` to refuse";
}
