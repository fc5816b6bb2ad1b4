import type { Said } from "./message.ts";

const AUTHORIZER_OPENINGS: ReadonlySet<string> = new Set([
  "Starting authorizer:",
  "Incoming identity:",
  "Authorizer result body before parsing:",
  "Using valid authorizer policy",
  "Successfully completed authorizer execution",
]);
const EXECUTION_OPENINGS: ReadonlySet<string> = new Set([
  "Starting execution for request:",
  "HTTP Method:",
  "Method request path:",
]);
const HEADERS = "Endpoint request headers:";
const BODY = "Endpoint request body after transformations:";
const ADDRESS_OPENINGS: readonly string[] = ["Endpoint request URI:", "Sending request to"];

/**
 * Tells the lines about the call of a Lambda authorizer from those about the integration, which have
 * the same words: by the source ARN of the one, the `methodArn` of the other, and by the address.
 */
export function authorizerCallIn(said: readonly Said[]): (entry: Said) => boolean {
  if (!said.some(({ message }) => AUTHORIZER_OPENINGS.has(message.opening))) return () => false;
  const isExecuted = said.some(({ message }) => EXECUTION_OPENINGS.has(message.opening));
  const isAddress = authorizerAddressIn(said, isExecuted);
  return (entry) => {
    const { opening } = entry.message;
    if (opening === HEADERS) return entry.record.text.includes("/authorizers/");
    if (opening === BODY) return entry.record.text.includes('"methodArn"');
    return ADDRESS_OPENINGS.includes(opening) && isAddress(addressIn(entry));
  };
}

/**
 * Before the execution starts only the authorizer is called. Afterwards one address is the
 * integration's, and of several the authorizer's is the function that is named like one.
 */
function authorizerAddressIn(
  said: readonly Said[],
  isExecuted: boolean,
): (address: string) => boolean {
  if (!isExecuted) return () => true;
  const calls = said.filter(({ message }) => ADDRESS_OPENINGS.includes(message.opening));
  const addresses = new Set(calls.map(addressIn));
  const [first] = [...addresses].toSorted((a, b) => likeness(b) - likeness(a) || (a < b ? -1 : 1));
  return (address) => addresses.size > 1 && address === first;
}

function addressIn({ message, record }: Said): string {
  return record.text.slice(record.text.indexOf(message.opening) + message.opening.length).trim();
}

const FUNCTION = "/functions/";
const AUTHORIZER_NAME = /auth/iu;

function likeness(address: string): number {
  return Number(address.includes(FUNCTION)) + Number(AUTHORIZER_NAME.test(address));
}
