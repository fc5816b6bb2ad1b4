import { remembered } from "../classify/remembered.ts";
import type { Judgement, RequestFacts } from "../domain/verdict.ts";
import { redactFacts } from "../redact/redact.ts";

/**
 * Judgements as they may be counted: a fault is named after the route or the target of a request, and
 * neither may hold a secret. Requests of one route come in crowds, so each place is masked once.
 */
export function maskedFacts(judgements: readonly Judgement[]): readonly Judgement[] {
  return judgements.map((judgement) => {
    const { facts, verdict } = judgement;
    if (verdict.kind === "success") return judgement;
    const masked = maskedPlace(JSON.stringify(placeIn(facts)));
    return { ...judgement, facts: { ...facts, ...masked } };
  });
}

const maskedPlace = remembered((place) => redactFacts(JSON.parse(place)));

function placeIn({ route, target }: RequestFacts): RequestFacts {
  return { ...(route !== undefined && { route }), ...(target !== undefined && { target }) };
}
