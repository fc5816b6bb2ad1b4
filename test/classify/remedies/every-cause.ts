import { authorizerDeniedRemedies } from "../../../shared/classify/remedies/authorizer-denied.ts";
import { authorizerFailureRemedies } from "../../../shared/classify/remedies/authorizer-failure.ts";
import { authorizerMalformedResponseRemedies } from "../../../shared/classify/remedies/authorizer-malformed-response.ts";
import { backendErrorRemedies } from "../../../shared/classify/remedies/backend-error.ts";
import { gatewayInternalErrorRemedies } from "../../../shared/classify/remedies/gateway-internal-error.ts";
import { gatewayThrottledRemedies } from "../../../shared/classify/remedies/gateway-throttled.ts";
import { integrationMisconfiguredRemedies } from "../../../shared/classify/remedies/integration-misconfigured.ts";
import { integrationTimeoutRemedies } from "../../../shared/classify/remedies/integration-timeout.ts";
import { integrationUnreachableRemedies } from "../../../shared/classify/remedies/integration-unreachable.ts";
import { lambdaFunctionErrorRemedies } from "../../../shared/classify/remedies/lambda-function-error.ts";
import { lambdaInvocationFailedRemedies } from "../../../shared/classify/remedies/lambda-invocation-failed.ts";
import { lambdaPermissionDeniedRemedies } from "../../../shared/classify/remedies/lambda-permission-denied.ts";
import { lambdaThrottledRemedies } from "../../../shared/classify/remedies/lambda-throttled.ts";
import { malformedProxyResponseRemedies } from "../../../shared/classify/remedies/malformed-proxy-response.ts";
import { mappingErrorRemedies } from "../../../shared/classify/remedies/mapping-error.ts";
import type { Remedies, RemedyFor } from "../../../shared/classify/remedies/remedies.ts";
import { requestBlockedRemedies } from "../../../shared/classify/remedies/request-blocked.ts";
import { responseTooLargeRemedies } from "../../../shared/classify/remedies/response-too-large.ts";
import { tlsFailureRemedies } from "../../../shared/classify/remedies/tls-failure.ts";
import { unauthorizedRemedies } from "../../../shared/classify/remedies/unauthorized.ts";
import { vpcLinkUnavailableRemedies } from "../../../shared/classify/remedies/vpc-link-unavailable.ts";
import { CAUSES, type Cause } from "../../../shared/domain/cause.ts";

type Tables = { readonly [C in Cause]: Remedies<C> };

const TABLES: Tables = {
  malformed_proxy_response: malformedProxyResponseRemedies,
  lambda_function_error: lambdaFunctionErrorRemedies,
  lambda_throttled: lambdaThrottledRemedies,
  lambda_permission_denied: lambdaPermissionDeniedRemedies,
  lambda_invocation_failed: lambdaInvocationFailedRemedies,
  integration_timeout: integrationTimeoutRemedies,
  integration_unreachable: integrationUnreachableRemedies,
  vpc_link_unavailable: vpcLinkUnavailableRemedies,
  tls_failure: tlsFailureRemedies,
  backend_error: backendErrorRemedies,
  mapping_error: mappingErrorRemedies,
  integration_misconfigured: integrationMisconfiguredRemedies,
  response_too_large: responseTooLargeRemedies,
  authorizer_denied: authorizerDeniedRemedies,
  authorizer_malformed_response: authorizerMalformedResponseRemedies,
  authorizer_failure: authorizerFailureRemedies,
  request_blocked: requestBlockedRemedies,
  gateway_internal_error: gatewayInternalErrorRemedies,
  unauthorized: unauthorizedRemedies,
  gateway_throttled: gatewayThrottledRemedies,
};

/** Every reason of every cause with what makes its remedy. */
export const EVERY_REASON: readonly {
  readonly cause: Cause;
  readonly reason: string;
  readonly remedyFor: RemedyFor;
}[] = CAUSES.flatMap((cause) =>
  Object.entries<RemedyFor>(TABLES[cause]).map(([reason, remedyFor]) => ({
    cause,
    reason,
    remedyFor,
  })),
);
