import type { Diagnosis } from "../../domain/cause.ts";
import { backendFailure } from "../backend-failure.ts";
import { functionFailureIn } from "../function-failure.ts";
import { answerIn, payloadOf } from "../payload.ts";
import type { CauseRule } from "../rule.ts";
import { functionErrorReason } from "../runtime-error.ts";

type BackendError = "backend_error";

export const backendError: CauseRule<BackendError> = {
  cause: "backend_error",
  summary: "The backend itself answered 5xx; the gateway only passed it on.",
  spec: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html",
  statuses: [500, 502, 503, 504],
  looksFor: "a completed execution that ends in 5xx, or a 5xx from the integration",
  match(reading) {
    const failure = backendFailure(reading);
    const answer = answerIn(reading);
    if (failure === undefined || answer === undefined) return failure;
    return {
      reason: failure.reason,
      evidence: [answer.at, ...failure.evidence],
      payload: payloadOf(answer),
      also: mappedError(answer.text),
    };
  },
};

/** An error of the function that a mapping turned into the 5xx. */
function mappedError(text: string): readonly Diagnosis[] {
  const failure = functionFailureIn(text);
  if (failure === undefined) return [];
  return [{ cause: "lambda_function_error", reason: functionErrorReason(failure) }];
}
