import { describe, expect, test } from "vitest";
import { classify } from "../../../shared/classify/classify.ts";
import {
  answered,
  COMPLETED,
  ended,
  misconfigured,
  SEND_TO_FUNCTION,
  traceOf,
  verdictOf,
} from "../trace-of.ts";

const FAILED = "Lambda execution failed with status 200 due to customer function error: ";
const MALFORMED = misconfigured("Malformed Lambda proxy response");
const MARKED = "Endpoint response headers: {X-Amz-Function-Error=Unhandled, Date=Sun}";
const UNMARKED = "Endpoint response headers: {X-Amz-Executed-Version=3, Date=Sun}";
const CUT_HEADERS = "Endpoint response headers: {X-Amz-Executed-Version=3, Da [TRUNCATED]";

function reasonOf(message: string): string {
  return verdictOf([`${FAILED}${message}. Lambda request id: 7d0f3f1a-0000`, ended(502)]);
}

describe("the error message tells how the function failed", () => {
  test.each([
    ["2026-11-22T10:00:00.000Z 7d0f3f1a Task timed out after 3.00 seconds", "function_timeout"],
    [
      "Response payload size exceeded maximum allowed payload size (6291556 bytes).",
      "response_too_large",
    ],
    ["body size is too long", "response_too_large"],
    ["RequestId: 7d0f3f1a Process exited before completing request", "runtime_exit"],
    ["RequestId: 7d0f3f1a Error: Runtime exited with error: exit status 1", "runtime_exit"],
    ["signal: killed", "runtime_exit"],
    ["JavaScript heap out of memory", "runtime_exit"],
    ["java.lang.OutOfMemoryError: Metaspace", "runtime_exit"],
    ["Cannot find module 'x'\nRequire stack:\n- /var/task/index.js", "init_error"],
    ["Cannot find package 'x' imported from /var/task/index.mjs", "init_error"],
    ["Unable to import module 'app': x", "init_error"],
    ["No module named 'requests'", "init_error"],
    ["Bad handler", "init_error"],
    ["module initialization error", "init_error"],
    ["Could not find the specified handler assembly", "init_error"],
    ["Unable to load type 'A.B' from assembly 'C'", "init_error"],
    ["No public method named handleRequest", "init_error"],
    ["Handler 'main' missing on module 'app'", "init_error"],
    ["index.handler is undefined or not exported", "init_error"],
    ["Syntax error in module 'app': invalid syntax", "init_error"],
    ["Cannot use import statement outside a module", "init_error"],
    ["require() of ES Module /var/task/a.js not supported", "init_error"],
    ["Couldn't find valid bootstrap(s): [/var/task/bootstrap]", "init_error"],
    ["Could not find a valid bootstrap", "init_error"],
    ["exec format error", "init_error"],
    ["fork/exec /var/task/main: no such file or directory", "init_error"],
    ["Class not found: com.example.Orders", "init_error"],
    ["Error loading class com.example.Orders", "init_error"],
    ["cannot load such file -- orders", "init_error"],
    ["[Errno 13] Permission denied: '/var/task/app.py'", "init_error"],
    ["EACCES: permission denied, open '/var/task/index.js'", "init_error"],
    ["EACCES: permission denied, scandir '/var/task/lib'", "init_error"],
    ["Cannot read properties of undefined (reading 'id')", "unhandled_exception"],
    ["connect ETIMEDOUT 192.0.2.1:5432", "unhandled_exception"],
    ["[Errno 2] No such file or directory: '/tmp/x'", "unhandled_exception"],
  ])("'%s' is %s", (message, reason) => {
    expect(reasonOf(message)).toBe(`lambda_function_error/${reason}`);
  });
});

describe("the payload tells more than the message", () => {
  test.each([
    ['{"errorType":"Sandbox.Timedout","errorMessage":"x"}', "function_timeout"],
    ['{"errorType":"Function.ResponseSizeTooLarge","errorMessage":"x"}', "response_too_large"],
    ['{"errorType":"Runtime.ExitError","errorMessage":"x"}', "runtime_exit"],
    ['{"errorType":"Runtime.OutOfMemory","errorMessage":"x"}', "runtime_exit"],
    ['{"errorType":"Runtime.NodeJsExit","errorMessage":"x"}', "runtime_exit"],
    ['{"errorType":"Runtime.ImportModuleError","errorMessage":"x"}', "init_error"],
    ['{"errorType":"Runtime.HandlerNotFound","errorMessage":"x"}', "init_error"],
    ['{"errorType":"Runtime.UserCodeSyntaxError","errorMessage":"x"}', "init_error"],
    ['{"errorType":"Runtime.InvalidEntrypoint","errorMessage":"x"}', "init_error"],
    ['{"errorType":"Runtime.MalformedHandlerName","errorMessage":"x"}', "init_error"],
    ['{"errorType":"Extension.Crash","errorMessage":"x"}', "init_error"],
    ['{"errorType":"Init.Timeout","errorMessage":"x"}', "init_error"],
    [
      '{"errorType":"TypeError","errorMessage":"x","trace":["at Module._compile (a.js)"]}',
      "init_error",
    ],
    [
      '{"errorType":"TypeError","errorMessage":"x","trace":["at Module._compile (a.js)","at Runtime.handler [as handler]"]}',
      "unhandled_exception",
    ],
    [
      '{"errorType":"TypeError","errorMessage":"x","stackTrace":["at f (a.js)"]}',
      "unhandled_exception",
    ],
    ['{"errorType":"MyRuntime.ExitErrorish","errorMessage":"x"}', "unhandled_exception"],
    ['{"errorType":7,"errorMessage":null}', "unhandled_exception"],
    ["not JSON", "unhandled_exception"],
  ])("%s is %s", (payload, reason) => {
    const lines = [
      SEND_TO_FUNCTION,
      answered(payload),
      `${FAILED}x. Lambda request id: 1`,
      ended(502),
    ];
    const { verdict, evidence } = classify(traceOf(lines));
    expect(verdict).toMatchObject({
      diagnosis: { cause: "lambda_function_error", reason },
      payload: { text: payload },
    });
    expect(evidence).toEqual([1, 2]);
  });
});

