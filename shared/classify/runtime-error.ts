import type { Diagnosis, Reason } from "../domain/cause.ts";
import { type FunctionFailure, functionFailureIn } from "./function-failure.ts";
import { plainSentence, says } from "./sentence.ts";

type FunctionErrorReason = Reason<"lambda_function_error">;

/** Error types of the Lambda service and its runtimes. */
const TYPES: readonly (readonly [RegExp, FunctionErrorReason])[] = [
  [/^(?:sandbox\.timedout|function\.responsetimeout)/i, "function_timeout"],
  [/^(?:function\.)?responsesizetoolarge/i, "response_too_large"],
  [/^runtime\.(?:exiterror|outofmemory|nodejsexit)|^sandbox\.failure/i, "runtime_exit"],
  [
    /^runtime\.(?:importmodule|handlernotfound|usercodesyntax|invalid(?:entrypoint|workingdir)|malformedhandler|initerror|couldnotfind|userfunction)|^(?:extension|init)\.|^init<|^loaderror$/i,
    "init_error",
  ],
];

/** What the runtimes write, and what each tells. */
const WORDINGS: readonly (readonly [string, FunctionErrorReason])[] = [
  ["task timed out after", "function_timeout"],
  ["body size is too long", "response_too_large"],
  ["response payload size", "response_too_large"],
  ["process exited before completing", "runtime_exit"],
  ["runtime exited", "runtime_exit"],
  ["signal: killed", "runtime_exit"],
  ["javascript heap out of memory", "runtime_exit"],
  ["java.lang.outofmemoryerror", "runtime_exit"],
  ["cannot find module '", "init_error"],
  ["cannot find package '", "init_error"],
  ["unable to import module", "init_error"],
  ["no module named ", "init_error"],
  ["bad handler", "init_error"],
  ["module initialization error", "init_error"],
  ["could not find the specified handler", "init_error"],
  ["unable to load type ", "init_error"],
  ["no public method named ", "init_error"],
  ["handler ' … ' missing on module", "init_error"],
  [" is undefined or not exported", "init_error"],
  ["syntax error in module", "init_error"],
  ["cannot use import statement outside a module", "init_error"],
  ["require() of es module", "init_error"],
  ["could not find valid bootstrap", "init_error"],
  ["could not find a valid bootstrap", "init_error"],
  ["exec format error", "init_error"],
  ["fork/exec ", "init_error"],
  ["class not found: ", "init_error"],
  ["error loading class ", "init_error"],
  ["cannot load such file", "init_error"],
  ["[errno 13] permission denied: '", "init_error"],
  ["eacces: permission denied, open '/var/task", "init_error"],
  ["eacces: permission denied, scandir '/var/task", "init_error"],
];

/** Frames of the module loaders, and frames that only a running handler has below it. */
const LOADER_FRAMES = /module\._compile|node:internal\/modules|module\.require|_frozen_importlib/i;
const HANDLER_FRAMES = /\[as handler\]|runtime\.handleonce|runtime\.handleevent/i;

/** How a function failed. */
export function functionErrorReason({
  message,
  type,
  stack,
}: FunctionFailure): FunctionErrorReason {
  const byType = TYPES.find(([pattern]) => pattern.test(type));
  if (byType !== undefined) return byType[1];
  const sentence = plainSentence(message);
  const byWording = WORDINGS.find(([wording]) => says(sentence, wording));
  if (byWording !== undefined) return byWording[1];
  const isLoading = LOADER_FRAMES.test(stack) && !HANDLER_FRAMES.test(stack);
  return isLoading ? "init_error" : "unhandled_exception";
}

/** An error of the function that a mapping took, or failed to take, as a second defect. */
export function functionErrorBeneath(answer: string): readonly Diagnosis[] {
  const failure = functionFailureIn(answer);
  if (failure === undefined) return [];
  return [{ cause: "lambda_function_error", reason: functionErrorReason(failure) }];
}
