import type { Diagnosis } from "../../domain/cause.ts";
import { isUnfinished, lambdaRefusal } from "../lambda-answer.ts";
import { answerIn, payloadOf, sentenceOf } from "../payload.ts";
import type { Reading } from "../reading.ts";
import { type CauseRule, firstSaid, type Match, type Wording } from "../rule.ts";
import { says } from "../sentence.ts";

type Denied = "lambda_permission_denied";

const LACKS_ACTION = "not authorized to perform: lambda:invoke";

const WORDINGS: readonly Wording<Denied>[] = [
  { says: "invalid permissions on lambda function", reason: "invalid_permissions" },
  { says: "permissions to call the integration", reason: "invalid_permissions" },
  { says: LACKS_ACTION, reason: "invalid_permissions" },
];

/** A function ARN in which a stage variable left nothing, or was not resolved. */
const UNRESOLVED =
  /:function:[^\s/]{0,140}:\/(?:response-streaming-)?invocations|\$\{stageVariables\./;

export const lambdaPermissionDenied: CauseRule<Denied> = {
  cause: "lambda_permission_denied",
  summary: "API Gateway may not invoke the function.",
  spec: "https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html",
  statuses: [500],
  looksFor: "`Invalid permissions on Lambda function`, or a role that may not call the integration",
  match(reading) {
    const said = firstSaid(reading.integrationStatements, WORDINGS);
    if (said !== undefined) return { ...said, also: beneath(reading) };
    return refused(reading);
  },
};

/** With a role on the integration, Lambda itself names the action that the role lacks. */
function refused(reading: Reading): Match<Denied> | undefined {
  const answer = answerIn(reading);
  if (answer === undefined || !isUnfinished(reading)) return undefined;
  const sentence = sentenceOf(answer);
  const isLambdas = lambdaRefusal(reading)?.status === 403 || says(sentence, "accessdenied");
  if (!isLambdas || !says(sentence, LACKS_ACTION)) return undefined;
  return { reason: "invalid_permissions", evidence: [answer.at], payload: payloadOf(answer) };
}

function beneath({ entries }: Reading): readonly Diagnosis[] {
  const isIncomplete = entries.some(
    ({ kind, value }) => kind === "endpoint" && UNRESOLVED.test(value),
  );
  return isIncomplete ? [{ cause: "integration_misconfigured", reason: "stage_variable" }] : [];
}
