import { isUnfinished, lambdaRefusal } from "../lambda-answer.ts";
import { answerIn, payloadOf, sentenceOf } from "../payload.ts";
import type { Reading } from "../reading.ts";
import { type CauseRule, firstSaid, firstTyped, type Match, type Wording } from "../rule.ts";
import { says } from "../sentence.ts";
import { serviceRefusal } from "../service-answer.ts";

type Misconfigured = "integration_misconfigured";

const WORDINGS: readonly Wording<Misconfigured>[] = [
  { says: "permission to assume the provided role", reason: "execution_role" },
  { says: "permissions to assume the iam role", reason: "execution_role" },
  { says: "invalid stage variable value", reason: "stage_variable" },
  { says: "at 'functionname' failed to satisfy constraint", reason: "stage_variable" },
  { says: "header already present", reason: "illegal_header_mapping" },
  { says: "no integration defined", reason: "no_integration" },
];

const ILLEGAL_QUERY = "illegal character in query";

/** What Lambda answers to a call that is wrong by its configuration. */
const LAMBDA_ANSWERS: readonly Wording<Misconfigured>[] = [
  {
    says: "unable to determine service/operation name to be authorized",
    reason: "wrong_integration_method",
  },
  { says: "at 'functionname' failed to satisfy constraint", reason: "stage_variable" },
];

export const integrationMisconfigured: CauseRule<Misconfigured> = {
  cause: "integration_misconfigured",
  summary: "The integration is set up so that its call cannot work.",
  spec: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings.html",
  statuses: [500],
  looksFor: "a role, stage variable, method or request of the integration that cannot work",
  match(reading) {
    return (
      firstSaid(reading.integrationStatements, WORDINGS) ??
      illegalQuery(reading) ??
      answeredByLambda(reading) ??
      refusedByLambda(reading) ??
      refusedByService(reading) ??
      byTypeAlone(reading)
    );
  },
};

/** A URI that cannot be built for an AWS service is a broken request; for a host, a broken address. */
function illegalQuery(reading: Reading): Match<Misconfigured> | undefined {
  if (reading.target?.kind !== "aws_service") return undefined;
  const said = reading.integrationStatements.find((statement) =>
    says(statement.said, ILLEGAL_QUERY),
  );
  return said && { reason: "invalid_request_to_aws_service", evidence: [said.at] };
}

function answeredByLambda(reading: Reading): Match<Misconfigured> | undefined {
  const answer = answerIn(reading);
  if (answer === undefined || !isUnfinished(reading)) return undefined;
  const sentence = sentenceOf(answer);
  const wording = LAMBDA_ANSWERS.find((known) => says(sentence, known.says));
  if (wording === undefined) return undefined;
  const refusal = lambdaRefusal(reading);
  const evidence = refusal === undefined ? [answer.at] : [answer.at, refusal.at];
  return { reason: wording.reason, evidence, payload: payloadOf(answer) };
}

function refusedByLambda(reading: Reading): Match<Misconfigured> | undefined {
  const refusal = lambdaRefusal(reading);
  return refusal?.status === 403 ? { reason: "other", evidence: [refusal.at] } : undefined;
}

function refusedByService(reading: Reading): Match<Misconfigured> | undefined {
  const refusal = serviceRefusal(reading);
  if (refusal === undefined || (reading.status ?? 500) < 500) return undefined;
  const { reason, evidence, answer } = refusal;
  return { reason, evidence, ...(answer === undefined ? {} : { payload: payloadOf(answer) }) };
}

/** The response type of every configuration error: it decides only where the log has no words. */
function byTypeAlone(reading: Reading): Match<Misconfigured> | undefined {
  const isSaid = reading.statements.some(({ field }) => field !== "error.message");
  const isExplained = isSaid || lambdaRefusal(reading) !== undefined;
  return isExplained ? undefined : firstTyped(reading, { API_CONFIGURATION_ERROR: "other" });
}
