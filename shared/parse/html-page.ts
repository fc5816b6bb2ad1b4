import { withoutEntities } from "./html-entities.ts";
import { leadingTags, OpenTags, type Tag, tagsIn, withoutTags } from "./html-tags.ts";
import { isOpening } from "./openings.ts";
import { isFence } from "./quoting.ts";
import { isEntryStart, isKnownEntryStart, prefixOf } from "./text-line.ts";

/** Markdown has these as well, and leaves in a fence what looks like an entity. */
const OF_MARKDOWN: ReadonlySet<string> = new Set(["details", "summary"]);
const TAG_START = /^\s*</;

/** A line without the page around it. */
export type Unwrapped = {
  readonly text: string;
  /** What the entry before stood in was closed before the text, or behind it: nothing goes on there. */
  readonly isClosedBefore: boolean;
  readonly isClosedBehind: boolean;
};

/** HTML around a log: tags before an entry, and the closing tags of those. All others are of a payload. */
export class HtmlPage {
  /** What stands around the log, and what a payload's own tags left open. */
  readonly #around = new OpenTags();
  readonly #inPayload = new OpenTags();
  /** The tags that the line before had around it by itself. */
  #eachLine = "";
  #isFenced = false;
  #isMidLine = false;

  /** Whether the next line has to be looked at, whatever it begins with. */
  get isOpen(): boolean {
    return !this.#around.isEmpty || this.#eachLine !== "";
  }

  /** `isInside` says that the line may be part of what the lines before began. */
  unwrapped(line: string, isEnded: boolean, isInside: boolean): Unwrapped {
    const isPiece = this.#isMidLine || !isEnded;
    this.#isMidLine = !isEnded;
    if (isPiece || !(this.isOpen || TAG_START.test(line))) return asItIs(line);
    if (isFence(line)) this.#isFenced = !this.#isFenced;
    return this.#read(line, isInside);
  }

  #read(line: string, isInside: boolean): Unwrapped {
    const lead = leadingTags(line);
    const [first] = lead;
    const isClosedBefore = isInside && first?.kind === "closing" && this.#isOurs(first);
    const isFree = !isInside || isClosedBefore;
    const { text, names } = this.#behind(line, lead, isFree);
    if (isFree || beginsEntry(text)) this.#inPayload.clear();
    const isHtml = !this.#isFenced && this.#around.hasOtherThan(OF_MARKDOWN);
    const tail = this.#around.isEmpty ? [] : this.#tailOf(text);
    const isClosedBehind = this.#close(tail, names);
    const inner = text.slice(0, tail[0]?.at);
    return { text: isHtml ? withoutEntities(inner) : inner, isClosedBefore, isClosedBehind };
  }

  /** The line behind the tags before it, if they are no payload's; and their names. */
  #behind(line: string, lead: readonly Tag[], isFree: boolean): Behind {
    const names = lead.filter(({ kind }) => kind === "opening").map(({ name }) => name);
    const text = line.slice(lead.at(-1)?.end);
    const isAsBefore = names.length > 0 && names.join() === this.#eachLine;
    if (lead.length === 0 || !(isFree || isAsBefore || isKnownEntryStart(text)))
      return { text: line, names: [] };
    const { end } = prefixOf(text); // the cells of a table stand in it
    const prefix = text.slice(0, end);
    for (const tag of [...lead, ...tagsIn(prefix)]) this.#around.follow(tag);
    return { text: withoutTags(prefix) + text.slice(end), names };
  }

  /** The tags that end the text, from the first that closes what stands around it. */
  #tailOf(text: string): readonly Tag[] {
    let tail: Tag[] = [];
    let end = 0;
    for (const tag of tagsIn(text)) {
      if (text.slice(end, tag.at).trim() !== "") tail = this.#leave(tail);
      end = tag.end;
      if (tail.length > 0 || this.#isOurs(tag)) tail.push(tag);
      else this.#inPayload.follow(tag);
    }
    return text.slice(end).trim() === "" ? tail : this.#leave(tail);
  }

  /** More text follows the tags: they stand amid a payload. */
  #leave(tags: readonly Tag[]): Tag[] {
    for (const tag of tags) this.#inPayload.follow(tag);
    return [];
  }

  /** Whether the tags close what an earlier line opened. */
  #close(tail: readonly Tag[], names: readonly string[]): boolean {
    const open = [...names];
    const isOlder = tail.map((tag) => {
      const own = tag.kind === "closing" ? open.lastIndexOf(tag.name) : -1;
      if (own !== -1) open.splice(own, 1);
      const isKnown = this.#around.has(tag.name);
      this.#around.follow(tag);
      return own === -1 && isKnown && tag.kind === "closing";
    });
    this.#eachLine = open.length === 0 ? names.join() : "";
    return isOlder.includes(true);
  }

  #isOurs({ name, kind }: Tag): boolean {
    if (kind === "alone") return this.#inPayload.isEmpty;
    return kind === "closing" && this.#around.has(name) && !this.#inPayload.has(name);
  }
}

type Behind = { readonly text: string; readonly names: readonly string[] };

function asItIs(text: string): Unwrapped {
  return { text, isClosedBefore: false, isClosedBehind: false };
}

function beginsEntry(text: string): boolean {
  return isEntryStart(text) || isOpening(text, 0);
}
