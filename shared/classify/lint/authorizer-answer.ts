import type { AuthorizerFormat, AuthorizerLint, LintOutcome } from "../../domain/lint.ts";
import { policyFix } from "./authorizer-changes.ts";
import {
  absence,
  contextDefects,
  decisionAbsence,
  decisionDefects,
  principalAbsence,
  principalDefects,
  usageKeyDefects,
} from "./authorizer-fields.ts";
import { foreignDefects, functionErrorDefect, isUnauthorized } from "./authorizer-keys.ts";
import { meaningOf } from "./authorizer-meaning.ts";
import { noAnswerDefects } from "./authorizer-root.ts";
import {
  AUTHORIZER_RULES,
  type AuthorizerDefect,
  type AuthorizerRules,
} from "./authorizer-rules.ts";
import { ruling } from "./defect.ts";
import type { JsonMember, JsonNode, JsonObject } from "./json-node.ts";
import { type LintOptions, type Subject, subjectOf, syntaxDefects, veilDefect } from "./payload.ts";
import { decisionOf } from "./policy-decision.ts";
import { POLICY, policyDefects } from "./policy-document.ts";

/**
 * What API Gateway makes of a Lambda authorizer's answer.
 *
 * `text` is the answer as JSON, whole, or cut anywhere (`[TRUNCATED]`, `...`, or the text just ends).
 * `decision` is what an answer says once it is accepted, without a request to hold it against.
 * A function that failed has the reason `function_error`; a field that only belongs elsewhere (a
 * proxy response's `statusCode`) makes the answer no policy: `invalid_policy`.
 * Never throws. At most 50 findings, errors first.
 */
export function lintAuthorizerAnswer(
  text: string,
  format: AuthorizerFormat,
  options: LintOptions = {},
): AuthorizerLint {
  const rules = AUTHORIZER_RULES[format];
  const subject = subjectOf(text, options);
  const ruled = ruling([...defectsIn(subject, rules), ...sizeDefects(text, format)], subject);
  const { root } = subject.reading;
  const said = root?.kind === "object" && !subject.cut ? decisionOf(root, rules) : undefined;
  const decision = ruled.outcome === "refused" ? undefined : said;
  const clientStatus = clientStatusOf(ruled.outcome, decision, root);
  return {
    ...ruled,
    shape: subject.shape,
    cut: subject.cut,
    ...(decision !== undefined && { decision }),
    ...(clientStatus !== undefined && { clientStatus }),
  };
}

/** What the client gets, unless the call goes on to the integration, or depends on the request. */
function clientStatusOf(
  outcome: LintOutcome,
  decision: AuthorizerLint["decision"],
  root: JsonNode | undefined,
): number | undefined {
  if (outcome === "unknown") return undefined;
  if (outcome === "refused") return root?.kind === "object" && isUnauthorized(root) ? 401 : 500;
  return decision === "deny" || decision === "no_match" ? 403 : undefined;
}

function defectsIn(subject: Subject, rules: AuthorizerRules): readonly AuthorizerDefect[] {
  const { root } = subject.reading;
  const syntax = syntaxDefects(subject, "invalid_json" as const);
  if (subject.kind === "object" && root?.kind === "object") {
    return [...answerDefects(root, subject.text, rules), ...syntax];
  }
  if (subject.shape === "withheld" || subject.shape === "binary") return [veilDefect(subject)];
  return [...noAnswerDefects(subject, rules), ...syntax];
}

function answerDefects(
  answer: JsonObject,
  text: string,
  rules: AuthorizerRules,
): readonly AuthorizerDefect[] {
  const failure = functionErrorDefect(answer);
  const members = answer.members.flatMap((member) => memberDefects(member, text, rules));
  const foreign = foreignDefects(answer, text, rules, failure);
  if (failure !== undefined) return [failure, ...foreign, ...members];
  // A key that is refused for its spelling is named already, with the right one.
  const fixes = new Set(foreign.map(({ fix }) => fix));
  const missing = absences(answer, rules).filter(({ fix }) => !fixes.has(fix));
  return [...foreign, ...members, ...missing];
}

function absences(answer: JsonObject, rules: AuthorizerRules): readonly AuthorizerDefect[] {
  if (rules.answer === "simple") return decisionAbsence(answer);
  const demand = { ...POLICY, fix: policyFix(meaningOf(answer), rules) };
  return [...absence(answer, "policyDocument", "$", "sure", demand), ...principalAbsence(answer)];
}

type Judge = (
  value: JsonMember["value"],
  text: string,
  rules: AuthorizerRules,
) => readonly AuthorizerDefect[];

const JUDGES: ReadonlyMap<string, Judge> = new Map([
  ["principalId", principalDefects],
  ["policyDocument", policyDefects],
  ["context", contextDefects],
  ["usageIdentifierKey", usageKeyDefects],
  ["isAuthorized", decisionDefects],
]);

function memberDefects(
  { key, value }: JsonMember,
  text: string,
  rules: AuthorizerRules,
): readonly AuthorizerDefect[] {
  const judge = rules.keys.includes(key) ? JUDGES.get(key) : undefined;
  return judge?.(value, text, rules) ?? [];
}

const WEBSOCKET_LIMIT = 8_192;

/** WebSocket APIs take an authorizer's result up to 8 KB. */
function sizeDefects(text: string, format: AuthorizerFormat): readonly AuthorizerDefect[] {
  const size = format === "websocket" ? Buffer.byteLength(text) : 0;
  if (size <= WEBSOCKET_LIMIT) return [];
  return [
    {
      at: 0,
      certainty: "advice",
      path: "$",
      found: `${size} bytes`,
      wanted: "at most 8,192 bytes on a WebSocket API",
      fix: "put less into `context`",
    },
  ];
}
