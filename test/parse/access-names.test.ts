import { describe, expect, test } from "vitest";
import type { AccessFields } from "../../shared/domain/record.ts";
import { fieldsIn, read } from "../build/parsed.ts";

/** A record that is one of an access log whatever else it holds. */
const base = { requestId: "r", status: "500", routeKey: "GET /pets" };

function fieldsOf(more: object): AccessFields {
  return fieldsIn(read(JSON.stringify({ ...base, ...more })));
}

describe("a customer's name", () => {
  test.each([
    { name: "integration_status", field: "integration.status" },
    { name: "integration_ status", field: "integration.status" },
    { name: "integration.status", field: "integration.status" },
    { name: "integration-status", field: "integration.status" },
    { name: "integrationStatus", field: "integrationStatus" },
    { name: "integrationStatusCode", field: "integrationStatus" },
    { name: "integrationStatus_alternate", field: "integrationStatus" },
    { name: "integration_integrationStatus", field: "integration.integrationStatus" },
    { name: "integrationIntegrationStatus", field: "integration.integrationStatus" },
    { name: "integrationLatency", field: "integration.latency" },
    { name: "integration_error", field: "integration.error" },
    { name: "integrationError", field: "integration.error" },
    { name: "integration_error_message", field: "integrationErrorMessage" },
    { name: "IntegrationErrorMessage", field: "integrationErrorMessage" },
    { name: "authorizerError", field: "authorizer.error" },
    { name: "authError", field: "authorizer.error" },
    { name: "authorizer_status", field: "authorizer.status" },
    { name: "authorizeError", field: "authorize.error" },
    { name: "authenticate.status", field: "authenticate.status" },
    { name: "errorMessage", field: "error.message" },
    { name: "error_message_ short", field: "error.message" },
    { name: "error", field: "error.message" },
    { name: "msg", field: "error.message" },
    { name: "validationError", field: "error.validationErrorString" },
    { name: "wafStatus", field: "waf.status" },
    { name: "waf.responseCode", field: "wafResponseCode" },
    { name: "$context.apiId", field: "apiId" },
    { name: " context_apiId ", field: "apiId" },
    { name: "apiId".padStart(100, "_"), field: "apiId" },
    { name: "context.stage", field: "stage" },
    { name: "@connectionId", field: "connectionId" },
    { name: "HTTP-METHOD", field: "httpMethod" },
    { name: "log.resourcePath", field: "resourcePath" },
    { name: "xrayTraceId", field: "xrayTraceId" },
    { name: "latency", field: "responseLatency" },
    { name: "ms", field: "responseLatency" },
    { name: "lat", field: "responseLatency" },
    { name: "responseLat", field: "responseLatency" },
    { name: "request_latency", field: "responseLatency" },
    { name: "integrationLat", field: "integration.latency" },
    { name: "integrationSt", field: "integration.status" },
    { name: "at", field: "requestTime" },
    { name: "ts", field: "requestTime" },
    { name: "authorizeResultStatus", field: "authorize.status" },
    { name: "authorizerServiceStatus", field: "authorizer.status" },
    { name: "lambda_authorizer.error_message", field: "authorizer.error" },
    { name: "authenticationErr", field: "authenticate.error" },
    { name: "apiGwErrorMessage", field: "error.message" },
    { name: "error.gatewayError", field: "error.message" },
    { name: "apiError", field: "error.message" },
    { name: "error.authorizerError", field: "authorizer.error" },
    { name: "error.integrationError", field: "integration.error" },
    { name: "errorValidationError", field: "error.validationErrorString" },
    { name: "response.error_message_context", field: "error.message" },
    { name: "lambdaStatus", field: "integration.status" },
    { name: "lambdaLatencyMs", field: "integration.latency" },
    { name: "lambdaRequestId", field: "integration.requestId" },
    { name: "backendStatusCode", field: "integrationStatus" },
    { name: "WAFErrorMessage", field: "waf.error" },
    { name: "integration.responseStatus", field: "integration.status" },
    { name: "integration.statusDetails.statusCode", field: "integration.status" },
    { name: "errors.authentication.status", field: "authenticate.status" },
    { name: "metrics.integration_latency", field: "integration.latency" },
    { name: "request.httpMethod", field: "httpMethod" },
    { name: "api.apiId", field: "apiId" },
    { name: "http.protocol", field: "protocol" },
  ])("$name is read as $field", ({ name, field }) => {
    expect(fieldsOf({ [name]: "something" })).toEqual({ ...base, [field]: "something" });
  });

  test.each(["statusCode", "httpStatusCode", "http_status", "response.status", "http.status_code"])(
    "%s is read as status",
    (name) => {
      expect(
        fieldsIn(read(JSON.stringify({ requestId: "r", routeKey: "x", [name]: 502 }))),
      ).toEqual({ requestId: "r", routeKey: "x", status: "502" });
    },
  );

  test.each([
    "principalId",
    "identity.accountId",
    "requestContext.stage",
    "other.path",
    "functionError",
    "authorizer.principalId",
    "authorizerIntegrationError",
    "authorizeLatency",
    "apiKeyId",
    "apiRequest",
    "integrationErrorCode",
    "serviceStatus",
    "responseError",
    "request.body.path",
    "apiId".padStart(101, "_"),
    "https",
    "context.".repeat(8),
  ])("%s is none of ours", (name) => {
    expect(fieldsOf({ [name]: "something" })).toEqual(base);
  });

  test("is the same however it is nested", () => {
    const nested = {
      requestId: "r",
      httpStatusCode: 500,
      integration: { status: "502", integrationStatus: "200", error: "-" },
      error: { errorMessage: "boom", errorResponseType: "INTEGRATION_FAILURE" },
      waf: { responseCode: "WAF_ALLOW" },
    };
    expect(fieldsIn(read(JSON.stringify(nested)))).toEqual({
      requestId: "r",
      status: "500",
      "integration.status": "502",
      "integration.integrationStatus": "200",
      "error.message": "boom",
      "error.responseType": "INTEGRATION_FAILURE",
      wafResponseCode: "WAF_ALLOW",
    });
  });

  test("may stand under words for what is asked, answered and called", () => {
    const grouped = {
      request: { requestId: "r", requestTime: "20/Jul/2026:12:00:00 +0000", httpMethod: "GET" },
      http: { path: "/pets" },
      api: { apiId: "a1b2c3d4e5" },
      errors: { integration: { status: "502" } },
      response: { statusCode: "502" },
    };
    expect(fieldsIn(read(JSON.stringify(grouped)))).toEqual({
      requestId: "r",
      requestTime: "20/Jul/2026:12:00:00 +0000",
      httpMethod: "GET",
      path: "/pets",
      apiId: "a1b2c3d4e5",
      "integration.status": "502",
      status: "502",
    });
  });

  test.each([
    { value: "502", fields: { integrationStatus: "502" } },
    { value: "AWS_PROXY", fields: {} },
  ])("integration is a status when it holds one: $value", ({ value, fields }) => {
    expect(fieldsOf({ integration: value })).toEqual({ ...base, ...fields });
  });

  test("with an underscore between all words leaves integration_status to the integration's own status", () => {
    expect(fieldsOf({ http_method: "GET", integration_status: "200" })).toMatchObject({
      httpMethod: "GET",
      integrationStatus: "200",
    });
    expect(fieldsOf({ http_method: "GET", "integration.status": "200" })).toMatchObject({
      "integration.status": "200",
    });
    expect(fieldsOf({ "http.path": "/", integration_status: "200" })).toMatchObject({
      "integration.status": "200",
    });
    expect(fieldsOf({ integration_key: "x", integration_status: "200" })).toMatchObject({
      "integration.status": "200",
    });
  });

  test("counts once: the first value that is set stays", () => {
    expect(fieldsOf({ errorMessage: "-", error_messageString: "first", msg: "second" })).toEqual({
      ...base,
      "error.message": "first",
    });
  });
});
