import type { Remedy, Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { namesOf } from "./names.ts";
import { PAGES } from "./pages.ts";
import { type Remedies, run, say } from "./remedies.ts";
import { shell } from "./shell.ts";
import { showIntegration } from "./steps-api.ts";
import { functionLogs, invokeFunction, releaseSteps, rollBack } from "./steps-function.ts";
import { callBackend } from "./steps-network.ts";

const TRACE_ID = /1-[0-9a-f]{8}-[0-9a-f]{24}/i;

/** The gateway did its part: the 5xx is the backend's own answer, passed on. */
export const backendErrorRemedies: Remedies<"backend_error"> = {
  lambda_returned_5xx: (facts) => ({
    meaning: "The function itself answered with this 5xx status; API Gateway only passed it on.",
    confirm: [functionLogs(facts), invokeFunction(facts), ...trace(facts)],
    fix: [
      ...rollBack(facts),
      say(
        "Find where the handler returns a status of 500 or more, usually a catch that hides the error, and log that error with its stack before returning.",
      ),
      say("Mend what that error names: most often a database, another API or a missing setting."),
      ...releaseSteps(facts),
    ],
    caution:
      "Lambda counts such a call as a success: its Errors metric stays at 0, so alarm on the API's 5XXError.",
    page: PAGES.restProxyResponse,
  }),
  http_backend_5xx: (facts) =>
    facts.target === undefined ? someBackend(facts) : httpBackend(facts),
  aws_service_error: (facts) => ({
    meaning: "The AWS service behind the integration failed or refused with a 5xx of its own.",
    confirm: [...showIntegration(facts), outage(facts), ...trace(facts)],
    fix: [
      say(
        "Read the error's name in the response body: throttling means a quota or a table's capacity, an internal error passes.",
      ),
      say(
        "The gateway does not retry for you: let clients retry with backoff and jitter, with an idempotency key where the service takes one.",
      ),
    ],
    caution: "Higher quotas and capacity cost more. A repeated write may be carried out twice.",
    page: PAGES.integrationTypes,
  }),
};

const RETRIES = "Retries multiply load on a backend that is failing already: cap them.";
const READ_ITS_LOG =
  "Read the backend's own log of that time; a 502, 503 or 504 usually comes from a proxy or load balancer in front of it that finds no healthy server.";
const COMPARE =
  "If it fails only through the gateway, compare what it gets: the Host header, the path after mapping, missing headers, body encoding.";

function httpBackend(facts: RequestFacts): Remedy {
  return {
    meaning: "The HTTP backend answered with this 5xx status; API Gateway only passed it on.",
    confirm: [callBackend(facts), ...showIntegration(facts), ...trace(facts)],
    fix: [say(READ_ITS_LOG), say(COMPARE)],
    caution: RETRIES,
    page: PAGES.httpIntegration,
  };
}

/** An access row with the integration's status alone. */
function someBackend(facts: RequestFacts): Remedy {
  return {
    meaning:
      "What the integration calls answered with this 5xx status and API Gateway only passed it on; the log does not show whether that is an HTTP backend, an AWS service or a function.",
    confirm: [
      ...showIntegration(facts),
      say(
        "Its type and uri say what is called: call an HTTP backend at that uri yourself; of a function read the log, of an AWS service the body of the response.",
      ),
      ...trace(facts),
    ],
    fix: [say(READ_ITS_LOG), say(COMPARE)],
    caution: RETRIES,
    page: PAGES.integrationTypes,
  };
}

function outage(facts: RequestFacts): Step {
  const { region } = namesOf(facts);
  return run(
    "See whether AWS Health knows of trouble in the region (needs a support plan with the Health API).",
    shell`aws health describe-events --region us-east-1 --filter ${`regions=${region},eventStatusCodes=open`}`,
  );
}

function trace(facts: RequestFacts): readonly Step[] {
  const id = TRACE_ID.exec(facts.xrayTraceId ?? "")?.[0];
  if (id === undefined) return [];
  const { inRegion } = namesOf(facts);
  return [
    run(
      "See the request's X-Ray trace, if it was sampled.",
      shell`aws xray batch-get-traces --trace-ids ${id}${inRegion}`,
    ),
  ];
}
