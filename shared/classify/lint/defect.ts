import type { Lint } from "../../domain/lint.ts";
import type { Finding } from "../../domain/verdict.ts";

/**
 * One thing that is wrong with a payload. `sure`: refused, as recorded on AWS, documented, or seen in
 * real logs. `unsettled`: whether the gateway refuses it is not known. `tolerated`: known to pass, but
 * it explains a refusal better than nothing. `advice`: legal, and surely unintended.
 */
export type Defect<R extends string> = {
  /** Offset in the payload: the gateway reads from the front, so the first defect is its reason. */
  readonly at: number;
  readonly certainty: "sure" | "unsettled" | "tolerated" | "advice";
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
 * What `defects` come to. The first sure one is the reason; one that is not sure only if the gateway is
 * known to have refused, nothing surer was found, and nothing can lie behind a cut.
 */
export function ruling<R extends string>(
  defects: readonly Defect<R>[],
  seen: { readonly cut: boolean; readonly knownRefused: boolean },
): Ruling<R> {
  const sorted = defects.toSorted((a, b) => a.at - b.at);
  const sure = sorted.filter(({ certainty }) => certainty === "sure");
  const [first] = sure;
  if (first !== undefined) return refusal(first.reason, sorted, sure);
  if (seen.cut) return { outcome: "unknown", findings: findings(sorted, []) };
  if (seen.knownRefused) return explanation(sorted);
  const isSettled = sorted.every(({ certainty }) => certainty !== "unsettled");
  return { outcome: isSettled ? "accepted" : "unknown", findings: findings(sorted, []) };
}

/** The likeliest reason of a refusal that nothing sure explains. */
function explanation<R extends string>(sorted: readonly Defect<R>[]): Ruling<R> {
  const possible = sorted.filter(
    ({ certainty }) => certainty === "unsettled" || certainty === "tolerated",
  );
  const reason = possible[0] === undefined ? "unknown" : possible[0].reason;
  return refusal(reason, sorted, possible);
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
