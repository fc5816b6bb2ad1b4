/** Wrong usage, or input that cannot be read: `message` is one line that says what, where and what next. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/**
 * 0: nothing failed, 1: failures found, 2: wrong usage or unreadable input. 3, of the `check-` commands
 * alone: whether API Gateway takes the answer is not settled.
 */
export type ExitCode = 0 | 1 | 2 | 3;