const TIMED_OUT = '{"errorMessage":"Task timed out after 3.01 seconds"}';
const PLAIN = '{"errorMessage":"no such order"}';
const TYPED = '{"errorMessage":"no such order","errorType":"Error"}';

test.each<[string, readonly string[], string]>([
  [
    "the message cut before the error",
    ["Lambda execution failed with status 200 due to"],
    "lambda_function_error/unhandled_exception",
  ],
  [
    "an error that Lambda words itself",
    [answered(TIMED_OUT)],
    "lambda_function_error/function_timeout",
  ],
  ["an error with its type", [answered(TYPED)], "lambda_function_error/unhandled_exception"],
  [
    "the same words, broken over lines",
    [answered('{"errorMessage":"Task timed\nout after 3.01 seconds"}')],
    "lambda_function_error/function_timeout",
  ],
  [
    "the payload's words where those of the message were lost",
    [answered(TIMED_OUT), `${FAILED}\n7d0f3f1a-0000`],
    "lambda_function_error/function_timeout",
  ],
  [
    "the message's words where those of the payload were cut",
    [
      answered('{"errorMessage":"Task tim [TRUNCATED]'),
      `${FAILED}Task timed out after 3.01 seconds`,
    ],
    "lambda_function_error/function_timeout",
  ],
  [
    "an error with its type, cut",
    [answered('{"errorMessage":"x","errorType":"Error [TRUNCATED]')],
    "unclassified",
  ],
  [
    "an error with its stack, cut",
    [answered('{"errorMessage":"x","stackTrace":["at [TRUNCATED]')],
    "lambda_function_error/unhandled_exception",
  ],
  ["an error message that could be an answer", [answered(PLAIN)], "unclassified"],
  [
    "the same, marked by Lambda",
    [MARKED, answered(PLAIN)],
    "lambda_function_error/unhandled_exception",
  ],
  [
    "the same, under headers that were cut",
    [CUT_HEADERS, answered(TYPED)],
    "lambda_function_error/unhandled_exception",
  ],
  ["an error that Lambda did not mark", [UNMARKED, answered(TYPED)], "unclassified"],
  [
    "the same under the malformed message",
    [UNMARKED, answered(TYPED), MALFORMED, ended(502)],
    "malformed_proxy_response/missing_status_code",
  ],
  [
    "an error under the malformed message, before 2019",
    [MARKED, answered(PLAIN), MALFORMED, ended(502)],
    "lambda_function_error/unhandled_exception",
  ],
  [
    "an error with other keys",
    [answered('{"errorMessage":"x","errorType":"y","id":1}')],
    "unclassified",
  ],
  ["an error that a mapping took", [MARKED, answered(TYPED), COMPLETED, ended(400)], "success"],
  ["a list", [MARKED, answered('["errorMessage"]')], "unclassified"],
  ["an object that says it elsewhere", [MARKED, answered('{"a":"errorMessage"}')], "unclassified"],
  ["headers without an answer", [MARKED], "unclassified"],
])("%s", (_, lines, verdict) => {
  expect(verdictOf(lines)).toBe(verdict);
});

test("the header that marks an error is evidence", () => {
  expect(classify(traceOf([MARKED, answered(PLAIN)])).evidence).toEqual([0, 1]);
  expect(classify(traceOf([CUT_HEADERS, answered(TYPED)])).evidence).toEqual([1]);
});

test.each([
  [
    "The Lambda function returned the following error: Cannot find module 'x'. Check your Lambda function code and try again.",
    "init_error",
  ],
  [
    "The Lambda function returned the following error: RequestId: 1 Error: Task timed out after 5.00 seconds. Check your Lambda function code and try again.",
    "function_timeout",
  ],
])("an HTTP API quotes the function too: %s", (integrationErrorMessage, reason) => {
  expect(verdictOf({ status: "500", integrationErrorMessage })).toBe(
    `lambda_function_error/${reason}`,
  );
});

test("a REST access log quotes it without a blank", () => {
  expect(verdictOf({ "integration.error": "Lambda Customer Function Error:Bad handler" })).toBe(
    "lambda_function_error/init_error",
  );
});
