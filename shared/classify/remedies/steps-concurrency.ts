import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { namesOf } from "./names.ts";
import { run, say } from "./remedies.ts";
import { shell } from "./shell.ts";
import { functionMetric } from "./steps-function.ts";

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

/** More room for the function, its own first. */
export function raiseConcurrency(facts: RequestFacts): readonly Step[] {
  const { function: name, inFunctionRegion } = namesOf(facts);
  return [
    run(
      "If its reserved concurrency is the limit, raise it, by what is left unreserved less 100 at most: more is refused.",
      shell`aws lambda put-function-concurrency --function-name ${name} --reserved-concurrent-executions ${"<number>"}${inFunctionRegion}`,
    ),
    run(
      "Or remove the reservation, so that it shares what the account has left.",
      shell`aws lambda delete-function-concurrency --function-name ${name}${inFunctionRegion}`,
    ),
    run(
      "If the account's limit is reached, ask for more (quota Concurrent executions).",
      shell`aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value ${"<new-limit>"}${inFunctionRegion}`,
    ),
    say(
      "If neither limit is reached, the load rose faster than a function can grow (1,000 more at once every 10 s, a fixed rate): spread the rise, or keep provisioned concurrency ready on an alias.",
    ),
  ];
}
