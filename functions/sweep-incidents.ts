import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import { logMetrics } from "@aws-lambda-powertools/metrics/middleware";
import { APIGatewayClient } from "@aws-sdk/client-api-gateway";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import middy from "@middy/core";
import type { ScheduledEvent } from "aws-lambda";
import { createServiceMetrics } from "../shared/adapters/service-metrics.ts";
import { toEpochMs } from "../shared/domain/time.ts";
import { createSweep, type Sweep } from "../shared/flow/sweep.ts";
import { logger, metrics, observeSweep } from "../shared/observe.ts";
import { PATIENCE } from "./patience.ts";
import { config, ports } from "./wiring.ts";

let sweep: Sweep | undefined;

/** Brings everything up to date, as of the time of the schedule. */
export const handler = middy<ScheduledEvent, void>()
  .use(injectLambdaContext(logger, { clearState: true }))
  .use(logMetrics(metrics))
  .handler(async ({ time }) => {
    const now = Date.parse(time);
    if (Number.isNaN(now)) throw new TypeError(`the event's time is not a time: ${String(time)}`);
    sweep ??= createConfiguredSweep();
    observeSweep(await sweep(toEpochMs(now)));
  });

function createConfiguredSweep(): Sweep {
  const configured = config();
  const cloudWatch = new CloudWatchClient(PATIENCE);
  const serviceMetrics = createServiceMetrics(cloudWatch, new APIGatewayClient(PATIENCE));
  return createSweep({ ...ports(configured), metrics: serviceMetrics }, configured.settings);
}
