import type { Reading } from "../reading.ts";
import { type CauseRule, firstSaid, firstTyped, type Match, type Wording } from "../rule.ts";

type Timeout = "integration_timeout";

const WORDINGS: readonly Wording<Timeout>[] = [
  { says: "due to a timeout error", reason: "deadline_exceeded" },
  { says: "endpoint request timed out", reason: "deadline_exceeded" },
  { says: "timeout waiting for endpoint response", reason: "deadline_exceeded" },
];

/** An HTTP API stops at 30 s at most, and no setting raises it: then it says only this. */
const UNAVAILABLE = "service unavailable";
const HTTP_API_WAITS_MS = 29_000;

export const integrationTimeout: CauseRule<Timeout> = {
  cause: "integration_timeout",
  summary: "The integration did not answer within the time the gateway waits.",
  spec: "https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html",
  statuses: [504, 503],
  looksFor: "a timeout of the gateway's own, not of the function",
  match(reading) {
    return (
      firstSaid(reading.integrationStatements, WORDINGS) ??
      firstTyped<Timeout>(reading, { INTEGRATION_TIMEOUT: "deadline_exceeded" }) ??
      unavailableForLong(reading)
    );
  },
};

function unavailableForLong({ statements, fields }: Reading): Match<Timeout> | undefined {
  const latency = Number(fields["integration.latency"] ?? fields.responseLatency);
  const hasWaited = latency >= HTTP_API_WAITS_MS && fields.routeKey !== undefined;
  const said = hasWaited
    ? statements.find((statement) => statement.said === UNAVAILABLE)
    : undefined;
  return said && { reason: "deadline_exceeded", evidence: [said.at] };
}
