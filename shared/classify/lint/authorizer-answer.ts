import type { AuthorizerFormat, AuthorizerLint } from "../../domain/lint.ts";
import {
  absence,
  contextDefects,
  decisionAbsence,
  decisionDefects,
  principalAbsence,
  principalDefects,
  usageKeyDefects,
} from "./authorizer-fields.ts";
import { foreignDefects, functionErrorDefect } from "./authorizer-keys.ts";
import { noAnswerDefects } from "./authorizer-root.ts";
import {
  AUTHORIZER_RULES,
  type AuthorizerDefect,
  type AuthorizerRules,
} from "./authorizer-rules.ts";
import { ruling } from "./defect.ts";
import type { JsonMember, JsonObject } from "./json-node.ts";
import { type LintOptions, type Subject, subjectOf, syntaxDefects, veilDefect } from "./payload.ts";
import { decisionOf } from "./policy-decision.ts";
import { POLICY, policyDefects } from "./policy-document.ts";

/**
 * What API Gateway makes of a Lambda authorizer's answer.
 *
 * `text` is the answer as JSON, whole, or cut anywhere (`[TRUNCATED]`, `...`, or the text just ends).
 * `decision` is what an accepted answer says, without a request to hold it against: `allow` when
 * anything is allowed, `deny` when something is denied and nothing allowed, else `no_match`.
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
  const decision = root?.kind === "object" ? decisionOf(root, rules) : undefined;
  return {
    ...ruled,
    shape: subject.shape,
    cut: subject.cut,
    ...(ruled.outcome === "accepted" && decision !== undefined && { decision }),
  };
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
  return [...foreign, ...members, ...absences(answer, rules)];
}

function absences(answer: JsonObject, rules: AuthorizerRules): readonly AuthorizerDefect[] {
  if (rules.answer === "simple") return decisionAbsence(answer);
  return [...absence(answer, "policyDocument", "$", "sure", POLICY), ...principalAbsence(answer)];
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
