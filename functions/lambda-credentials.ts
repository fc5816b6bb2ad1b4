import { fromEnv } from "@aws-sdk/credential-provider-env";

/**
 * Stands in for the SDK's search of all places a laptop may keep credentials in: Lambda gives them
 * in the environment, and each of the others would be code to load on a cold start.
 */
export function defaultProvider(): ReturnType<typeof fromEnv> {
  return fromEnv();
}
