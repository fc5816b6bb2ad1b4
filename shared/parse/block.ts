import type { Unreadable } from "../domain/record.ts";
import type { Asked } from "./asked.ts";
import { readDocument } from "./document.ts";
import { parsedJson } from "./json-value.ts";
import type { Reading } from "./reading.ts";

/** A document that may span lines. */
export type Block = {
  /** Takes a line: what is left of it once the document is whole, nothing while it is open. */
  take(text: string, isEnded: boolean): string | undefined;
  /** Whether the line cannot be of the document, so that the document was cut. */
  isBrokenBy(text: string): boolean;
  /** The document goes no further: makes the best of what there is. */
  abandon(): void;
};

/** What a block needs from around it. */
export type BlockHost = Reading & {
  /** The request that the lines above tell of, for an answer to it. */
  readonly asked: Asked;
  /** Takes the lines of what is no log of ours; gives back what it does not take of the `rest`. */
  leave(lines: readonly string[], code: Unreadable["code"], rest: string): string;
};

/** Reads a whole document of JSON from one line; false when it is none, or no log of ours. */
export function readWholeJson(text: string, host: BlockHost): boolean {
  return readDocument(parsedJson(text), { ...host, text: text.trim() });
}
