/**
 * What stands around a log on a page. Names that mean something in a payload alone (`head`, `h1`, `center`) are left
 * out, and none of these is the root of an access log's row.
 */
const NAMES =
  "article|blockquote|body|br|code|details|div|html|kbd|li|main|ol|p|pre|samp|section|span|summary|table|tbody|td|textarea|tr|tt|ul";
const LEADING = new RegExp(`\\s*<(/?)(${NAMES})\\b[^<>]{0,400}>`, "iy");
const ANYWHERE = new RegExp(`<(/?)(${NAMES})\\b[^<>]{0,400}>`, "gi");
const ALONE = "br";

export type Tag = {
  readonly name: string;
  readonly kind: "opening" | "closing" | "alone";
  readonly at: number;
  readonly end: number;
};

/** The tags that a line begins with. */
export function leadingTags(line: string): readonly Tag[] {
  const tags: Tag[] = [];
  LEADING.lastIndex = 0;
  for (let found = LEADING.exec(line); found !== null; found = LEADING.exec(line)) {
    tags.push(tagOf(found));
  }
  return tags;
}

export function tagsIn(text: string): readonly Tag[] {
  return [...text.matchAll(ANYWHERE)].map(tagOf);
}

export function withoutTags(text: string): string {
  return text.replace(ANYWHERE, " ");
}

/** How many tags of a name are open. */
export class OpenTags {
  readonly #counts = new Map<string, number>();

  get isEmpty(): boolean {
    return this.#counts.size === 0;
  }

  has(name: string): boolean {
    return this.#counts.has(name);
  }

  hasOtherThan(names: ReadonlySet<string>): boolean {
    return [...this.#counts.keys()].some((name) => !names.has(name));
  }

  follow({ name, kind }: Tag): void {
    const count = this.#counts.get(name) ?? 0;
    if (kind === "opening") this.#counts.set(name, count + 1);
    else if (count > 1) this.#counts.set(name, count - 1);
    else this.#counts.delete(name);
  }

  clear(): void {
    this.#counts.clear();
  }
}

function tagOf(found: RegExpExecArray): Tag {
  const { 0: whole, 1: slash, 2: written = "", index: at } = found;
  const name = written.toLowerCase();
  const paired = slash === "" ? "opening" : "closing";
  return { name, kind: name === ALONE ? "alone" : paired, at, end: at + whole.length };
}
