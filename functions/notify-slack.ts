import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import type { Context, SNSEvent } from "aws-lambda";
import { tellSlack } from "../shared/flow/tell-slack.ts";
import { logger } from "../shared/observe.ts";
import { observeSlack, observeSlackFailure } from "../shared/observe-slack.ts";
import { slackPorts } from "./slack-wiring.ts";

/**
 * Puts notices into Slack. One that Slack did not take makes the invocation fail, so that Lambda tries it
 * again; a message that is no notice is logged and left, since nothing would make it one.
 */
export const handler = middy<SNSEvent, void>()
  .use(injectLambdaContext(logger, { clearState: true }))
  .handler(tellAll);

async function tellAll({ Records }: SNSEvent, context: Context): Promise<void> {
  const ports = slackPorts(() => context.getRemainingTimeInMillis());
  const failures: unknown[] = [];
  for (const { Sns } of Records) {
    try {
      observeSlack(await tellSlack(ports, Sns.Message));
    } catch (error) {
      observeSlackFailure(error);
      failures.push(error);
    }
  }
  if (failures.length > 0) {
    throw new AggregateError(
      failures,
      `${failures.length} of ${Records.length} notices not posted`,
    );
  }
}
