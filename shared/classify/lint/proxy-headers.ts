import { UNSETTLED } from "./defect.ts";
import { type JsonMember, type JsonNode, memberPath, shown } from "./json-node.ts";
import type { ProxyDefect, ProxyRules } from "./proxy-rules.ts";

type Judged = { readonly value: JsonNode; readonly path: string; readonly text: string };
type Verdict = Pick<ProxyDefect, "certainty" | "wanted" | "fix">;

/** What is wrong with headers: a map of single values. */
export function headersDefects(
  value: JsonNode,
  text: string,
  rules: ProxyRules,
): readonly ProxyDefect[] {
  const subject = { value, path: "$.headers", text };
  return mapDefects(subject, rules, (member) => {
    const judged = { value: member.value, path: memberPath("$.headers", member.key), text };
    return [...wrong(judged, headerValue(member, rules)), ...nameDefects(member, judged)];
  });
}

/** What is wrong with multiValueHeaders: a map of lists. */
export function multiValueHeadersDefects(
  value: JsonNode,
  text: string,
  rules: ProxyRules,
): readonly ProxyDefect[] {
  const subject = { value, path: "$.multiValueHeaders", text };
  return mapDefects(subject, rules, (member) => {
    const path = memberPath(subject.path, member.key);
    const judged = { value: member.value, path, text };
    const items = member.value.kind === "array" ? member.value.items : [];
    return [
      ...wrong(judged, listValue(member)),
      ...items.flatMap((item, index) =>
        wrong({ value: item, path: `${path}[${index}]`, text }, listItem(item)),
      ),
      ...nameDefects(member, judged),
    ];
  });
}

/** What is wrong with cookies: a list of strings. */
export function cookiesDefects(value: JsonNode, text: string): readonly ProxyDefect[] {
  const path = "$.cookies";
  const wanted = "a list of strings, one for each cookie";
  const fix = 'write `cookies: ["name=value; Path=/"]`';
  if (value.kind === "hidden") return [];
  if (value.kind !== "array") {
    const verdict = value.kind === "null" ? unsettled(wanted, fix) : sure(wanted, fix);
    return wrong({ value, path, text }, verdict);
  }
  return value.items.flatMap((item, index) =>
    item.kind === "string" || item.kind === "hidden"
      ? []
      : wrong({ value: item, path: `${path}[${index}]`, text }, unsettled("a string", fix)),
  );
}

function mapDefects(
  { value, path, text }: Judged,
  rules: ProxyRules,
  each: (member: JsonMember) => readonly ProxyDefect[],
): readonly ProxyDefect[] {
  if (value.kind === "object") return value.members.flatMap(each);
  if (value.kind === "hidden" || (value.kind === "null" && rules.typing === "lenient")) return [];
  const wanted = "an object of header names and values";
  const fix = mapFix(value, path.slice(2));
  return wrong(
    { value, path, text },
    value.kind === "null" ? unsettled(wanted, fix) : sure(wanted, fix),
  );
}

/** Headers in another form are kept, and given the right one. */
function mapFix(value: JsonNode, name: string): string {
  const isList = value.kind === "array" && value.items.length > 0;
  if (isList || value.kind === "string") {
    const item = name === "headers" ? '"value"' : '["value"]';
    return `turn it into an object, as in \`${name}: { "Header-Name": ${item} }\``;
  }
  return `write \`${name}: {}\`, or leave it out`;
}

/** Strings and booleans pass; the service's own parser would also turn a number into text. */
function headerValue({ key, value }: JsonMember, rules: ProxyRules): Verdict | undefined {
  const name = JSON.stringify(key.slice(0, LONGEST_NAME));
  switch (value.kind) {
    case "array":
      return sure("one string", severalValues(name, rules));
    case "object":
      return sure("a string", `write ${name} as text: \`JSON.stringify(value)\``);
    case "number":
      return unsettled("a string", `write ${name} as text: \`String(value)\``);
    case "null":
      return unsettled("a string", `leave ${name} out when it has no value`);
    default:
      return undefined;
  }
}

function severalValues(name: string, rules: ProxyRules): string {
  if (rules.keys.includes("multiValueHeaders")) return `move ${name} to \`multiValueHeaders\``;
  return `join the values of ${name} with a comma; put Set-Cookie values in \`cookies\``;
}

function listValue({ key, value }: JsonMember): Verdict | undefined {
  if (value.kind === "array" || value.kind === "hidden") return undefined;
  const name = JSON.stringify(key.slice(0, LONGEST_NAME));
  return sure(
    "a list of strings",
    `write ${name} as a list (\`[value]\`), or move it to \`headers\``,
  );
}

function listItem(item: JsonNode): Verdict | undefined {
  switch (item.kind) {
    case "array":
    case "object":
      return sure("a string", "write the value as text");
    case "number":
    case "boolean":
    case "null":
      return unsettled("a string", "write the value as text");
    default:
      return undefined;
  }
}

const LONGEST_NAME = 40;
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;
const LINE_BREAK = /[\r\n\0]/;
const OWN_HEADERS = new Set(["connection", "content-length", "transfer-encoding"]);

/** Names and values that HTTP does not allow, and headers that are the gateway's own. */
function nameDefects({ key, value }: JsonMember, judged: Judged): readonly ProxyDefect[] {
  if (!TOKEN.test(key)) {
    const found = `the name ${JSON.stringify(key.slice(0, LONGEST_NAME))}`;
    const verdict = unsettled("a name of letters, digits and hyphens", "rename the header");
    return wrong(judged, verdict).map((defect) => ({ ...defect, found }));
  }
  if (value.kind === "string" && LINE_BREAK.test(value.value)) {
    return wrong(judged, unsettled("one line", "remove the line breaks from the value"));
  }
  if (!OWN_HEADERS.has(key.toLowerCase())) return [];
  const fix = `leave ${key} out: API Gateway sets it itself, and a wrong one breaks the response`;
  return wrong(judged, { certainty: "advice", wanted: "no such header", fix });
}

function wrong(
  { value, path, text }: Judged,
  verdict: Verdict | undefined,
): readonly ProxyDefect[] {
  if (verdict === undefined) return [];
  const found = shown(value, text);
  return [{ at: value.start, reason: "invalid_headers", path, found, ...verdict }];
}

function sure(wanted: string, fix: string): Verdict {
  return { certainty: "sure", wanted, fix };
}

function unsettled(wanted: string, fix: string): Verdict {
  return { certainty: "unsettled", wanted: `${wanted}${UNSETTLED}`, fix };
}
