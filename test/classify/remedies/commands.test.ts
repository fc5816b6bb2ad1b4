import { expect, test } from "vitest";
import { authorizerDeniedRemedies } from "../../../shared/classify/remedies/authorizer-denied.ts";
import { authorizerFailureRemedies } from "../../../shared/classify/remedies/authorizer-failure.ts";
import { authorizerMalformedResponseRemedies } from "../../../shared/classify/remedies/authorizer-malformed-response.ts";
import { backendErrorRemedies } from "../../../shared/classify/remedies/backend-error.ts";
import { gatewayThrottledRemedies } from "../../../shared/classify/remedies/gateway-throttled.ts";
import { integrationMisconfiguredRemedies } from "../../../shared/classify/remedies/integration-misconfigured.ts";
import { integrationTimeoutRemedies } from "../../../shared/classify/remedies/integration-timeout.ts";
import { lambdaFunctionErrorRemedies } from "../../../shared/classify/remedies/lambda-function-error.ts";
import { lambdaInvocationFailedRemedies } from "../../../shared/classify/remedies/lambda-invocation-failed.ts";
import { lambdaPermissionDeniedRemedies } from "../../../shared/classify/remedies/lambda-permission-denied.ts";
import { lambdaThrottledRemedies } from "../../../shared/classify/remedies/lambda-throttled.ts";
import { malformedProxyResponseRemedies } from "../../../shared/classify/remedies/malformed-proxy-response.ts";
import type { RemedyFor } from "../../../shared/classify/remedies/remedies.ts";
import { requestBlockedRemedies } from "../../../shared/classify/remedies/request-blocked.ts";
import { tlsFailureRemedies } from "../../../shared/classify/remedies/tls-failure.ts";
import { vpcLinkUnavailableRemedies } from "../../../shared/classify/remedies/vpc-link-unavailable.ts";
import type { RequestFacts } from "../../../shared/domain/verdict.ts";
import { BY_AUTHORIZER, commandsOf, HTTP, REST, TO_HOST, TO_VPC_LINK, WEBSOCKET } from "./facts.ts";

type Case = {
  readonly name: string;
  readonly remedyFor: RemedyFor;
  readonly facts: RequestFacts;
  readonly command: string;
};

