import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { type Names, namesOf } from "./names.ts";
import { run, say } from "./remedies.ts";
import { shell } from "./shell.ts";
import { type PayloadFormat, testEvent } from "./test-event.ts";
import { windowAround } from "./time-window.ts";

const ERRORS = '?ERROR ?"Task timed out" ?"Runtime exited" ?"Process exited" ?Traceback';
const VERSION = /^\d/;

/** What the function wrote of its errors: by its own request id when the log has it, else around that time. */
export function functionLogs(facts: RequestFacts): Step {
  return searchLogs(facts, "Read the function's own log of", ERRORS);
}

/** How long each run took: one that is only slow writes no error. */
export function functionRuns(facts: RequestFacts): Step {
  return searchLogs(
    facts,
    "See how long each run took (Duration in its REPORT line, Init Duration for a cold start), in the function's own log of",
    "REPORT",
  );
}

function searchLogs(facts: RequestFacts, text: string, words: string): Step {
  const names = namesOf(facts);
  const { start, startMs, endMs } = windowAround(facts);
  const group = `/aws/lambda/${names.functionName}`;
  const id = names.lambdaRequestId;
  const pattern = id === undefined ? words : `"${id.replaceAll('"', "")}"`;
  return run(
    `${text} ${start === "<start>" ? "that time" : "the five minutes around the failure"} (a function with its own LoggingConfig writes to another group).`,
    shell`aws logs filter-log-events --log-group-name ${group} --filter-pattern ${pattern} --start-time ${startMs} --end-time ${endMs} --query ${"events[].message"} --output text${names.inFunctionRegion}`,
  );
}

/** Calls the function as the gateway would. Not to standard output, where the CLI's own report follows. */
export function invokeFunction(facts: RequestFacts, format: PayloadFormat = "2.0"): Step {
  const { apiType, function: name, qualifier, inFunctionRegion } = namesOf(facts);
  const how = apiType === "HTTP" ? ` in payload format ${format}` : "";
  return run(
    `Call the function as the gateway does${how}; its answer goes to answer.json. This runs it for real: fill in what stands in <>, and a request without side effects.`,
    shell`aws lambda invoke --function-name ${name}${qualifier} --cli-binary-format raw-in-base64-out --payload ${testEvent(facts, format)} --log-type Tail answer.json${inFunctionRegion}`,
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
  metric: "Throttles" | "Duration" | "ConcurrentExecutions",
): Step {
  const names = namesOf(facts);
  const { start, end } = windowAround(facts);
  const statistic = metric === "Throttles" ? "Sum" : "Maximum";
  const dimension = `Name=FunctionName,Value=${names.functionName}`;
  return run(
    text,
    shell`aws cloudwatch get-metric-statistics --namespace AWS/Lambda --metric-name ${metric} --dimensions ${dimension} --start-time ${start} --end-time ${end} --period 60 --statistics ${statistic}${names.inFunctionRegion}`,
  );
}

/** The quickest way out where an alias is called: back to what worked, before anything is mended. */
export function rollBack(facts: RequestFacts): readonly Step[] {
  const { alias, function: name, inFunctionRegion } = namesOf(facts);
  if (alias === undefined) return [];
  return [
    run(
      "If a new version of the function brought the failures, stop them first: see which one worked last.",
      shell`aws lambda list-versions-by-function --function-name ${name} --query ${"Versions[].[Version,LastModified,Description]"} --output table${inFunctionRegion}`,
    ),
    run(
      `Point the alias ${alias} back at it.`,
      shell`aws lambda update-alias --function-name ${name} --name ${alias} --function-version ${"<last-good-version>"}${inFunctionRegion}`,
    ),
  ];
}

/** Publishes what was changed, for who calls an alias or a version: neither sees a change before. */
export function releaseSteps(facts: RequestFacts): readonly Step[] {
  const names = namesOf(facts);
  const [, called = ""] = names.qualifier;
  if (names.alias !== undefined) return aliasSteps(names, names.alias);
  return VERSION.test(called) ? versionSteps(names, called) : [];
}

function aliasSteps(names: Names, alias: string): readonly Step[] {
  const { function: name, inFunctionRegion } = names;
  return [
    publish(names, `The gateway calls the alias ${alias}: publish a version with the change.`),
    run(
      "Point the alias at it.",
      shell`aws lambda update-alias --function-name ${name} --name ${alias} --function-version ${"<version>"}${inFunctionRegion}`,
    ),
  ];
}

function versionSteps(names: Names, version: string): readonly Step[] {
  return [
    publish(
      names,
      `The gateway calls version ${version}, which never changes: publish one with the change.`,
    ),
    say("Have the integration call the new version; better an alias, which can be pointed back."),
  ];
}

function publish({ function: name, inFunctionRegion }: Names, text: string): Step {
  return run(text, shell`aws lambda publish-version --function-name ${name}${inFunctionRegion}`);
}
