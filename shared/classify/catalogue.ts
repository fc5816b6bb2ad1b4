import type { Cause } from "../domain/cause.ts";
import type { CauseRule } from "./rule.ts";
import { authorizerDenied } from "./rules/authorizer-denied.ts";
import { authorizerFailure } from "./rules/authorizer-failure.ts";
import { authorizerMalformedResponse } from "./rules/authorizer-malformed-response.ts";
import { backendError } from "./rules/backend-error.ts";
import { gatewayInternalError } from "./rules/gateway-internal-error.ts";
import { gatewayThrottled } from "./rules/gateway-throttled.ts";
import { integrationMisconfigured } from "./rules/integration-misconfigured.ts";
import { integrationTimeout } from "./rules/integration-timeout.ts";
import { integrationUnreachable } from "./rules/integration-unreachable.ts";
import { lambdaFunctionError } from "./rules/lambda-function-error.ts";
import { lambdaInvocationFailed } from "./rules/lambda-invocation-failed.ts";
import { lambdaPermissionDenied } from "./rules/lambda-permission-denied.ts";
import { lambdaThrottled } from "./rules/lambda-throttled.ts";
import { malformedProxyResponse } from "./rules/malformed-proxy-response.ts";
import { mappingError } from "./rules/mapping-error.ts";
import { requestBlocked } from "./rules/request-blocked.ts";
import { responseTooLarge } from "./rules/response-too-large.ts";
import { tlsFailure } from "./rules/tls-failure.ts";
import { unauthorized } from "./rules/unauthorized.ts";
import { vpcLinkUnavailable } from "./rules/vpc-link-unavailable.ts";

/** A rule of one cause or another. */
export type Rule = { readonly [C in Cause]: CauseRule<C> }[Cause];

/**
 * Every rule, in the order they are asked; the first that matches decides.
 * - The authorizer comes first: its call fails in the same words as the integration's. Of its
 *   rules the one for answers goes first, because `AuthorizerConfigurationException` ends both.
 * - Then what stops a request before the integration. `request_blocked` goes before
 *   `authorizer_denied`, which takes the response type of a resource policy for its own, and before
 *   `unauthorized`, whose one word others also use.
 * - Then Lambda, the surest words first: before 2019 throttles, errors of the function and of the
 *   service were all called malformed, so `malformed_proxy_response` is asked after them.
 * - A failed mapping hides what the function or the service behind it said: it is the failure, the rest is `also`.
 * - Then the connection. `tls_failure` goes before `integration_unreachable`, since some failed
 *   handshakes are also called network errors; `vpc_link_unavailable` before both of its neighbours.
 * - `backend_error` comes last: it is what remains when the gateway itself has nothing to say.
 */
export const CATALOGUE: readonly Rule[] = [
  authorizerMalformedResponse,
  authorizerFailure,
  gatewayThrottled,
  requestBlocked,
  authorizerDenied,
  unauthorized,
  lambdaThrottled,
  lambdaPermissionDenied,
  mappingError,
  lambdaFunctionError,
  integrationMisconfigured,
  lambdaInvocationFailed,
  malformedProxyResponse,
  responseTooLarge,
  tlsFailure,
  gatewayInternalError,
  vpcLinkUnavailable,
  integrationUnreachable,
  integrationTimeout,
  backendError,
];
