import { patternSpans, type ValuePattern } from "./pattern-spans.ts";
import type { Finder } from "./span.ts";

/** Networks that tell nothing of a person, but much of a fault: private, loopback, link-local, carrier. */
const PRIVATE =
  /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;

/** Not after a slash: that is the host of a URL, which is the API's, or a product's version. */
const ADDRESSES: readonly ValuePattern[] = [
  {
    gate: /\d\.\d{1,3}\.\d{1,3}\.\d/,
    pattern: /(?<![*\w./-])(\d{1,3}\.\d{1,3}\.\d{1,3}\.)\d{1,3}(?![*\w-]|\.\w)/g,
    accepts: (found) =>
      !PRIVATE.test(found) && found.split(".").every((part) => Number(part) < 256),
  },
  {
    gate: /[0-9a-fA-F]:[0-9a-fA-F]{0,4}:/,
    pattern:
      /(?<![*\w.:/-])((?:[0-9a-fA-F]{1,4}:){2}[0-9a-fA-F]{0,4}:)(?:[0-9a-fA-F]{0,4}:){0,5}[0-9a-fA-F]{1,4}(?![*\w:])/g,
    // anything else is a clock time, or a MAC address
    accepts: (found) => found.includes("::") || found.split(":").length === 8,
  },
];

/**
 * Addresses of clients are personal: the last number of an IPv4 address and all but the first three
 * groups of an IPv6 address are masked, so that requests can still be told apart by network.
 */
export const clientAddresses: Finder = (text) =>
  ADDRESSES.flatMap((address) => patternSpans(text, address));
