/** A name and its colon. A name inside an escaped string has a backslash before its quote. */
const NAME = /"([^"\\\n]{1,128})"\s{0,8}:/g;
const BARE_END = /[,}\]\s]/;
/** A name that the end of the text cut, behind the last value. */
const CUT_NAME = /,\s{0,8}"[^"]{0,128}"?$/;
/** Half an escape at the end of a text that was cut. */
const CUT_ESCAPE = /\\(?:u[0-9a-fA-F]{0,3})?$/;
const LONGEST_CUT = 140;
const TRAILING = /[\s,]+$/;
const MOST_NAMES = 2_000;

type Name = { readonly name: string; readonly start: number; readonly end: number };

/**
 * Reads the names and values of an object that is not quite JSON: cut, or with quotes inside quotes
 * (`$context.error.messageString` brings its own). A nested name is joined with a full stop.
 */
export function looseFields(text: string): readonly (readonly [name: string, value: string])[] {
  const names = namesIn(text);
  const whole = withoutCutName(text);
  const path: string[] = [];
  const pairs: [string, string][] = [];
  for (const [index, { name, end }] of names.entries()) {
    const written = whole.slice(end, names[index + 1]?.start ?? whole.length).trimStart();
    if (written.startsWith("{")) {
      path.push(name);
      continue;
    }
    pairs.push([[...path, name].join("."), valueAt(written)]);
    path.length = Math.max(0, path.length - closingsIn(written));
  }
  return pairs;
}

function withoutCutName(text: string): string {
  const head = text.slice(0, -LONGEST_CUT);
  return head + text.slice(head.length).replace(CUT_NAME, "");
}

function namesIn(text: string): readonly Name[] {
  const names: Name[] = [];
  for (const found of text.matchAll(NAME)) {
    const [written] = found;
    const name = written.slice(1, written.lastIndexOf('"'));
    names.push({ name, start: found.index, end: found.index + written.length });
    if (names.length === MOST_NAMES) break;
  }
  return names;
}

function valueAt(written: string): string {
  if (!written.startsWith('"')) return written.split(BARE_END, 1).join();
  const last = written.lastIndexOf('"');
  const inner = last === 0 ? written.slice(1) : written.slice(1, last);
  return unescaped(inner);
}

/** The text with its escapes resolved; as written when they are none of JSON. */
function unescaped(text: string): string {
  if (!text.includes("\\")) return text;
  return jsonText(text) ?? jsonText(text.replace(CUT_ESCAPE, "")) ?? text;
}

function jsonText(text: string): string | undefined {
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return undefined;
  }
}

/** How many objects end behind the value. */
function closingsIn(written: string): number {
  const behind = written.slice(written.lastIndexOf('"') + 1);
  return behind.replace(TRAILING, "").split("}").length - 1;
}
