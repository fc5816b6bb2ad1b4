import type { Context } from "aws-lambda";
import { vi } from "vitest";
import type { LoggedEvent } from "../build/gateway-log.ts";
import { deliveryOf } from "../build/gateway-log.ts";
import type { FakeAws } from "../fake/aws.ts";

const TOPICS = "arn:aws:sns:eu-west-1:123456789012:apigw-triage";

/** What serverless.yml gives a function, and what Lambda does. */
export function environmentOf(aws: FakeAws, tableName: string): Readonly<Record<string, string>> {
  return {
    TABLE_NAME: tableName,
    PEOPLE_TOPIC_ARN: `${TOPICS}-people`,
    CHAT_TOPIC_ARN: `${TOPICS}-chat`,
    MACHINES_TOPIC_ARN: `${TOPICS}-machines`,
    AWS_REGION: "eu-west-1",
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_ACCESS_KEY_ID: "example",
    AWS_SECRET_ACCESS_KEY: "example",
    AWS_MAX_ATTEMPTS: "1",
    LOOKUP_CALLS_PER_SECOND: "50",
    POWERTOOLS_SERVICE_NAME: "apigw-triage",
    POWERTOOLS_METRICS_NAMESPACE: "ApigwTriage",
  };
}

type Taken = { readonly batchItemFailures: readonly { readonly itemIdentifier: string }[] };

/** The real handlers, freshly loaded, as Lambda runs them. */
export type Functions = {
  /** A delivery as CloudWatch Logs sends it. */
  readonly deliver: (events: readonly LoggedEvent[], place?: object) => Promise<unknown>;
  readonly classify: (event: unknown) => Promise<unknown>;
  /** Records of a Kinesis stream, by their numbers. */
  readonly stream: (records: readonly string[]) => Promise<Taken>;
  /** Sweeps as of that time. */
  readonly sweep: (time: number) => Promise<unknown>;
  readonly schedule: (event: unknown) => Promise<unknown>;
};

type Handler = (event: unknown, context: Context) => Promise<unknown>;

/** Sets the environment, then loads the functions: nothing is remembered of those before. */
export async function loadFunctions(env: Readonly<Record<string, string>>): Promise<Functions> {
  vi.unstubAllEnvs();
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  vi.resetModules();
  const [classifyLogs, sweepIncidents] = await Promise.all([
    import("../../functions/classify-logs.ts"),
    import("../../functions/sweep-incidents.ts"),
  ]);
  const classify = invoking(classifyLogs.handler as unknown as Handler);
  const schedule = invoking(sweepIncidents.handler as unknown as Handler);
  return {
    classify,
    deliver: (events, place) => classify({ awslogs: { data: deliveryOf(events, place) } }),
    stream: (records) => classify({ Records: records.map(recordOf) }) as Promise<Taken>,
    sweep: (time) => schedule({ time: new Date(time).toISOString() }),
    schedule,
  };
}

function invoking(handler: Handler): (event: unknown) => Promise<unknown> {
  return (event) => handler(event, CONTEXT);
}

const CONTEXT = {
  functionName: "apigw-triage-test",
  functionVersion: "$LATEST",
  invokedFunctionArn: "arn:aws:lambda:eu-west-1:123456789012:function:apigw-triage-test",
  memoryLimitInMB: "512",
  awsRequestId: "5f0c0b7e-0000-4000-8000-000000000009",
  getRemainingTimeInMillis: () => 60_000,
} as unknown as Context;

function recordOf(data: string, at: number) {
  return { kinesis: { data, sequenceNumber: `number-${at}` }, eventSource: "aws:kinesis" };
}
