const LONGEST_WORD = 4096;
const LONGEST_PATCH_VALUE = 2048;
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/gu;
const BARE = /^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*$/;
const SHORTHAND = /^[A-Za-z0-9_@%+:./*$~<>-]+$/;

/** A change to one field of a REST API's resource. */
export type Patch = {
  readonly op: "add" | "replace" | "remove";
  readonly path: string;
  readonly value?: string;
};

/** `text` without control, format and unassigned characters, at most `longest` UTF-16 units. */
export function printable(text: string, longest: number): string {
  return text.slice(0, longest).replace(UNPRINTABLE, "");
}

/** `value` as exactly one word of a POSIX shell, whatever it holds. At most 4,096 characters of it. */
export function word(value: string): string {
  const text = printable(value, LONGEST_WORD);
  return BARE.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * A shell command: what is written stands as it is, every value becomes one word. A list becomes
 * its words, each with a blank in front, so an empty one leaves nothing.
 */
export function shell(
  written: TemplateStringsArray,
  ...values: readonly (string | readonly string[])[]
): string {
  return written.reduce((command, part, at) => command + inserted(values[at - 1]) + part);
}

/** The option that carries `patches`: AWS CLI shorthand where it can be read no other way, else JSON. */
export function patchOperations(...patches: readonly Patch[]): readonly string[] {
  const plain = patches.every(({ path, value }) =>
    SHORTHAND.test(value === undefined ? path : path + value),
  );
  const words = plain ? patches.map(shorthand) : [JSON.stringify(patches.map(bounded))];
  return ["--patch-operations", ...words];
}

function inserted(value: string | readonly string[] = []): string {
  return typeof value === "string" ? word(value) : value.map((each) => ` ${word(each)}`).join("");
}

function shorthand({ op, path, value }: Patch): string {
  return `op=${op},path=${path}${value === undefined ? "" : `,value=${value}`}`;
}

function bounded({ op, path, value }: Patch): Patch {
  return value === undefined
    ? { op, path }
    : { op, path, value: value.slice(0, LONGEST_PATCH_VALUE) };
}
