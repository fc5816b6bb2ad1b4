/**
 * How the service's own messages begin: what a line without any prefix is recognised by. Sentences
 * that follow "Execution failed due to configuration error: " stand here too, since people quote
 * them alone.
 */
const EXECUTION_OPENINGS = [
  "API Gateway does not have permission to assume",
  "API Key ",
  "API Key:",
  "AWS Integration Endpoint RequestId",
  "Authorizer error",
  "Authorizer result body",
  "AuthorizerConfigurationException",
  "Client [",
  "Connection API request ",
  "Could not parse policy",
  "Endpoint request URI",
  "Endpoint request body",
  "Endpoint request headers",
  "Endpoint response body",
  "Endpoint response headers",
  "Execution failed",
  "Execution log for request",
  "Extended Request Id",
  "Function not found: arn:",
  "Gateway response ",
  "General SSLEngine problem",
  "HTTP Method: ",
  "Host name '",
  "Illegal character in ",
  "Incoming identity",
  "Integration response of",
  "Invalid JSON in response",
  "Invalid endpoint address",
  "Invalid permissions on Lambda function",
  "Key quota exhausted",
  "Key quota limit exceeded",
  "Key throttle limit exceeded",
  "Lambda execution failed",
  "Lambda invocation failed",
  "Malformed Lambda proxy response",
  "Message from client [",
  "Method completed with status",
  "Method request ",
  "Method response ",
  "No match for output mapping",
  "Output mapping refers to",
  "PKIX path ",
  "Rate Exceeded",
  "Received response. ",
  "Request body does not match model schema",
  "Request parameter overrides",
  "Request validation ",
  "Sending request to ",
  "Starting authorizer",
  "Starting execution for request",
  "Successfully completed ",
  "The client is not authorized to perform this operation",
  "There was an error evaluating the AWS WAF",
  "There was an internal error while executing your request",
  "Unable to base64 decode",
  "Unable to parse statusCode",
  "Unable to transform re",
  "Unauthorized request",
  "Usage Plan check ",
  "Using valid authorizer policy",
  "Verifying Usage Plan",
  "WAF call got timed out",
  "WebSocket API [",
  "WebSocket Request Route",
  "X-ray Tracing ID",
  "statusCode should be an integer",
] as const;

/** Entries whose value a client, function or backend wrote: nothing in it is the service's word. */
const FOREIGN_OPENINGS = [
  "Authorizer result",
  "Endpoint re",
  "Gateway response b",
  "Gateway response h",
  "Incoming identity",
  "Lambda execution failed",
  "Method re",
] as const;

const byFirstCharacter = new Map<number, readonly string[]>();
for (const opening of EXECUTION_OPENINGS) {
  const first = opening.charCodeAt(0);
  byFirstCharacter.set(first, [...(byFirstCharacter.get(first) ?? []), opening]);
}

/** Whether a message of the execution log begins at `at`. */
export function isOpening(text: string, at: number): boolean {
  const openings = byFirstCharacter.get(text.charCodeAt(at));
  return openings?.some((opening) => text.startsWith(opening, at)) ?? false;
}

/** Whether the value of the message at `at` is a client's, a function's or a backend's. */
export function isForeign(text: string, at = 0): boolean {
  return FOREIGN_OPENINGS.some((opening) => text.startsWith(opening, at));
}
