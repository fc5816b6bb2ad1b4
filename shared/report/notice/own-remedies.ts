import type { Remedy, Step } from "../../domain/remedy.ts";
import type { BlindNotice } from "./notice-kinds.ts";
import { shellWord } from "./shell-word.ts";
import type { Telling } from "./telling.ts";

const SUBSCRIPTIONS =
  "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html";
const LOGGING = "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html";

/** No rule knows the message: what is known, and how to get further. */
const UNCLASSIFIED: Remedy = {
  meaning:
    "API Gateway answered with a server error, and no rule knows what its log says of it: the cause is not named rather than guessed.",
  confirm: [],
  fix: [
    { text: "Read the log lines of the request: they are linked below." },
    {
      text: "If they say too little, set the stage's execution logging to INFO and let a request fail again.",
    },
  ],
  caution: "Data tracing writes payloads into the log: test stages first.",
  page: LOGGING,
};

const BLIND_REMEDIES = {
  silent: silentRemedy,
  undelivered: undeliveredRemedy,
  sees_again: () => undefined,
} as const satisfies Record<BlindNotice["state"], (notice: BlindNotice) => Remedy | undefined>;

/** What to do about what a notice tells; digests and what is over need nothing done. */
export function remedyOf({ notice, remedy }: Telling): Remedy | undefined {
  if (remedy !== undefined || notice.kind === "digest") return remedy;
  if (notice.kind === "blind") return BLIND_REMEDIES[notice.state](notice);
  return notice.fault.cause === "unclassified" ? UNCLASSIFIED : undefined;
}

function silentRemedy(notice: BlindNotice): Remedy {
  const { apiId, stage } = notice.scope;
  const inRegion = regionOption(notice);
  const names = [apiId ?? "<api-id>", stage ?? "<stage>"].map(shellWord);
  return {
    meaning:
      "The stage answers requests and its log group gets no log lines: failures of this stage are not seen at the moment.",
    confirm: [],
    fix: [
      {
        text: "See whether the stage still logs (loggingLevel must be INFO or ERROR; at ERROR a stage without failures is silent, and this is no fault).",
        command: `aws apigateway get-stage --rest-api-id ${names[0]} --stage-name ${names[1]} --query methodSettings${inRegion}`,
      },
      {
        text: "See whether API Gateway still has its role to write logs with.",
        command: `aws apigateway get-account --query cloudwatchRoleArn --output text${inRegion}`,
      },
      filterStep(notice),
    ],
    caution: "Until lines arrive again, no failure of this stage is counted or told.",
    page: LOGGING,
  };
}

function undeliveredRemedy(notice: BlindNotice): Remedy {
  return {
    meaning:
      "CloudWatch Logs could not hand log events to apigw-triage: failures among them are not counted until they are delivered or replayed.",
    confirm: [],
    fix: [
      filterStep(notice),
      {
        text: "See whether the classify-logs function is throttled or failing, and raise its concurrency if it is.",
      },
      {
        text: "CloudWatch Logs tries again for up to 24 hours; what it gives up is still in the log group.",
      },
    ],
    caution: "Counts of this stage are too low until then.",
    page: SUBSCRIPTIONS,
  };
}

function filterStep(notice: BlindNotice): Step {
  return {
    text: "See whether the subscription filter is still in place.",
    command: `aws logs describe-subscription-filters --log-group-name ${shellWord(notice.logGroup)}${regionOption(notice)}`,
  };
}

function regionOption({ scope }: BlindNotice): string {
  return scope.region === undefined ? "" : ` --region ${shellWord(scope.region)}`;
}
