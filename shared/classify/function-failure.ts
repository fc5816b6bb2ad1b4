import { type JsonNode, type JsonObject, lastValue } from "./lint/json-node.ts";
import { readJson } from "./lint/tolerant-json.ts";
import { entryIn, type Reading } from "./reading.ts";

/** The error that a function ended with, as far as it is shown. */
export type FunctionFailure = {
  readonly message: string;
  readonly type: string;
  /** The stack trace's text, `""` when none is shown. */
  readonly stack: string;
  /** False when the log stopped before the payload did. */
  readonly whole: boolean;
};

/** The keys of the payload that Lambda makes of an error, in all its runtimes. */
const ERROR_KEYS: ReadonlySet<string> = new Set([
  "errorMessage",
  "errorType",
  "stackTrace",
  "trace",
  "cause",
  "causes",
  "requestId",
]);

/** Messages that Lambda itself writes, not the function's code. */
const LAMBDA_WORDS =
  /task\stimed\sout\safter|process\sexited\sbefore\scompleting|runtime\sexited|error:\sruntime/i;

/** Headers are printed as `{a=b, c=d}`: without the bracket the line was cut. */
const HEADERS_END = /\}\s{0,8}$/;
const FUNCTION_ERROR_HEADER = /x-amz-function-error=(?:un)?handled/i;

/** The failure that a payload is, if it has the form Lambda gives to errors and nothing else. */
export function functionFailureIn(text: string): FunctionFailure | undefined {
  if (!text.includes('"errorMessage"')) return undefined;
  const { root } = readJson(text);
  if (root?.kind !== "object" || lastValue(root, "errorMessage") === undefined) return undefined;
  const isForeign = root.members.some(({ key }) => !ERROR_KEYS.has(key));
  return isForeign ? undefined : failureOf(root, text);
}

/** The failure that an authorizer's answer tells: a policy has none of an error's keys. */
export function authorizerFailureIn(text: string): FunctionFailure | undefined {
  if (!text.includes('"error')) return undefined;
  const { root } = readJson(text);
  if (root?.kind !== "object") return undefined;
  const isError = root.members.some(({ key }) => key === "errorMessage" || key === "errorType");
  return isError ? failureOf(root, text) : undefined;
}

/**
 * Whether a payload alone proves that the function failed. A bare `errorMessage` does not: a
 * function can return one on purpose.
 */
export function isLambdasOwn({ message, type, stack, whole }: FunctionFailure): boolean {
  return stack !== "" || (type !== "" && whole) || LAMBDA_WORDS.test(message);
}

/**
 * Whether Lambda marked the answer as an error, by the header it adds: undefined when the log does
 * not show the headers.
 */
export function isMarkedAsError(reading: Reading): boolean | undefined {
  const headers = entryIn(reading, "answer_headers");
  if (headers === undefined) return undefined;
  if (FUNCTION_ERROR_HEADER.test(headers.value)) return true;
  return HEADERS_END.test(headers.value) ? false : undefined;
}

function failureOf(root: JsonObject, text: string): FunctionFailure {
  return {
    message: wordsOf(lastValue(root, "errorMessage")),
    type: wordsOf(lastValue(root, "errorType")),
    stack: stackOf(root, text),
    whole: root.whole,
  };
}

function wordsOf(node: JsonNode | undefined): string {
  return node?.kind === "string" ? node.value : "";
}

function stackOf(root: JsonObject, text: string): string {
  const stack = lastValue(root, "trace") ?? lastValue(root, "stackTrace");
  return stack === undefined ? "" : text.slice(stack.start, stack.end);
}
