import type { Step } from "../../domain/remedy.ts";
import type { ApiType, RequestFacts } from "../../domain/verdict.ts";
import { invocationUri } from "./arns.ts";
import { namesOf } from "./names.ts";
import { PAGES } from "./pages.ts";
import { type Remedies, run, say } from "./remedies.ts";
import { type Patch, shell } from "./shell.ts";
import { changeIntegration, redeploy, showIntegration } from "./steps-api.ts";
import { answerLater, TIMEOUT_LIMITS } from "./steps-async.ts";
import {
  configureFunction,
  functionMetric,
  functionRuns,
  functionSettings,
  releaseSteps,
} from "./steps-function.ts";
import { callBackend } from "./steps-network.ts";

/** A WebSocket API's longest wait, which cannot be raised. */
const WEBSOCKET_WAITS_MS = "29000";

/** The gateway stopped waiting; whatever it called may still be running. */
export const integrationTimeoutRemedies: Remedies<"integration_timeout"> = {
  deadline_exceeded: (facts) => ({
    meaning: `The backend did not answer within the integration's timeout${measured(facts)}, so the gateway gave up; the backend may have gone on.`,
    confirm: [...showIntegration(facts), ...slowness(facts)],
    fix: [
      say(
        "Make the backend faster than the timeout first: slow queries, calls without a timeout, cold starts, too little memory.",
      ),
      ...longerTimeout(facts),
      ...answerLater(facts),
    ],
    caution: cautionFor(facts),
    page: PAGE_BY_TYPE[namesOf(facts).apiType],
  }),
};

const PAGE_BY_TYPE = {
  REST: PAGES.restQuotas,
  HTTP: PAGES.httpQuotas,
  WEBSOCKET: PAGES.websocketQuotas,
} as const satisfies Record<ApiType, string>;

function cautionFor(facts: RequestFacts): string {
  const held =
    "Each waiting request holds a connection and Lambda concurrency. Clients that retried may have done the work twice.";
  return namesOf(facts).apiType === "REST"
    ? `Raising a REST timeout's quota can lower the account's request rate. ${held}`
    : held;
}

function measured({ integrationLatencyMs }: RequestFacts): string {
  return integrationLatencyMs === undefined
    ? ""
    : ` (it waited ${Math.round(integrationLatencyMs)} ms)`;
}

/** Whether it is a function, or may be one. */
function isFunction({ target }: RequestFacts): boolean {
  return target === undefined || target.kind === "function";
}

function slowness(facts: RequestFacts): readonly Step[] {
  if (!isFunction(facts)) return [callBackend(facts)];
  return [
    functionSettings(
      facts,
      "Compare with the function's own timeout and memory.",
      "[Timeout,MemorySize]",
    ),
    functionMetric(facts, "See how long it runs, minute by minute.", "Duration"),
    functionRuns(facts),
  ];
}

function longerTimeout(facts: RequestFacts): readonly Step[] {
  const { apiType } = namesOf(facts);
  const change = changeIntegration(
    facts,
    apiType === "WEBSOCKET"
      ? "Raise the integration's timeout if it is below 29,000 ms, the most that a WebSocket API waits."
      : `Raise the integration's timeout if it is below what its kind of API allows (${TIMEOUT_LIMITS}).`,
    [{ op: "replace", path: "/timeoutInMillis", value: "<milliseconds>" }],
    ["--timeout-in-millis", apiType === "HTTP" ? "30000" : WEBSOCKET_WAITS_MS],
  );
  const isRest = apiType === "REST";
  return [
    ...(isRest ? moreThanDefault(facts) : []),
    change,
    redeploy(facts),
    ...(isFunction(facts) ? shorterFunction(facts) : []),
    ...(isRest ? streaming(facts) : []),
  ];
}

function shorterFunction(facts: RequestFacts): readonly Step[] {
  return [
    configureFunction(
      facts,
      "Keep the function's own timeout a little below the integration's, so that it fails with a reason in its log.",
      ["--timeout", "<seconds>"],
    ),
    ...releaseSteps(facts),
  ];
}

function moreThanDefault(facts: RequestFacts): readonly Step[] {
  const { apiId, inRegion } = namesOf(facts);
  const query = "Quotas[?contains(QuotaName, `integration timeout`)].[QuotaName,QuotaCode,Value]";
  return [
    run(
      "Only Regional and private REST APIs can go above the default: see which kind this one is.",
      shell`aws apigateway get-rest-api --rest-api-id ${apiId} --query endpointConfiguration.types${inRegion}`,
    ),
    run(
      "Find the quota for the timeout and what it is now.",
      shell`aws service-quotas list-service-quotas --service-code apigateway --query ${query}${inRegion}`,
    ),
    run(
      "Ask for more, in milliseconds, before you set it.",
      shell`aws service-quotas request-service-quota-increase --service-code apigateway --quota-code ${"<quota-code>"} --desired-value ${"<milliseconds>"}${inRegion}`,
    ),
  ];
}

function streaming(facts: RequestFacts): readonly Step[] {
  const uri: Patch = { op: "replace", path: "/uri", value: invocationUri(facts, true) };
  return [
    changeIntegration(
      facts,
      "Or stream the answer, up to 15 minutes: proxy integrations only, and a function must be written for response streaming. Deploy afterwards.",
      [
        { op: "replace", path: "/responseTransferMode", value: "STREAM" },
        { op: "replace", path: "/timeoutInMillis", value: "900000" },
        ...(isFunction(facts) ? [uri] : []),
      ],
      [],
    ),
  ];
}
