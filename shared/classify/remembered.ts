/** Enough for what the failing requests of a log say, of which most are alike. */
const TEXTS = 512;
const LONGEST_TEXT = 512;

/**
 * `read`, with what it made of the last texts kept, so that a thousand requests that failed alike are not
 * read a thousand times (bench, row `analyze`). `read` must be pure, and what it makes never changed.
 */
export function remembered<Made extends object | string>(read: (text: string) => Made) {
  const known = new Map<string, Made>();
  return (text: string): Made => {
    if (text.length > LONGEST_TEXT) return read(text);
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = read(text);
    if (known.size === TEXTS) known.clear();
    known.set(text, made);
    return made;
  };
}
