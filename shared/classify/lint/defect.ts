import type { Lint } from "../../domain/lint.ts";
import type { Finding } from "../../domain/verdict.ts";

/**
 * One thing that is wrong with a payload. `sure`: recorded on AWS, documented, or seen in real logs.
 * `unsettled`: whether the gateway refuses it is not known, or it is known to pass but explains a
 * refusal better than nothing. `advice`: legal, and surely unintended.
 */
export type Defect<R extends string> = {
  /** Offset in the payload: the gateway reads from the front, so the first defect is its reason. */
  readonly at: number;
  readonly certainty: "sure" | "unsettled" | "advice";
  /** Absent where it depends on what lies behind a cut. */
  readonly reason?: R | undefined;
  readonly path: string;
  readonly found: string;
  readonly wanted: string;
  readonly fix: string;
};

/** Ends a `wanted` that nobody has recorded on AWS. */
export const UNSETTLED = " (whether API Gateway refuses anything else here is not settled)";

const MAX_FINDINGS = 50;

type Ruling<R extends string> = Pick<Lint<R | "unknown">, "outcome" | "reason" | "findings">;

/**
 * What `defects` come to. The first sure one is the reason; an unsettled one only if the gateway is
 * known to have refused, nothing surer was found, and nothing can lie behind a cut.
 */
export function ruling<R extends string>(
  defects: readonly Defect<R>[],
  seen: { readonly cut: boolean; readonly knownRefused: boolean },
): Ruling<R> {
  const sorted = defects.toSorted((a, b) => a.at - b.at);
  const sure = sorted.filter(({ certainty }) => certainty === "sure");
  const unsettled = sorted.filter(({ certainty }) => certainty === "unsettled");
  const [first] = sure;
  if (first !== undefined) return refusal(first.reason, sorted, sure);
  if (seen.cut) return { outcome: "unknown", findings: findings(sorted, []) };
  if (!seen.knownRefused) return { outcome: "accepted", findings: findings(sorted, []) };
  const reason = unsettled[0] === undefined ? "unknown" : unsettled[0].reason;
  return refusal(reason, sorted, unsettled);
}

function refusal<R extends string>(
  reason: R | "unknown" | undefined,
  sorted: readonly Defect<string>[],
  errors: readonly Defect<string>[],
): Ruling<R> {
  const found = findings(sorted, errors);
  if (reason === undefined) return { outcome: "unknown", findings: found };
  return { outcome: "refused", reason, findings: found };
}

function findings(
  sorted: readonly Defect<string>[],
  errors: readonly Defect<string>[],
): readonly Finding[] {
  const isError = new Set(errors);
  const warnings = sorted.filter((defect) => !isError.has(defect));
  return [...errors, ...warnings]
    .slice(0, MAX_FINDINGS)
    .map(({ path, found, wanted, fix }, index) => ({
      level: index < errors.length ? "error" : "warning",
      path,
      found,
      wanted,
      fix,
    }));
}
