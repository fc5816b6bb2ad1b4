/**
 * Every cause a failing request can have, with its reasons. The ids are stored, queried and
 * alerted on: renaming one is a breaking change. `none` stands for a cause without reasons.
 */
export const REASONS = {
  malformed_proxy_response: [
    "plain_string",
    "null_response",
    "not_an_object",
    "missing_status_code",
    "invalid_status_code",
    "body_not_string",
    "invalid_headers",
    "invalid_is_base64_encoded",
    "unexpected_field",
    "invalid_json",
    "unknown",
  ],
  lambda_function_error: [
    "unhandled_exception",
    "function_timeout",
    "runtime_exit",
    "init_error",
    "response_too_large",
  ],
  lambda_throttled: ["concurrency_limit"],
  lambda_permission_denied: ["invalid_permissions"],
  lambda_invocation_failed: ["function_not_found", "request_too_large", "service_error", "other"],
  integration_timeout: ["deadline_exceeded"],
  integration_unreachable: [
    "network_error",
    "connection_refused",
    "connection_timeout",
    "dns_failure",
    "invalid_endpoint",
  ],
  vpc_link_unavailable: ["target_unhealthy", "link_not_available", "network_error", "unknown"],
  tls_failure: [
    "untrusted_certificate",
    "hostname_mismatch",
    "expired_certificate",
    "handshake_failure",
  ],
  backend_error: ["lambda_returned_5xx", "http_backend_5xx", "aws_service_error"],
  mapping_error: [
    "request_template",
    "response_template",
    "no_matching_integration_response",
    "invalid_method_response",
    "unsupported_content",
  ],
  integration_misconfigured: [
    "execution_role",
    "stage_variable",
    "invalid_request_to_aws_service",
    "wrong_integration_method",
    "aws_service_access_denied",
    "no_integration",
    "illegal_header_mapping",
    "other",
  ],
  response_too_large: ["integration_limit_10mb"],
  authorizer_denied: ["policy_deny", "policy_no_match", "cognito_scope", "unknown"],
  authorizer_malformed_response: [
    "invalid_policy",
    "invalid_json",
    "missing_principal",
    "invalid_context",
    "missing_is_authorized",
    "unknown",
  ],
  authorizer_failure: ["function_error", "timeout", "permission", "throttled", "unreachable"],
  request_blocked: [
    "waf",
    "resource_policy",
    "iam_denied",
    "invalid_signature",
    "invalid_api_key",
    "missing_authentication_token",
    "expired_token",
  ],
  gateway_internal_error: ["internal_error", "waf_evaluation_error"],
  unauthorized: ["none"],
  gateway_throttled: ["throttle", "quota"],
} as const satisfies Record<string, readonly string[]>;

export type Cause = keyof typeof REASONS;
export type Reason<C extends Cause = Cause> = (typeof REASONS)[C][number];
export type Diagnosis = { [C in Cause]: { readonly cause: C; readonly reason: Reason<C> } }[Cause];

/** Every cause, in the order of the table above. */
export const CAUSES = Object.keys(REASONS) as readonly Cause[];