const CASES: readonly Case[] = [
  {
    name: "full logging of a REST stage",
    remedyFor: malformedProxyResponseRemedies.unknown,
    facts: REST,
    command:
      "aws apigateway update-stage --rest-api-id a1b2c3d4e5 --stage-name prod --patch-operations 'op=replace,path=/*/*/logging/loglevel,value=INFO' 'op=replace,path=/*/*/logging/dataTrace,value=true' --region eu-west-1",
  },
  {
    name: "the account's logging role",
    remedyFor: malformedProxyResponseRemedies.unknown,
    facts: REST,
    command:
      "aws apigateway update-account --patch-operations op=replace,path=/cloudwatchRoleArn,value=arn:aws:iam::123456789012:role/apigateway-cloudwatch-logs --region eu-west-1",
  },
  {
    name: "full logging of a WebSocket stage",
    remedyFor: malformedProxyResponseRemedies.unknown,
    facts: WEBSOCKET,
    command:
      "aws apigatewayv2 update-stage --api-id a1b2c3d4e5 --stage-name prod --default-route-settings LoggingLevel=INFO,DataTraceEnabled=true --region eu-west-1",
  },
  {
    name: "a test call of a REST API's function",
    remedyFor: malformedProxyResponseRemedies.plain_string,
    facts: REST,
    command: `aws lambda invoke --function-name orders --qualifier live --cli-binary-format raw-in-base64-out --payload '{"resource":"/orders/{id}","path":"/orders/<id>","httpMethod":"GET","headers":{},"queryStringParameters":null,"pathParameters":{"id":"<id>"},"requestContext":{"resourcePath":"/orders/{id}","httpMethod":"GET","stage":"prod"},"body":null,"isBase64Encoded":false}' --log-type Tail answer.json --region eu-west-1`,
  },
  {
    name: "a test call of an HTTP API's function",
    remedyFor: malformedProxyResponseRemedies.plain_string,
    facts: HTTP,
    command: `aws lambda invoke --function-name orders --qualifier live --cli-binary-format raw-in-base64-out --payload '{"version":"2.0","routeKey":"GET /orders/{id}","rawPath":"/orders/<id>","rawQueryString":"","headers":{},"requestContext":{"http":{"method":"GET","path":"/orders/<id>"},"routeKey":"GET /orders/{id}","stage":"$default"},"isBase64Encoded":false}' --log-type Tail answer.json --region eu-west-1`,
  },
  {
    name: "a test call of an authorizer's function",
    remedyFor: authorizerDeniedRemedies.policy_deny,
    facts: { ...BY_AUTHORIZER, apiType: "HTTP" },
    command: `aws lambda invoke --function-name check-token --cli-binary-format raw-in-base64-out --payload '{"version":"2.0","type":"REQUEST","routeArn":"arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/prod/GET/orders/<id>","headers":{"Authorization":"<token>"},"identitySource":["<token>"]}' --log-type Tail answer.json --region eu-west-1`,
  },
  {
    name: "a test of a REST authorizer",
    remedyFor: authorizerDeniedRemedies.policy_deny,
    facts: REST,
    command:
      "aws apigateway test-invoke-authorizer --rest-api-id a1b2c3d4e5 --authorizer-id auth01 --headers 'Authorization=<token>' --region eu-west-1",
  },
  {
    name: "forgetting a REST API's cached decisions",
    remedyFor: authorizerDeniedRemedies.policy_no_match,
    facts: REST,
    command:
      "aws apigateway flush-stage-authorizers-cache --rest-api-id a1b2c3d4e5 --stage-name prod --region eu-west-1",
  },
  {
    name: "the function's log by its request id",
    remedyFor: lambdaFunctionErrorRemedies.unhandled_exception,
    facts: REST,
    command: `aws logs filter-log-events --log-group-name /aws/lambda/orders --filter-pattern '"11111111-2222-3333-4444-555555555555"' --start-time 1795175700000 --end-time 1795176300000 --query 'events[].message' --output text --region eu-west-1`,
  },
  {
    name: "a permission for a REST route",
    remedyFor: lambdaPermissionDeniedRemedies.invalid_permissions,
    facts: REST,
    command:
      "aws lambda add-permission --function-name orders --qualifier live --statement-id apigateway-a1b2c3d4e5-GET-orders-id- --action lambda:InvokeFunction --principal apigateway.amazonaws.com --source-arn 'arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/*/GET/orders/*' --region eu-west-1",
  },
  {
    name: "a permission for a WebSocket route",
    remedyFor: lambdaPermissionDeniedRemedies.invalid_permissions,
    facts: WEBSOCKET,
    command:
      "aws lambda add-permission --function-name orders --qualifier live --statement-id apigateway-a1b2c3d4e5--connect --action lambda:InvokeFunction --principal apigateway.amazonaws.com --source-arn 'arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/*/$connect' --region eu-west-1",
  },
  {
    name: "a permission for an authorizer",
    remedyFor: authorizerFailureRemedies.permission,
    facts: BY_AUTHORIZER,
    command:
      "aws lambda add-permission --function-name check-token --statement-id apigateway-a1b2c3d4e5-authorizer-auth01 --action lambda:InvokeFunction --principal apigateway.amazonaws.com --source-arn arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/authorizers/auth01 --region eu-west-1",
  },
  {
    name: "throttles minute by minute",
    remedyFor: lambdaThrottledRemedies.concurrency_limit,
    facts: REST,
    command:
      "aws cloudwatch get-metric-statistics --namespace AWS/Lambda --metric-name Throttles --dimensions Name=FunctionName,Value=orders --start-time 2026-11-20T11:55:00.000Z --end-time 2026-11-20T12:05:00.000Z --period 60 --statistics Sum --region eu-west-1",
  },
  {
    name: "reserved concurrency",
    remedyFor: lambdaThrottledRemedies.concurrency_limit,
    facts: REST,
    command:
      "aws lambda put-function-concurrency --function-name orders --reserved-concurrent-executions '<number>' --region eu-west-1",
  },
  {
    name: "a longer timeout of a REST integration",
    remedyFor: integrationTimeoutRemedies.deadline_exceeded,
    facts: REST,
    command: `aws apigateway update-integration --rest-api-id a1b2c3d4e5 --resource-id "$RESOURCE_ID" --http-method GET --patch-operations 'op=replace,path=/timeoutInMillis,value=<milliseconds>' --region eu-west-1`,
  },
  {
    name: "a longer timeout of an HTTP integration",
    remedyFor: integrationTimeoutRemedies.deadline_exceeded,
    facts: HTTP,
    command: `aws apigatewayv2 update-integration --api-id a1b2c3d4e5 --integration-id "$INTEGRATION_ID" --timeout-in-millis 30000 --region eu-west-1`,
  },
  {
    name: "a longer timeout of a WebSocket integration",
    remedyFor: integrationTimeoutRemedies.deadline_exceeded,
    facts: WEBSOCKET,
    command: `aws apigatewayv2 update-integration --api-id a1b2c3d4e5 --integration-id "$INTEGRATION_ID" --timeout-in-millis 29000 --region eu-west-1`,
  },
  {
    name: "POST for Lambda",
    remedyFor: integrationMisconfiguredRemedies.wrong_integration_method,
    facts: REST,
    command: `aws apigateway update-integration --rest-api-id a1b2c3d4e5 --resource-id "$RESOURCE_ID" --http-method GET --patch-operations op=replace,path=/httpMethod,value=POST --region eu-west-1`,
  },
  {
    name: "the id of a resource",
    remedyFor: integrationMisconfiguredRemedies.wrong_integration_method,
    facts: REST,
    command:
      "RESOURCE_ID=$(aws apigateway get-resources --rest-api-id a1b2c3d4e5 --limit 500 --query 'items[?path==`\"/orders/{id}\"`].id | [0]' --output text --region eu-west-1)",
  },
  {
    name: "the id of an HTTP API's integration",
    remedyFor: integrationMisconfiguredRemedies.wrong_integration_method,
    facts: HTTP,
    command:
      "INTEGRATION_ID=$(aws apigatewayv2 get-routes --api-id a1b2c3d4e5 --query 'Items[?RouteKey==`\"GET /orders/{id}\"`].Target' --output text --region eu-west-1 | cut -d/ -f2)",
  },
  {
    name: "the integration of another function",
    remedyFor: lambdaInvocationFailedRemedies.function_not_found,
    facts: REST,
    command: `aws apigateway update-integration --rest-api-id a1b2c3d4e5 --resource-id "$RESOURCE_ID" --http-method GET --patch-operations 'op=replace,path=/uri,value=arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:<existing-function>/invocations' --region eu-west-1`,
  },
  {
    name: "the lint of a simple authorizer's answer",
    remedyFor: authorizerMalformedResponseRemedies.missing_is_authorized,
    facts: { ...BY_AUTHORIZER, apiType: "HTTP" },
    command: "apigw-triage check-authorizer answer.json --api http-2.0 --response simple",
  },
  {
    name: "the lint of an authorizer's policy on an HTTP API",
    remedyFor: authorizerMalformedResponseRemedies.invalid_policy,
    facts: { ...BY_AUTHORIZER, apiType: "HTTP" },
    command: "apigw-triage check-authorizer answer.json --api http-2.0 --response iam",
  },
  {
    name: "the state of a VPC link",
    remedyFor: vpcLinkUnavailableRemedies.unknown,
    facts: TO_VPC_LINK,
    command: "aws apigateway get-vpc-link --vpc-link-id vpclink1 --region eu-west-1",
  },
  {
    name: "the handshake on another port",
    remedyFor: tlsFailureRemedies.untrusted_certificate,
    facts: TO_HOST,
    command:
      "openssl s_client -connect api.example.com:8443 -servername api.example.com -showcerts </dev/null",
  },
  {
    name: "skipping verification",
    remedyFor: tlsFailureRemedies.untrusted_certificate,
    facts: TO_HOST,
    command: `aws apigateway update-integration --rest-api-id a1b2c3d4e5 --resource-id "$RESOURCE_ID" --http-method GET --patch-operations op=replace,path=/tlsConfig/insecureSkipVerification,value=true --region eu-west-1`,
  },
  {
    name: "the web ACL of a stage",
    remedyFor: requestBlockedRemedies.waf,
    facts: REST,
    command:
      "WEB_ACL_ARN=$(aws wafv2 get-web-acl-for-resource --resource-arn arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5/stages/prod --query WebACL.ARN --output text --region eu-west-1)",
  },
  {
    name: "a deployment after a policy edit",
    remedyFor: requestBlockedRemedies.resource_policy,
    facts: REST,
    command:
      "aws apigateway create-deployment --rest-api-id a1b2c3d4e5 --stage-name prod --region eu-west-1",
  },
  {
    name: "a request signed with curl",
    remedyFor: requestBlockedRemedies.invalid_signature,
    facts: REST,
    command: `curl -i -X GET --aws-sigv4 aws:amz:eu-west-1:execute-api --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" -H "x-amz-security-token: $AWS_SESSION_TOKEN" 'https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/prod/orders/<id>'`,
  },
  {
    name: "the stage of a usage plan",
    remedyFor: requestBlockedRemedies.invalid_api_key,
    facts: REST,
    command:
      "aws apigateway update-usage-plan --usage-plan-id '<usage-plan-id>' --patch-operations op=add,path=/apiStages,value=a1b2c3d4e5:prod --region eu-west-1",
  },
  {
    name: "the limits of a WebSocket stage",
    remedyFor: gatewayThrottledRemedies.throttle,
    facts: WEBSOCKET,
    command:
      "aws apigatewayv2 update-stage --api-id a1b2c3d4e5 --stage-name prod --default-route-settings 'ThrottlingRateLimit=<requests-a-second>,ThrottlingBurstLimit=<burst>' --region eu-west-1",
  },
  {
    name: "the X-Ray trace",
    remedyFor: backendErrorRemedies.lambda_returned_5xx,
    facts: REST,
    command:
      "aws xray batch-get-traces --trace-ids 1-5e645f3e-1dfad076a177c5ccc5de12f5 --region eu-west-1",
  },
  {
    name: "the alias that is to be pointed back",
    remedyFor: lambdaFunctionErrorRemedies.unhandled_exception,
    facts: REST,
    command:
      "aws lambda update-alias --function-name orders --name live --function-version '<version>' --region eu-west-1",
  },
];

test.each(CASES)("$name is one command", ({ remedyFor, facts, command }) => {
  expect(commandsOf(remedyFor(facts, []))).toContain(command);
});
