import type { Cause } from "../domain/cause.ts";
import type { Remedy } from "../domain/remedy.ts";
import type { Judgement } from "../domain/verdict.ts";
import { REMEDIES } from "./remedies/all.ts";
import type { Remedies } from "./remedies/remedies.ts";
import { saidIn } from "./remedies/said.ts";

const BY_CAUSE = REMEDIES as Readonly<Record<Cause, Remedies<Cause>>>;

/**
 * What to do about a failed request, filled in with what its log tells. Throws for a request that
 * did not fail.
 */
export function remedyFor(judgement: Judgement): Remedy {
  const { verdict, facts } = judgement;
  if (verdict.kind !== "failed") throw new Error(`no remedy for a request that is ${verdict.kind}`);
  const { cause, reason } = verdict.diagnosis;
  return BY_CAUSE[cause][reason](
    { ...facts, said: saidIn(judgement, verdict.payload) },
    verdict.findings,
  );
}
