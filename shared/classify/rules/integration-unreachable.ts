import { type CauseRule, firstSaid, firstTyped, type Wording } from "../rule.ts";
import type { Statement } from "../statement.ts";

type Unreachable = "integration_unreachable";

/** Sentences of the gateway. */
const WORDINGS: readonly Wording<Unreachable>[] = [
  { says: "invalid endpoint address", reason: "invalid_endpoint" },
  { says: "illegal character in ", reason: "invalid_endpoint" },
  { says: "expected authority at index", reason: "invalid_endpoint" },
  { says: "malformed escape pair at index", reason: "invalid_endpoint" },
  { says: "host name may not be null", reason: "invalid_endpoint" },
  { says: "network error communicating with endpoint", reason: "network_error" },
];

/** What the network says, in the gateway's sentence or behind it. Others say the same. */
const DETAILS: readonly Wording<Unreachable>[] = [
  { says: "unknownhostexception", reason: "dns_failure" },
  { says: "unknown host", reason: "dns_failure" },
  { says: "name or service not known", reason: "dns_failure" },
  { says: "could not resolve host", reason: "dns_failure" },
  { says: "failed to resolve", reason: "dns_failure" },
  { says: "nxdomain", reason: "dns_failure" },
  { says: "connection refused", reason: "connection_refused" },
  { says: "connection timed out", reason: "connection_timeout" },
  { says: "connect timed out", reason: "connection_timeout" },
  { says: "connection timeout", reason: "connection_timeout" },
  { says: "connecttimeoutexception", reason: "connection_timeout" },
  { says: "connection reset", reason: "network_error" },
  { says: "connection is closed", reason: "network_error" },
  { says: "no route to host", reason: "network_error" },
  { says: "broken pipe", reason: "network_error" },
];

export const integrationUnreachable: CauseRule<Unreachable> = {
  cause: "integration_unreachable",
  summary: "The gateway could not connect to the backend, or lost the connection.",
  spec: "https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html",
  statuses: [500, 502, 503, 504],
  looksFor:
    "an endpoint address that is invalid, or a connection that was refused, lost or not made",
  match(reading) {
    const statements = reading.integrationStatements;
    return (
      firstSaid(statements.filter(isFailure), DETAILS) ??
      firstSaid(statements, WORDINGS) ??
      firstTyped<Unreachable>(reading, { INTEGRATION_NETWORK_FAILURE: "network_error" })
    );
  },
};

/** Text without a field can be anybody's, unless it opens in the gateway's words. */
function isFailure({ field, said }: Statement): boolean {
  return field !== undefined || OPENING.test(said);
}

const OPENING = /^(?:execution failed|network error communicating)/;
