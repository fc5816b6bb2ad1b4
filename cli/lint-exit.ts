import type { Lint } from "../shared/domain/lint.ts";
import { assertNever } from "../shared/domain/result.ts";
import { inputName } from "../shared/report/input-name.ts";
import { type ExitCode, UsageError } from "./failure.ts";

/** 0 accepted, 1 refused, 3 not settled. Throws UsageError for a text that is not the whole answer. */
export function exitCodeOf({ outcome, cut }: Lint<string>, path: string): ExitCode {
  switch (outcome) {
    case "accepted":
      return 0;
    case "refused":
      return 1;
    case "unknown":
      if (!cut) return 3;
      throw new UsageError(
        `${inputName(path)}: is not whole, and nothing in it is surely refused; give the whole answer`,
      );
    default:
      return assertNever(outcome);
  }
}
