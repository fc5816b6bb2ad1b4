import type { Fault } from "../domain/fault.ts";
import { present } from "../domain/present.ts";
import type { Scope } from "../domain/tally.ts";
import { targetLabel } from "../domain/target.ts";
import type { Judgement, RequestFacts, Verdict } from "../domain/verdict.ts";
import { boundedText } from "./bounded-text.ts";
import { faultKey, fingerprintOf, routeLabel } from "./fingerprint.ts";
import { boundedScope } from "./scope.ts";

/** What is known without the log: the account of the envelope, the region the function runs in. */
export type Home = Pick<Scope, "accountId" | "region">;

const TEXT_CHARACTERS = 200;

/** The fault that a request failed of; `undefined` when it did not, as far as the log shows. */
export function faultOf(judgement: Judgement, home: Home): Fault | undefined {
  return faultIn(scopeIn(judgement.facts, home), judgement);
}

/** The same, for who knows the scope of the request. */
export function faultIn(scope: Scope, { verdict, facts }: Judgement): Fault | undefined {
  const named = namedIn(verdict);
  if (named === undefined) return undefined;
  const { target, apiType } = facts;
  return {
    fingerprint: fingerprintOf(faultKey(named, { ...facts, ...scope })),
    ...named,
    ...scope,
    ...present({
      apiType,
      target: target && boundedText(targetLabel(target), TEXT_CHARACTERS),
      route: boundedText(routeLabel(facts), TEXT_CHARACTERS),
    }),
  };
}

/** The scope of a request: what its log does not say is as at home. */
export function scopeIn(facts: RequestFacts, home: Home): Scope {
  return { ...boundedScope(home), ...boundedScope(facts) };
}

/** All failures of this cause and reason in a scope as one fault: for logs that name too many. */
export function coarseFault({ cause, reason }: Fault, scope: Scope): Fault {
  const named = { cause, reason };
  return { fingerprint: fingerprintOf(faultKey(named, scope)), ...named, ...scope };
}

function namedIn(verdict: Verdict): Pick<Fault, "cause" | "reason"> | undefined {
  if (verdict.kind === "failed") {
    const { cause, reason } = verdict.diagnosis;
    return { cause, reason };
  }
  const hasFailed = verdict.kind === "unclassified" && verdict.withoutOutcome !== true;
  return hasFailed ? { cause: "unclassified", reason: "none" } : undefined;
}
