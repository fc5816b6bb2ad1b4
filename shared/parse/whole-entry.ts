/** How entries read that never have a payload behind them, once all their words stand on their line. */
const WHOLE = [
  /^Method completed with status: ?\d{3}(?!\d)/,
  /^Successfully completed (?:authorizer )?execution/,
  /^(?:Execution log|Starting execution) for request:? \S{3,}[^\s-]\s*$/,
  /^Starting authorizer: \S+ for request: \S{3,}[^\s-]\s*$/,
  /^Unauthorized request: ?\S{3,}[^\s-]\s*$/,
  /^Extended Request Id: ?\S{3,}[^\s-]\s*$/,
  /^X-ray Tracing ID ?: ?\S{3,}[^\s-]\s*$/,
  /^AWS Integration Endpoint RequestId ?: ?\S{3,}[^\s-]\s*$/,
  /^HTTP Method: [A-Z]+, Resource Path: \/\S*\s*$/,
  /^Received response\. Status: \d{3}, Integration latency: \d+ ms/,
  /^Execution failed due to configuration error: (?:Malformed Lambda proxy response|Invalid permissions on Lambda function)\W{0,4}$/,
  /^Gateway response type: \w+ with status code: \d{3}(?!\d)/,
];

/** Whether nothing that follows an entry of this text is more of it. */
export function isWholeEntry(text: string): boolean {
  return WHOLE.some((pattern) => pattern.test(text));
}
