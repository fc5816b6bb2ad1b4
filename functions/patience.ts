/**
 * For every client of AWS: the SDK waits for an answer as long as the function may live. Tried three times,
 * this is still within the 60 s of classify-logs.
 */
export const PATIENCE = {
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
} as const;
