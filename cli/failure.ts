/** Wrong usage, or input that cannot be read: `message` is one line that says what, where and what next. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** 0: nothing failed, 1: failures found, 2: wrong usage or unreadable input. */
export type ExitCode = 0 | 1 | 2;
