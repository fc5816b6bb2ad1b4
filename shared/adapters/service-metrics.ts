import {
  type APIGatewayClient,
  GetRestApiCommand,
  NotFoundException,
} from "@aws-sdk/client-api-gateway";
import {
  type CloudWatchClient,
  GetMetricDataCommand,
  type MetricDataQuery,
} from "@aws-sdk/client-cloudwatch";
import type { Scope } from "../domain/tally.ts";
import type { EpochMs } from "../domain/time.ts";
import type { ServiceMetrics } from "../ports.ts";

const PERIOD_SECONDS = 300;
const PERIOD_MS = PERIOD_SECONDS * 1_000;
/** HTTP APIs count requests, WebSocket APIs messages and connections; both are found by their id. */
const BY_ID = ["Count", "MessageCount", "ConnectCount"] as const;

/**
 * Asks CloudWatch what the service itself counted. Metrics of a REST API are filed under its name, so
 * that is asked first, once for each API.
 */
export function createServiceMetrics(
  cloudWatch: CloudWatchClient,
  apiGateway: APIGatewayClient,
): ServiceMetrics {
  const names = new Map<string, Promise<string | undefined>>();
  const nameOf = (apiId: string) => {
    const known = names.get(apiId) ?? restApiName(apiGateway, apiId);
    names.set(apiId, known);
    known.catch(() => names.delete(apiId));
    return known;
  };
  return {
    async requestsServed({ apiId, stage }: Scope, from, to) {
      if (apiId === undefined || stage === undefined) return undefined;
      const name = await nameOf(apiId);
      const queries = name === undefined ? countsById(apiId, stage) : [countByName(name, stage)];
      const values = await valuesOf(cloudWatch, queries, from, to);
      return values.length === 0 ? undefined : total(values);
    },
    async deliveriesFailed(logGroup, from, to) {
      const queries = ["DeliveryErrors", "DeliveryThrottling"].map((metric, at) => ({
        Id: `m${at}`,
        Expression: `SEARCH('Namespace="AWS/Logs" MetricName="${metric}" LogGroupName="${logGroup}"', 'Sum', ${PERIOD_SECONDS})`,
      }));
      return total(await valuesOf(cloudWatch, queries, from, to));
    },
  };
}

/** The name of a REST API, none for an API of another type. */
async function restApiName(client: APIGatewayClient, apiId: string): Promise<string | undefined> {
  try {
    return (await client.send(new GetRestApiCommand({ restApiId: apiId }))).name;
  } catch (error) {
    if (error instanceof NotFoundException) return undefined;
    throw error;
  }
}

function countByName(name: string, stage: string): MetricDataQuery {
  return queryOf("m0", "Count", { ApiName: name, Stage: stage });
}

function countsById(apiId: string, stage: string): readonly MetricDataQuery[] {
  return BY_ID.map((metric, at) => queryOf(`m${at}`, metric, { ApiId: apiId, Stage: stage }));
}

function queryOf(
  id: string,
  metric: string,
  dimensions: Readonly<Record<string, string>>,
): MetricDataQuery {
  return {
    Id: id,
    MetricStat: {
      Metric: {
        Namespace: "AWS/ApiGateway",
        MetricName: metric,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: PERIOD_SECONDS,
      Stat: "Sum",
    },
  };
}

/** Of whole periods after `from`: the one that `from` falls into holds what was logged before. */
async function valuesOf(
  client: CloudWatchClient,
  queries: readonly MetricDataQuery[],
  from: EpochMs,
  to: EpochMs,
): Promise<readonly number[]> {
  const StartTime = new Date(Math.ceil(from / PERIOD_MS) * PERIOD_MS);
  const EndTime = new Date(to);
  if (StartTime >= EndTime) return [];
  const values: number[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(
      new GetMetricDataCommand({ MetricDataQueries: [...queries], StartTime, EndTime, NextToken }),
    );
    values.push(...(page.MetricDataResults ?? []).flatMap(({ Values = [] }) => Values));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return values;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
