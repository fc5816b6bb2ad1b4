import type { Remedy } from "../domain/remedy.ts";
import type { Judgement } from "../domain/verdict.ts";
import { CATALOGUE } from "./catalogue.ts";
import type { RemedyFor } from "./remedies/remedies.ts";

/**
 * What to do about a failed request, filled in with what its log tells. Throws for a request that
 * did not fail.
 */
export function remedyFor({ verdict, facts }: Judgement): Remedy {
  if (verdict.kind !== "failed") throw new Error(`no remedy for a request that is ${verdict.kind}`);
  const { diagnosis, findings } = verdict;
  const rule = CATALOGUE.find(({ cause }) => cause === diagnosis.cause);
  const remedies: Readonly<Partial<Record<string, RemedyFor>>> = rule?.remedies ?? {};
  const remedy = remedies[diagnosis.reason];
  if (remedy === undefined) throw new Error(`no remedy for ${diagnosis.cause}/${diagnosis.reason}`);
  return remedy(facts, findings);
}
