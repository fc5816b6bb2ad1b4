import type { Cause } from "../../domain/cause.ts";
import { authorizerDeniedRemedies } from "./authorizer-denied.ts";
import { authorizerFailureRemedies } from "./authorizer-failure.ts";
import { authorizerMalformedResponseRemedies } from "./authorizer-malformed-response.ts";
import { backendErrorRemedies } from "./backend-error.ts";
import { gatewayInternalErrorRemedies } from "./gateway-internal-error.ts";
import { gatewayThrottledRemedies } from "./gateway-throttled.ts";
import { integrationMisconfiguredRemedies } from "./integration-misconfigured.ts";
import { integrationTimeoutRemedies } from "./integration-timeout.ts";
import { integrationUnreachableRemedies } from "./integration-unreachable.ts";
import { lambdaFunctionErrorRemedies } from "./lambda-function-error.ts";
import { lambdaInvocationFailedRemedies } from "./lambda-invocation-failed.ts";
import { lambdaPermissionDeniedRemedies } from "./lambda-permission-denied.ts";
import { lambdaThrottledRemedies } from "./lambda-throttled.ts";
import { malformedProxyResponseRemedies } from "./malformed-proxy-response.ts";
import { mappingErrorRemedies } from "./mapping-error.ts";
import type { Remedies } from "./remedies.ts";
import { requestBlockedRemedies } from "./request-blocked.ts";
import { responseTooLargeRemedies } from "./response-too-large.ts";
import { tlsFailureRemedies } from "./tls-failure.ts";
import { unauthorizedRemedies } from "./unauthorized.ts";
import { vpcLinkUnavailableRemedies } from "./vpc-link-unavailable.ts";

/** What to do about each cause. Apart from the rules: to name a cause needs none of it. */
export const REMEDIES: { readonly [C in Cause]: Remedies<C> } = {
  authorizer_denied: authorizerDeniedRemedies,
  authorizer_failure: authorizerFailureRemedies,
  authorizer_malformed_response: authorizerMalformedResponseRemedies,
  backend_error: backendErrorRemedies,
  gateway_internal_error: gatewayInternalErrorRemedies,
  gateway_throttled: gatewayThrottledRemedies,
  integration_misconfigured: integrationMisconfiguredRemedies,
  integration_timeout: integrationTimeoutRemedies,
  integration_unreachable: integrationUnreachableRemedies,
  lambda_function_error: lambdaFunctionErrorRemedies,
  lambda_invocation_failed: lambdaInvocationFailedRemedies,
  lambda_permission_denied: lambdaPermissionDeniedRemedies,
  lambda_throttled: lambdaThrottledRemedies,
  malformed_proxy_response: malformedProxyResponseRemedies,
  mapping_error: mappingErrorRemedies,
  request_blocked: requestBlockedRemedies,
  response_too_large: responseTooLargeRemedies,
  tls_failure: tlsFailureRemedies,
  unauthorized: unauthorizedRemedies,
  vpc_link_unavailable: vpcLinkUnavailableRemedies,
};
