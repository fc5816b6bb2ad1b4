import { type Demand, defectOf } from "./authorizer-fields.ts";
import type { AuthorizerDefect, AuthorizerRules } from "./authorizer-rules.ts";
import { clipped, type JsonNode, type JsonString } from "./json-node.ts";

const MAX_LENGTH = 512;
const WILDCARD = /[*?]/;
const METHODS = new Set(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]);
const FORM = "arn:aws:execute-api:{region}:{account}:{api}/{stage}/{METHOD}/{path}";
const USE_OWN =
  "use `event.methodArn` (HTTP API 2.0: `event.routeArn`), or put `*` for its last parts";

const NOT_TEXT: Demand = {
  reason: "invalid_policy",
  wanted: "a resource ARN, or a list of them",
  fix: "set `Resource: event.methodArn` (HTTP API 2.0: `event.routeArn`)",
};
const NO_ARN: Demand = { reason: "invalid_policy", wanted: `an ARN: ${FORM}`, fix: USE_OWN };
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
        ? [defectOf(item, `${path}[${index}]`, text, "sure", NOT_TEXT)]
        : resourceDefects(item, `${path}[${index}]`, text, rules),
    );
  }
  if (value.kind === "hidden") return [];
  if (value.kind !== "string") return [defectOf(value, path, text, "sure", NOT_TEXT)];
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
  if (value.value.startsWith("*")) return [];
  if (!value.value.startsWith("arn:")) return [defectOf(value, path, text, "unsettled", NO_ARN)];
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

/** True unless a resource, or every one of a whole list, certainly matches no call. */
export function mayMatch(resource: JsonNode | undefined, rules: AuthorizerRules): boolean {
  if (resource?.kind === "string" && resource.whole && resource.value.startsWith("arn:")) {
    return mistakeIn(resource.value, rules) === undefined;
  }
  if (resource?.kind !== "array" || !resource.whole) return true;
  return resource.items.some((item) => item.kind !== "array" && mayMatch(item, rules));
}
