import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { stageUrl } from "./arns.ts";
import { namesOf } from "./names.ts";
import { run, say } from "./remedies.ts";
import { shell } from "./shell.ts";

/** What holds for each kind of API; never a bare number, since the first can be raised. */
export const TIMEOUT_LIMITS =
  "REST default 29 s, can be raised for Regional and private APIs; HTTP API 30 s; WebSocket API 29 s";

/** The way out for work that takes longer than a client should wait. */
export function answerLater(facts: RequestFacts): readonly Step[] {
  return namesOf(facts).apiType === "WEBSOCKET" ? replyLater(facts) : ASYNC_PATTERN;
}

const ASYNC_PATTERN: readonly Step[] = [
  say(
    "For work that stays slow, answer before it is done (202 and poll). First: the route puts a job (id, input) on a queue or starts a Step Functions execution, and does nothing else.",
  ),
  say(
    'Second: the route answers 202 at once, with `Location: /jobs/<job-id>`, `Retry-After: 5` and the body {"jobId":"<job-id>","status":"PENDING"}.',
  ),
  say(
    "Third: a worker does the job and writes PENDING, RUNNING, DONE or FAILED, with the result, under the job id (DynamoDB with a TTL; a large result in S3).",
  ),
  say(
    "Fourth: the client polls GET /jobs/<job-id>: 200 with the status while it runs, 303 to the result (or 200 with it) when done, 404 after its TTL.",
  ),
  say(
    "Fifth: the job id comes from the client's idempotency key, so a retried POST finds the same job instead of starting a second one.",
  ),
];

/** A WebSocket API needs no polling: the result is sent when it is there. */
function replyLater(facts: RequestFacts): readonly Step[] {
  const { inRegion } = namesOf(facts);
  return [
    say(
      "For work that stays slow, have the route put a job with its connectionId on a queue and return at once, and a worker do it.",
    ),
    run(
      "The worker sends the result to the client through @connections, and is allowed execute-api:ManageConnections for it; a client that has gone is a 410.",
      shell`aws apigatewaymanagementapi post-to-connection --endpoint-url ${stageUrl(facts)} --connection-id ${"<connection-id>"} --cli-binary-format raw-in-base64-out --data ${'{"status":"DONE"}'}${inRegion}`,
    ),
  ];
}
