import type { Judgement, RequestFacts } from "../domain/verdict.ts";
import { redactFacts } from "../redact/redact.ts";

/**
 * Judgements as they may be counted: a fault is named after the route or the target of a request, and
 * neither may hold a secret. Requests of one route come in crowds, so each place is masked once.
 */
export function maskedFacts(judgements: readonly Judgement[]): readonly Judgement[] {
  const known = new Map<string, RequestFacts>();
  return judgements.map((judgement) => {
    const { facts, verdict } = judgement;
    if (verdict.kind === "success") return judgement;
    const place = placeIn(facts);
    const key = JSON.stringify(place);
    const masked = known.get(key) ?? redactFacts(place);
    known.set(key, masked);
    return { ...judgement, facts: { ...facts, ...masked } };
  });
}

function placeIn({ route, target }: RequestFacts): RequestFacts {
  return { ...(route !== undefined && { route }), ...(target !== undefined && { target }) };
}
