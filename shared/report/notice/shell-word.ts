const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/gu;
const BARE = /^[\w@%+:,./][\w@%+=:,./-]*$/;

/** `value` as exactly one word of a POSIX shell, whatever it holds. */
export function shellWord(value: string): string {
  const text = value.replace(UNPRINTABLE, "");
  return BARE.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
