import { backendFailure } from "../backend-failure.ts";
import { answerIn, payloadOf } from "../payload.ts";
import type { CauseRule } from "../rule.ts";
import { functionErrorBeneath } from "../runtime-error.ts";

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
      also: functionErrorBeneath(answer.text),
    };
  },
};
