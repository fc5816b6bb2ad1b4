import type { LintOutcome } from "../shared/domain/lint.ts";
import { assertNever } from "../shared/domain/result.ts";
import { type ExitCode, UsageError } from "./failure.ts";

/** 0 accepted, 1 refused. Throws UsageError for a text that stops before either can be said. */
export function exitCodeOf(outcome: LintOutcome, path: string): ExitCode {
  switch (outcome) {
    case "accepted":
      return 0;
    case "refused":
      return 1;
    case "unknown":
      throw new UsageError(
        `${path}: stops in the middle, and what is there is sound; give the whole answer`,
      );
    default:
      return assertNever(outcome);
  }
}
