import type { Message } from "./message.ts";

/** No request id is longer: the service's own have 36 characters, extended ones 16. */
const LONGEST_ID = 256;
const MASK = /^[*xX0.\-_#?…='"\s]*$/u;
const BRACKETS = /[<>{}[\]【】]/u;
const DIGIT = /\d/u;
const STAND_IN =
  /redacted|masked|removed|replaced|hidden|saniti|anonymi|request.?id|^(?:uu|gu)?id$|^test-(?:invoke-)?request$/iu;

/** False for texts that stand where an id stood: masks, `<request-id>`, `REDACTED`, `test-request`. */
export function isIdentity(id: string): boolean {
  const text = id.slice(0, LONGEST_ID);
  if (MASK.test(text) || BRACKETS.test(text)) return false;
  return DIGIT.test(text) || !STAND_IN.test(text);
}

const NAMING = /\brequest:? (?:id: )?(\S{1,256})/u;
const NAMING_OPENINGS: ReadonlySet<string> = new Set([
  "Execution log for request",
  "Starting authorizer:",
  "Verifying Usage Plan for request:",
  "Starting execution for request:",
  "Unauthorized request:",
]);

/** The request id that a message without a prefix names itself, if it is one. */
export function idNamedIn(message: Message, text: string): string | undefined {
  if (!NAMING_OPENINGS.has(message.opening)) return undefined;
  const named = NAMING.exec(text.slice(0, 2 * LONGEST_ID))?.[1];
  if (named === undefined) return undefined;
  const id = named.endsWith(".") ? named.slice(0, -1) : named;
  return isIdentity(id) ? id : undefined;
}

const EXTENDED = "Extended Request Id:";

/** The extended request id an `Extended Request Id: X` message gives, if it is one. */
export function extendedIdIn(message: Message, text: string): string | undefined {
  if (message.opening !== EXTENDED) return undefined;
  const at = text.indexOf(EXTENDED) + EXTENDED.length;
  const id = text.slice(at, at + LONGEST_ID).trim();
  return isIdentity(id) ? id : undefined;
}
