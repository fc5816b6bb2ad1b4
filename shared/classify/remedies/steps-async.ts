import type { Step } from "../../domain/remedy.ts";
import { say } from "./remedies.ts";

/** What holds for each kind of API; never a bare number, since the first can be raised. */
export const TIMEOUT_LIMITS =
  "REST default 29 s, can be raised for Regional and private APIs; HTTP API 30 s";

/** The way out for work that takes longer than a client should wait: 202 and poll. */
export const ASYNC_PATTERN: readonly Step[] = [
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
