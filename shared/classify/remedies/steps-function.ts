import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { type Names, namesOf } from "./names.ts";
import { run } from "./remedies.ts";
import { shell } from "./shell.ts";
import { testEvent } from "./test-event.ts";
import { windowAround } from "./time-window.ts";

/** What the function wrote: by its own request id when the log has it, else around that time. */
export function functionLogs(facts: RequestFacts): Step {
  const names = namesOf(facts);
  const { start, startMs, endMs } = windowAround(facts);
  const group = `/aws/lambda/${names.functionName}`;
  const pattern =
    names.lambdaRequestId === undefined
      ? '?ERROR ?"Task timed out" ?"Runtime exited" ?"Process exited" ?Traceback'
      : `"${names.lambdaRequestId.replaceAll('"', "")}"`;
  return run(
    `Read the function's own log of ${start === "<start>" ? "that time" : "the five minutes around the failure"} (a function with its own LoggingConfig writes to another group).`,
    shell`aws logs filter-log-events --log-group-name ${group} --filter-pattern ${pattern} --start-time ${startMs} --end-time ${endMs} --query ${"events[].message"} --output text${names.inFunctionRegion}`,
  );
}

/** Calls the function as the gateway would. Not to standard output, where the CLI's own report follows. */
export function invokeFunction(facts: RequestFacts): Step {
  const { function: name, qualifier, inFunctionRegion } = namesOf(facts);
  return run(
    "Call the function as the gateway does; its answer goes to answer.json. This runs it for real: fill in a request without side effects.",
    shell`aws lambda invoke --function-name ${name}${qualifier} --cli-binary-format raw-in-base64-out --payload ${testEvent(facts)} --log-type Tail answer.json${inFunctionRegion}`,
  );
}

/** One setting, or several, of the function as the gateway calls it. */
export function functionSettings(facts: RequestFacts, text: string, query: string): Step {
  const { function: name, qualifier, inFunctionRegion } = namesOf(facts);
  return run(
    text,
    shell`aws lambda get-function-configuration --function-name ${name}${qualifier} --query ${query}${inFunctionRegion}`,
  );
}

/** Changes settings of the function itself, which a published version or alias does not see. */
export function configureFunction(
  facts: RequestFacts,
  text: string,
  options: readonly string[],
): Step {
  const { function: name, inFunctionRegion } = namesOf(facts);
  return run(
    text,
    shell`aws lambda update-function-configuration --function-name ${name}${options}${inFunctionRegion}`,
  );
}

/** A CloudWatch metric of the function, minute by minute around the failure. */
export function functionMetric(
  facts: RequestFacts,
  text: string,
  metric: "Throttles" | "Errors" | "Duration" | "ConcurrentExecutions",
): Step {
  const names = namesOf(facts);
  const { start, end } = windowAround(facts);
  const statistic = metric === "Throttles" || metric === "Errors" ? "Sum" : "Maximum";
  const dimension = `Name=FunctionName,Value=${names.functionName}`;
  return run(
    text,
    shell`aws cloudwatch get-metric-statistics --namespace AWS/Lambda --metric-name ${metric} --dimensions ${dimension} --start-time ${start} --end-time ${end} --period 60 --statistics ${statistic}${names.inFunctionRegion}`,
  );
}

/** Publishes what was changed, for who calls an alias; and the way back, for who is in a hurry. */
export function releaseSteps(facts: RequestFacts): readonly Step[] {
  const names = namesOf(facts);
  return names.alias === undefined ? [] : aliasSteps(names, names.alias);
}

function aliasSteps(names: Names, alias: string): readonly Step[] {
  const { function: name, inFunctionRegion } = names;
  return [
    run(
      `The gateway calls the alias ${alias}: publish a version with the change.`,
      shell`aws lambda publish-version --function-name ${name}${inFunctionRegion}`,
    ),
    run(
      "Point the alias at it; or, to stop the failures at once, at the last version that worked.",
      shell`aws lambda update-alias --function-name ${name} --name ${alias} --function-version ${"<version>"}${inFunctionRegion}`,
    ),
  ];
}
