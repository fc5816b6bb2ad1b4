import { isOpening } from "./openings.ts";

const OPEN = 0x28;
const CLOSE = 0x29;
const BLANK = 0x20;
const HYPHEN = 0x2d;
const EQUALS = 0x3d;

const UUID_LENGTH = 36;
const EXTENDED_ID_LENGTH = 16;
const LONGEST_ID = 200;

/** Ids that people put in place of theirs. */
const BLANKED_ID = /^(?:[*xX._-]{1,200}|[A-Z_]{2,200})$/;
const WHITE_SPACE = /\s/;
const ID = /^[\w+/=-]{16,36}$/;

/**
 * The id in brackets that stands at `at`, or nothing. An id is text: a client may set its own, and
 * people blank theirs; one that has not the form of an id counts when a known message follows.
 */
export function requestIdAt(text: string, at: number): string | undefined {
  if (text.charCodeAt(at) !== OPEN) return undefined;
  if (isUuidAt(text, at)) return text.slice(at + 1, at + 1 + UUID_LENGTH);
  const close = text.slice(at, at + LONGEST_ID).indexOf(")");
  if (close < 2) return undefined;
  const id = text.slice(at + 1, at + close);
  const after = at + close + 1;
  if (WHITE_SPACE.test(id) || !isBlankOrEnd(text, after)) return undefined;
  return isIdLike(id) || isOpening(text, after + 1) ? id : undefined;
}

/** `(8-4-4-4-12) ` at `at`: the form nearly every line of an execution log has. */
export function isUuidAt(text: string, at: number): boolean {
  return (
    text.charCodeAt(at) === OPEN &&
    text.charCodeAt(at + 37) === CLOSE &&
    text.charCodeAt(at + 9) === HYPHEN &&
    text.charCodeAt(at + 14) === HYPHEN &&
    text.charCodeAt(at + 19) === HYPHEN &&
    text.charCodeAt(at + 24) === HYPHEN &&
    isBlankOrEnd(text, at + 38)
  );
}

/**
 * Takes the UUIDs of lines that follow each other out of their text. Mostly it is that of the line before:
 * then the same string, so that who looks it up need not read it again.
 */
export function createIdReader(): (text: string, at: number) => string {
  let last = "";
  return (text, at) => {
    if (last === "" || !text.startsWith(last, at)) last = text.slice(at, at + UUID_LENGTH);
    return last;
  };
}

/** Whether the text is an id of the service's own: a UUID, or an extended one. */
export function isRequestId(text: string): boolean {
  return text.length <= UUID_LENGTH && idEndAt(`(${text})`, 0) === text.length + 2 && ID.test(text);
}

/** Where the brackets of a UUID or an extended id at `at` end, or -1. */
export function idEndAt(text: string, at: number): number {
  if (isUuidAt(text, at)) return at + UUID_LENGTH + 2;
  const isExtended =
    text.charCodeAt(at + EXTENDED_ID_LENGTH) === EQUALS &&
    text.charCodeAt(at + EXTENDED_ID_LENGTH + 1) === CLOSE;
  return isExtended ? at + EXTENDED_ID_LENGTH + 2 : -1;
}

function isIdLike(id: string): boolean {
  if (id.length >= 8 && id.endsWith("=")) return true;
  return id.endsWith("_REPLACED_INVALID_REQUEST_ID") || BLANKED_ID.test(id);
}

function isBlankOrEnd(text: string, at: number): boolean {
  return at >= text.length || text.charCodeAt(at) <= BLANK;
}
