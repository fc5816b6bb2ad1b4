import type { Diagnosis } from "../../shared/domain/cause.ts";
import { API, type Call } from "./call.ts";
import {
  admitting,
  answeredAt,
  answering,
  callingBackend,
  callingFunction,
  completing,
  LAMBDA_ID,
  type Line,
  lines,
  receiving,
  responding,
  starting,
} from "./phases.ts";
import { failing, type Scenario } from "./scenario.ts";
import { piece, type Template, template } from "./template.ts";

const CONFIGURATION = "Execution failed due to configuration error:";
const BALANCER = `orders-0123456789abcdef.elb.${API.region}.amazonaws.com`;
const ROLE = `arn:aws:iam::${API.accountId}:role/orders-gateway`;

/** Failures of HTTP and AWS-service integrations, and of what maps to and from them. */
export const BACKEND_FAILURES: readonly Scenario[] = [
  unanswered(
    { cause: "integration_unreachable", reason: "network_error" },
    3,
    504,
    template`Execution failed due to a network error communicating with endpoint: Connection is closed`,
  ),
  unanswered(
    { cause: "integration_unreachable", reason: "invalid_endpoint" },
    1,
    500,
    template`${CONFIGURATION} Invalid endpoint address`,
  ),
  unanswered(
    { cause: "tls_failure", reason: "untrusted_certificate" },
    2,
    500,
    template`${CONFIGURATION} PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target`,
  ),
  unanswered(
    { cause: "tls_failure", reason: "expired_certificate" },
    1,
    500,
    template`${CONFIGURATION} PKIX path validation failed: java.security.cert.CertPathValidatorException: validity check failed`,
  ),
  unanswered(
    { cause: "tls_failure", reason: "hostname_mismatch" },
    1,
    500,
    template`${CONFIGURATION} Host name 'stock.example.com' does not match the certificate subject provided by the peer (CN=*.example.net)`,
  ),
  unanswered(
    { cause: "tls_failure", reason: "handshake_failure" },
    1,
    500,
    template`${CONFIGURATION} General SSLEngine problem`,
  ),
  unlinked("network_error", 2, 40, template`Execution failed due to an vpc link error`),
  unlinked(
    "unknown",
    1,
    10_000,
    template`${CONFIGURATION} There was an internal error while executing your request`,
  ),
  rejected(
    { cause: "response_too_large", reason: "integration_limit_10mb" },
    1,
    200,
    template`${CONFIGURATION} Integration response of reported length 12582912 is larger than allowed maximum of 10485760 bytes.`,
  ),
  rejected(
    { cause: "mapping_error", reason: "no_matching_integration_response" },
    2,
    200,
    template`${CONFIGURATION} No match for output mapping and no default output mapping configured. Endpoint Response Status Code: 200`,
  ),
  rejected(
    { cause: "mapping_error", reason: "invalid_method_response" },
    1,
    200,
    template`${CONFIGURATION} Output mapping refers to an invalid method response: 202`,
  ),
  failing({ cause: "mapping_error", reason: "request_template" }, 2, 500, (call) => [
    ...started(call),
    ...lines(2, template`${CONFIGURATION} Unable to transform request`),
    ...completing({ ...call, latencyMs: 0 }, 500),
  ]),
  failing({ cause: "integration_misconfigured", reason: "execution_role" }, 2, 500, (call) => [
    ...started(call),
    ...lines(
      2,
      template`${CONFIGURATION} API Gateway does not have permission to assume the provided role ${ROLE}`,
    ),
    ...lines(2, template`Gateway response type: DEFAULT_5XX with status code: 500`),
  ]),
  failing(
    { cause: "integration_misconfigured", reason: "wrong_integration_method" },
    1,
    500,
    (call) => [
      ...started(call),
      ...callingFunction(call),
      ...answering(
        call,
        403,
        "x-amzn-ErrorType=AccessDeniedException, ",
        piece`<AccessDeniedException>\n  <Message>Unable to determine service/operation name to be authorized</Message>\n</AccessDeniedException>`,
      ),
      ...lines(
        answeredAt(call),
        template`Lambda invocation failed with status: 403. Lambda request id: ${LAMBDA_ID}`,
      ),
      ...lines(answeredAt(call), template`${CONFIGURATION} `),
      ...completing(call, 500),
    ],
  ),
  failing({ cause: "backend_error", reason: "http_backend_5xx" }, 3, 500, (call) => {
    const body = piece`{"error":"out of connections"}`;
    return [
      ...started(call),
      ...callingBackend(`https://${call.backend}/v1/items`),
      ...answering(call, 500, "", body),
      ...responding(call, body),
      ...completing(call, 500),
    ];
  }),
];

function started(call: Call): readonly Line[] {
  return [...receiving(), ...admitting(call), ...starting(call)];
}

function unanswered(
  diagnosis: Diagnosis,
  weight: number,
  status: number,
  failure: Template,
): Scenario {
  return failing(diagnosis, weight, status, (call) => [
    ...started(call),
    ...callingBackend(`https://${call.backend}/v1/items`),
    ...lines(answeredAt(call), failure),
    ...completing(call, status),
  ]);
}

function unlinked(
  reason: "network_error" | "unknown",
  weight: number,
  latencyMs: number,
  failure: Template,
): Scenario {
  return failing({ cause: "vpc_link_unavailable", reason }, weight, 500, (call) => [
    ...started(call),
    ...callingBackend(`http://${BALANCER}/v1/items`),
    ...lines(answeredAt({ ...call, latencyMs }), failure),
    ...completing({ ...call, latencyMs }, 500),
  ]);
}

function rejected(
  diagnosis: Diagnosis,
  weight: number,
  answered: number,
  failure: Template,
): Scenario {
  return failing(diagnosis, weight, 500, (call) => [
    ...started(call),
    ...callingBackend(`https://${call.backend}/v1/items`),
    ...answering(call, answered, "", piece`{"sku":"A-17","stock":42}`),
    ...lines(answeredAt(call), failure),
    ...completing(call, 500),
  ]);
}
