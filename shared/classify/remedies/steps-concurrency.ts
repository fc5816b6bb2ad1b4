import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { namesOf } from "./names.ts";
import { type RemedyFacts, run, say } from "./remedies.ts";
import { shell } from "./shell.ts";
import { functionMetric } from "./steps-function.ts";

const SURGE = "the load rose faster than a function can grow";

/** Which limit it was, as far as Lambda's answer says: what stands behind "because". */
export function limitMet({ said }: RemedyFacts): string {
  const limit = said?.lambdaLimit;
  if (limit === undefined) {
    return `the function's reserved concurrency or the account's was used up, or because ${SURGE}`;
  }
  const concurrency = isReserved(limit)
    ? "the function's reserved concurrency"
    : "the account's concurrency in the region";
  // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
  return limit.includes("Rate")
    ? `more than ten calls a second came for each one of ${concurrency} (\`${limit}\`)`
    : `${concurrency} was used up (\`${limit}\`)`;
}

/** Whether the function's own share or the account's is used up. */
export function showConcurrency(facts: RequestFacts): readonly Step[] {
  const { function: name, inFunctionRegion } = namesOf(facts);
  return [
    run(
      "See the concurrency reserved for the function: nothing printed means none, 0 means it is switched off.",
      shell`aws lambda get-function-concurrency --function-name ${name}${inFunctionRegion}`,
    ),
    run(
      "See the account's limit and what is left unreserved, of which 100 always stay so.",
      shell`aws lambda get-account-settings --query AccountLimit${inFunctionRegion}`,
    ),
    functionMetric(facts, "See how many calls were throttled each minute.", "Throttles"),
    functionMetric(facts, "See how many ran at once.", "ConcurrentExecutions"),
  ];
}

/** More room for the function: of the limit that was met, or of its own first where that is not known. */
export function raiseConcurrency(facts: RemedyFacts): readonly Step[] {
  const limit = facts.said?.lambdaLimit;
  if (limit === undefined) {
    return [
      ...raiseReserved(facts, "If its reserved concurrency is the limit, raise it"),
      ...raiseAccounts(facts, "If the account's limit is reached, ask for more"),
      slowDown("neither limit is reached"),
    ];
  }
  if (isReserved(limit)) return raiseReserved(facts, "Raise its reserved concurrency");
  return [
    ...raiseAccounts(facts, "Ask for a higher limit of the account"),
    slowDown("that limit is not reached"),
  ];
}

/** Of the function's own share, not of the account's. */
function isReserved(limit: string): boolean {
  return limit.startsWith("Reserved");
}

function raiseReserved(facts: RequestFacts, advice: string): readonly Step[] {
  const { function: name, inFunctionRegion } = namesOf(facts);
  return [
    run(
      `${advice}, by what is left unreserved less 100 at most: more is refused.`,
      shell`aws lambda put-function-concurrency --function-name ${name} --reserved-concurrent-executions ${"<number>"}${inFunctionRegion}`,
    ),
    run(
      "Or remove the reservation, so that it shares what the account has left.",
      shell`aws lambda delete-function-concurrency --function-name ${name}${inFunctionRegion}`,
    ),
  ];
}

function raiseAccounts(facts: RequestFacts, advice: string): readonly Step[] {
  const { inFunctionRegion } = namesOf(facts);
  return [
    run(
      `${advice} (quota Concurrent executions).`,
      shell`aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value ${"<new-limit>"}${inFunctionRegion}`,
    ),
  ];
}

function slowDown(when: string): Step {
  return say(
    `If ${when}, ${SURGE} (1,000 more at once every 10 s, a fixed rate): spread the rise, or keep provisioned concurrency ready on an alias.`,
  );
}
