/** A console test whose function returned an object as its body. */
export const BAD_BODY_TEST = `Execution log for request 3f1c2b1a-0000-4000-8000-000000000001
Wed Mar 04 12:00:00 UTC 2026 : Starting execution for request: 3f1c2b1a-0000-4000-8000-000000000001
Wed Mar 04 12:00:00 UTC 2026 : HTTP Method: POST, Resource Path: /orders
Wed Mar 04 12:00:00 UTC 2026 : Sending request to https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:orders-api/invocations
Wed Mar 04 12:00:00 UTC 2026 : Received response. Status: 200, Integration latency: 31 ms
Wed Mar 04 12:00:00 UTC 2026 : Endpoint response body before transformations: {"statusCode":200,"body":{"email":"jane@example.com"}}
Wed Mar 04 12:00:00 UTC 2026 : Execution failed due to configuration error: Malformed Lambda proxy response
Wed Mar 04 12:00:00 UTC 2026 : Method completed with status: 502
`;

const IDS = {
  ok: "00000000-0000-4000-8000-00000000000a",
  timeout: "00000000-0000-4000-8000-00000000000b",
  throttled: "00000000-0000-4000-8000-00000000000c",
  odd: "00000000-0000-4000-8000-00000000000d",
} as const;
export const REQUEST_IDS = IDS;

/** An exported execution log of an hour: one success, a timeout, a throttle, one nobody knows. */
export const EXECUTION_LOG = [
  `2026-03-04T11:00:00.000Z (${IDS.ok}) Starting execution for request: ${IDS.ok}`,
  `2026-03-04T11:00:00.000Z (${IDS.ok}) HTTP Method: GET, Resource Path: /health`,
  `2026-03-04T11:00:00.020Z (${IDS.ok}) Successfully completed execution`,
  `2026-03-04T11:00:00.020Z (${IDS.ok}) Method completed with status: 200`,
  `2026-03-04T11:30:00.000Z (${IDS.timeout}) Starting execution for request: ${IDS.timeout}`,
  `2026-03-04T11:30:00.000Z (${IDS.timeout}) HTTP Method: GET, Resource Path: /slow`,
  `2026-03-04T11:30:29.000Z (${IDS.timeout}) Execution failed due to a timeout error`,
  `2026-03-04T11:30:29.000Z (${IDS.timeout}) Method completed with status: 504`,
  `2026-03-04T12:00:00.000Z (${IDS.throttled}) Starting execution for request: ${IDS.throttled}`,
  `2026-03-04T12:00:00.000Z (${IDS.throttled}) Extended Request Id: AbCdEfGhIjKlMno=`,
  `2026-03-04T12:00:00.000Z (${IDS.throttled}) HTTP Method: POST, Resource Path: /events`,
  `2026-03-04T12:00:00.010Z (${IDS.throttled}) Lambda invocation failed with status: 429. Lambda request id: 11111111-0000-4000-8000-000000000001`,
  `2026-03-04T12:00:00.010Z (${IDS.throttled}) Execution failed due to configuration error: Rate Exceeded.`,
  `2026-03-04T12:00:00.010Z (${IDS.throttled}) Method completed with status: 500`,
  `2026-03-04T12:01:00.000Z (${IDS.odd}) Starting execution for request: ${IDS.odd}`,
  `2026-03-04T12:01:00.010Z (${IDS.odd}) Execution failed due to configuration error: A sentence nobody has seen`,
  `2026-03-04T12:01:00.010Z (${IDS.odd}) Method completed with status: 500`,
  "",
].join("\n");

/** A log of requests that all went well. */
export const QUIET_LOG = EXECUTION_LOG.split("\n").slice(0, 4).join("\n");
