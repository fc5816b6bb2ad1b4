import {
  type FunctionFailure,
  functionFailureIn,
  isLambdasOwn,
  isMarkedAsError,
} from "../function-failure.ts";
import { isUnfinished } from "../lambda-answer.ts";
import { answerIn, payloadOf } from "../payload.ts";
import { entryIn, type Reading } from "../reading.ts";
import type { CauseRule, Match } from "../rule.ts";
import { functionErrorReason } from "../runtime-error.ts";
import type { Statement } from "../statement.ts";

type FunctionError = "lambda_function_error";

const NOTHING_KNOWN: FunctionFailure = { message: "", type: "", stack: "", whole: false };

export const lambdaFunctionError: CauseRule<FunctionError> = {
  cause: "lambda_function_error",
  summary: "The function ran and ended with an error instead of an answer.",
  spec: "https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html",
  statuses: [502, 500],
  looksFor: "a customer function error, or a payload that Lambda made of an error",
  match(reading) {
    const said = reading.integrationStatements.find(isFunctionError);
    return said === undefined ? byAnswer(reading) : withAnswer(reading, said);
  },
};

function isFunctionError({ said, quoted }: Statement): boolean {
  return quoted !== undefined || said.includes("lambda execution failed with status");
}

function withAnswer(reading: Reading, { at, quoted = "" }: Statement): Match<FunctionError> {
  const answer = answerIn(reading);
  const shown = answer && functionFailureIn(answer.text);
  const failure = shown ?? NOTHING_KNOWN;
  // The same words twice, but either may be cut, or lost where a copy broke its lines.
  const reason = functionErrorReason({ ...failure, message: `${quoted}\n${failure.message}` });
  if (answer === undefined) return { reason, evidence: [at] };
  return { reason, evidence: [answer.at, at], payload: payloadOf(answer) };
}

/**
 * Without the message the payload decides, when it has the form that only Lambda gives it and
 * nothing shows that it was passed on. Before 2019 the gateway called it malformed.
 */
function byAnswer(reading: Reading): Match<FunctionError> | undefined {
  if (!isUnfinished(reading) || isMarkedAsError(reading) === false) return undefined;
  const answer = answerIn(reading);
  if (answer === undefined) return undefined;
  const failure = functionFailureIn(answer.text);
  const isProven = isMarkedAsError(reading) === true;
  if (failure === undefined || !(isProven || isLambdasOwn(failure))) return undefined;
  const headers = isProven ? entryIn(reading, "answer_headers") : undefined;
  return {
    reason: functionErrorReason(failure),
    evidence: [answer.at, headers?.at].filter((at) => at !== undefined),
    payload: payloadOf(answer),
  };
}
