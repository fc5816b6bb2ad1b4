import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import { logMetrics } from "@aws-lambda-powertools/metrics/middleware";
import middy from "@middy/core";
import type {
  CloudWatchLogsEvent,
  KinesisStreamBatchResponse,
  KinesisStreamEvent,
} from "aws-lambda";
import { createIntake, type Intake } from "../shared/flow/intake.ts";
import { logger, metrics, observeBadDelivery, observeIntake } from "../shared/observe.ts";
import { config, ports } from "./wiring.ts";

type Delivery = CloudWatchLogsEvent | KinesisStreamEvent;

/** What this process has learnt about open incidents is kept from one delivery to the next. */
let intake: Intake | undefined;

/** Counts what CloudWatch Logs delivers, straight or through Kinesis, and tells of new incidents. */
export const handler = middy<Delivery, KinesisStreamBatchResponse | undefined>()
  .use(injectLambdaContext(logger, { clearState: true }))
  .use(logMetrics(metrics))
  .handler((event) => ("Records" in event ? takeRecords(event) : takeDelivery(event)));

/** Throws for a delivery that cannot be processed: Lambda then puts it into the failure store, whole. */
async function takeDelivery(event: CloudWatchLogsEvent): Promise<undefined> {
  await take(event.awslogs?.data ?? "");
}

/**
 * A record that fails is given back by its number; the others are done, and may come again. One that cannot
 * be processed is in the log already.
 */
async function takeRecords({ Records }: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const { kinesis } of Records) {
    try {
      await take(kinesis.data);
    } catch (error) {
      if (!(error instanceof BadDeliveryError)) logger.error("record.failed", error as Error);
      batchItemFailures.push({ itemIdentifier: kinesis.sequenceNumber });
    }
  }
  return { batchItemFailures };
}

async function take(data: string): Promise<void> {
  intake ??= createConfiguredIntake();
  const taken = await intake(data);
  if (taken.ok) {
    observeIntake(taken.value);
    return;
  }
  observeBadDelivery(taken.error);
  throw new BadDeliveryError(`${taken.error.code}: ${taken.error.detail}`);
}

function createConfiguredIntake(): Intake {
  const configured = config();
  return createIntake(ports(configured), configured.settings);
}

class BadDeliveryError extends Error {
  override readonly name = "BadDelivery";
}
