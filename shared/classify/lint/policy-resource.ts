import { WHOLE_API } from "./authorizer-changes.ts";
import { type Demand, defectOf } from "./authorizer-fields.ts";
import type { AuthorizerDefect, AuthorizerRules } from "./authorizer-rules.ts";
import { clipped, type JsonNode, type JsonString } from "./json-node.ts";

const MAX_LENGTH = 512;
const PREFIX = "arn:";
const WILDCARD = /[*?]/;
const METHODS = new Set(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]);
const FORM = "arn:aws:execute-api:{region}:{account}:{api}/{stage}/{METHOD}/{path}";
export const RESOURCE: Demand = {
  reason: "invalid_policy",
  wanted: "a resource ARN, or a list of them",
  fix: `set \`Resource: "${WHOLE_API}"\`, or the part of it that is meant`,
};
const NO_ARN: Demand = {
  reason: "invalid_policy",
  wanted: `an ARN: ${FORM}`,
  fix: `write it in that form, with \`*\` for its last parts; \`${WHOLE_API}\` is the whole API`,
};
const TOO_LONG: Demand = {
  reason: "invalid_policy",
  wanted: "at most 512 characters",
  fix: "put `*` in the place of the path's last parts",
};

/** What is wrong with a statement's Resource. */
export function resourceDefects(
  value: JsonNode,
  path: string,
  text: string,
  rules: AuthorizerRules,
): readonly AuthorizerDefect[] {
  if (value.kind === "array") {
    return value.items.flatMap((item, index) =>
      item.kind === "array"
        ? [defectOf(item, `${path}[${index}]`, text, "sure", RESOURCE)]
        : resourceDefects(item, `${path}[${index}]`, text, rules),
    );
  }
  if (value.kind === "hidden") return [];
  if (value.kind !== "string") return [defectOf(value, path, text, "sure", RESOURCE)];
  if (value.value.length > MAX_LENGTH) return [tooLong(value, path, text)];
  return value.whole ? formDefects(value, path, text, rules) : [];
}

function tooLong(value: JsonString, path: string, text: string): AuthorizerDefect {
  const more = value.whole ? "" : "more than ";
  const found = clipped(`a string of ${more}${value.value.length} characters: ${value.value}`);
  return { ...defectOf(value, path, text, "sure", TOO_LONG), found };
}

function formDefects(
  value: JsonString,
  path: string,
  text: string,
  rules: AuthorizerRules,
): readonly AuthorizerDefect[] {
  if (!mayBeArn(value.value)) return [defectOf(value, path, text, "unsettled", NO_ARN)];
  const mistake = mistakeIn(value.value, rules);
  if (mistake === undefined) return [];
  const wanted = `${FORM} (${mistake}, so it matches no call and the client gets 403)`;
  return [defectOf(value, path, text, "advice", { ...NO_ARN, wanted })];
}

/** Why an ARN can match no call, as far as what stands before its first wildcard says so. */
function mistakeIn(arn: string, rules: AuthorizerRules): string | undefined {
  const wildcard = arn.search(WILDCARD);
  const fixed = arn.slice(0, wildcard < 0 ? undefined : wildcard).split(":");
  const resource = fixed.slice(5).join(":").split("/");
  const method = resource[2];
  if (fixed.length > 3 && fixed[2] !== "execute-api") return "it names another service";
  const isShort = resource.length <= rules.resourceSlashes && method !== "$default";
  if (wildcard < 0 && isShort) return "it ends too early";
  if (rules.resourceSlashes < 3 || method === undefined || resource.length < 4) return undefined;
  return METHODS.has(method) ? undefined : "its method is none, methods are in capitals";
}

/** True unless a resource certainly matches no call. */
export function mayMatch(resource: JsonString, rules: AuthorizerRules): boolean {
  if (!resource.whole) return true;
  return mayBeArn(resource.value) && mistakeIn(resource.value, rules) === undefined;
}

/** IAM's wildcards may stand for the beginning too. */
function mayBeArn(resource: string): boolean {
  const wildcard = resource.search(WILDCARD);
  if (wildcard < 0) return resource.startsWith(PREFIX);
  const fixed = resource.slice(0, Math.min(wildcard, PREFIX.length));
  return PREFIX.startsWith(fixed);
}
