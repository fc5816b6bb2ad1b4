import { PAGES } from "./pages.ts";
import type { Remedies } from "./remedies.ts";
import { say } from "./remedies.ts";
import { answerLater, TIMEOUT_LIMITS } from "./steps-async.ts";
import {
  configureFunction,
  functionLogs,
  functionMetric,
  functionSettings,
  invokeFunction,
  releaseSteps,
  rollBack,
} from "./steps-function.ts";

/** The gateway called the function, and the function failed. */
export const lambdaFunctionErrorRemedies: Remedies<"lambda_function_error"> = {
  unhandled_exception: (facts) => ({
    meaning: "The function threw an error that its handler did not catch, so it gave no answer.",
    confirm: [functionLogs(facts), invokeFunction(facts)],
    fix: [
      ...rollBack(facts),
      say("Mend what the stack trace names first."),
      say(
        "Then catch errors at the top of the handler, log them with the request id and return { statusCode: 500, body } yourself.",
      ),
      ...releaseSteps(facts),
    ],
    caution:
      "An error that is caught no longer counts in Lambda's Errors metric: alarm on 5XXError of the API as well.",
    page: PAGES.lambdaErrors,
  }),
  function_timeout: (facts) => ({
    meaning: "The function did not finish within its own timeout and Lambda stopped it.",
    confirm: [
      functionSettings(facts, "See its timeout and memory.", "[Timeout,MemorySize]"),
      functionMetric(
        facts,
        "See how long it takes: does it grow, or hit the limit at once?",
        "Duration",
      ),
      functionLogs(facts),
    ],
    fix: [
      say(
        "Find the call it waits for: give every outgoing request a timeout shorter than the function's, and check the way out of its VPC (NAT or endpoint).",
      ),
      configureFunction(
        facts,
        `If it only needs longer, raise the timeout, but stay below the gateway's (${TIMEOUT_LIMITS}); more memory also gives more CPU.`,
        ["--timeout", "<seconds>", "--memory-size", "<megabytes>"],
      ),
      ...releaseSteps(facts),
      ...answerLater(facts),
    ],
    caution:
      "A longer timeout and more memory cost more for each slow call, and slow calls hold concurrency that others need.",
    page: PAGES.lambdaTimeout,
  }),
  runtime_exit: (facts) => ({
    meaning:
      "The function's process ended before it answered: out of memory, a crash, or the code called exit itself.",
    confirm: [
      functionLogs(facts),
      functionSettings(
        facts,
        "Compare its memory with `Max Memory Used` in the REPORT line of that log.",
        "[MemorySize,Runtime,Architectures]",
      ),
    ],
    fix: [
      ...rollBack(facts),
      configureFunction(facts, "If the memory used equals the memory it has, give it more.", [
        "--memory-size",
        "<megabytes>",
      ]),
      say(
        "Else remove process.exit or sys.exit from the handler's way, and rebuild native modules for the runtime and architecture above.",
      ),
      ...releaseSteps(facts),
    ],
    caution: "More memory costs proportionally more for each millisecond.",
    page: PAGES.lambdaMemory,
  }),
  init_error: (facts) => ({
    meaning:
      "The function could not start: its handler, a module or a file is missing or broken in what was deployed.",
    confirm: [
      functionSettings(
        facts,
        "See which handler, runtime and layers it is to start with.",
        "[Handler,Runtime,PackageType,Layers[].Arn,LastUpdateStatus]",
      ),
      functionLogs(facts),
    ],
    fix: [
      ...rollBack(facts),
      say(
        "Deploy the package with what the message names: the module in it (or in a layer), the handler's file and export under the configured name, files readable by all (chmod 644, folders 755).",
      ),
      configureFunction(facts, "If only the handler's name is wrong, set it.", [
        "--handler",
        "<file.function>",
      ]),
      ...releaseSteps(facts),
    ],
    caution:
      "Every cold start fails until this is mended; warm instances may still answer and hide it.",
    page: PAGES.lambdaInvocationErrors,
  }),
  response_too_large: (facts) => ({
    meaning: "The function's answer is larger than the 6 MB that Lambda can return at once.",
    confirm: [functionLogs(facts), invokeFunction(facts)],
    fix: [
      say(
        "Return less: pages with a cursor, only the fields asked for, or compressed with isBase64Encoded.",
      ),
      say(
        "Or put the result into S3 and answer 303 with a presigned URL, so neither Lambda's 6 MB nor the gateway's 10 MB apply.",
      ),
      say(
        "Or, on a REST API, stream it: response streaming carries more than 10 MB and runs up to 15 minutes.",
      ),
      ...releaseSteps(facts),
    ],
    caution:
      "Base64 adds a third to the size. A presigned URL works for whoever holds it until it expires: keep it short.",
    page: PAGES.lambdaQuotas,
  }),
};
