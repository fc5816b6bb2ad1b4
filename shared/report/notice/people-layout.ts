import { visible, visibleLines } from "../escape.ts";
import { hanging, indented, wrapped } from "../layout.ts";
import type { Links } from "./links.ts";
import { namedLinks } from "./named-links.ts";

/** Columns of an e-mail. */
export const WIDTH = 72;

/** A paragraph of prose. */
export function paragraph(text: string): readonly string[] {
  return wrapped(visible(text), WIDTH);
}

/** Prose behind a label, its further lines under its first. */
export function listSection(label: string, text: string): readonly string[] {
  return hanging(label, visible(text), WIDTH);
}

/** Lines that stay whole, however long: what is copied from them runs. */
export function whole(text: string, by: number): readonly string[] {
  return indented(visibleLines(text), by);
}

/** Where to go on reading: each address stays whole, so that a mail program makes it a link. */
export function linkSection(links: Links): readonly string[] {
  const each = namedLinks(links).flatMap(({ name, address }) => [name, ...whole(address, 2)]);
  return ["LINKS", "", ...each, "The same on the command line", ...whole(links.command, 2)];
}

/** `incident  v1:…`: one line whatever it holds. */
export function labelled(label: string, text: string): readonly string[] {
  return [`${label.padEnd(8)}  ${visible(text)}`];
}
