import type { Block, BlockHost } from "./block.ts";
import { isEventText, readQuoted } from "./event-text.ts";
import { parsedJson } from "./json-value.ts";
import { closingQuote, yamlEnd, yamlText } from "./string-literal.ts";
import { isKnownEntryStart } from "./text-line.ts";

/** The name of what holds an event or a test, before a text in quotes. */
const OPENING = /^\s{0,40}(?:- )?(?:log|message): (?=["'])/;
const QUOTE = /["']/;
const INDENTED = /^\s/;
/** An escape; a break that is escaped is one of a blank, and so is the blank behind it. */
const ESCAPE = /\\(?:[^ ]| (?:\\ )?)/g;
const LONGEST_TEXT = 1024 * 1024;

/** Whether a text begins here that YAML breaks over the next lines. */
export function isFoldedOpening(line: string): boolean {
  const start = OPENING.exec(line)?.[0].length;
  return start !== undefined && textEnd(line, start) === -1;
}

/** A text in quotes that YAML broke over lines, as the CLI prints it. */
export class FoldedBlock implements Block {
  readonly #host: BlockHost;
  readonly #lines: string[] = [];
  #quote = "";
  #length = 0;

  constructor(host: BlockHost) {
    this.#host = host;
  }

  take(line: string): string | undefined {
    const start = this.#lines.length === 0 ? line.search(QUOTE) : -1;
    if (start !== -1) this.#quote = line.charAt(start);
    const inner = start === -1 ? line.trim() : line.slice(start + 1).trim();
    const end = textEnd(this.#quote + inner, 0);
    this.#lines.push(end === -1 ? inner : inner.slice(0, end - 1));
    this.#length += line.length;
    return end === -1 ? undefined : this.#settled(inner.slice(end));
  }

  isBrokenBy(line: string): boolean {
    const isEntry = line.trimStart().startsWith("(") && isKnownEntryStart(line);
    return this.#length > LONGEST_TEXT || !INDENTED.test(line) || isEntry;
  }

  abandon(): void {
    this.#settled("");
  }

  #settled(rest: string): string {
    const text = unfolded(this.#lines.join(" "), this.#quote);
    if (text === undefined || !isEventText(text))
      return this.#host.leave(this.#lines, "wrong_shape", rest);
    readQuoted(text, this.#host);
    return rest;
  }
}

/** Where the text ends whose quote stands at `start`, or -1. */
function textEnd(line: string, start: number): number {
  return line.charAt(start) === '"' ? closingQuote(line, start) : yamlEnd(line, start);
}

function unfolded(inner: string, quote: string): string | undefined {
  if (quote === "'") return yamlText(`'${inner}'`);
  const text = inner.replace(ESCAPE, (found) => {
    if (found.charAt(1) !== " ") return found;
    return found.length > 2 ? " " : "";
  });
  const value = parsedJson(`"${text}"`);
  return typeof value === "string" ? value : undefined;
}
