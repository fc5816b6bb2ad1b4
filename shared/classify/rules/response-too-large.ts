import { type CauseRule, firstSaid, type Wording } from "../rule.ts";

const WORDINGS: readonly Wording<"response_too_large">[] = [
  { says: "response of reported length … is larger than", reason: "integration_limit_10mb" },
  { says: "larger than allowed maximum of 10485760", reason: "integration_limit_10mb" },
];

export const responseTooLarge: CauseRule<"response_too_large"> = {
  cause: "response_too_large",
  summary: "The backend's answer is larger than the gateway passes on.",
  spec: "https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html",
  statuses: [500],
  looksFor: "an integration response over 10 MB",
  match(reading) {
    return firstSaid(reading.integrationStatements, WORDINGS);
  },
};
