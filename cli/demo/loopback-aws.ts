import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { LogEvent, ServedRequests } from "./step.ts";

/** A message that was published to a topic. */
export type Published = {
  /** Last part of the topic's ARN. */
  readonly topic: string;
  readonly subject: string;
  readonly message: string;
};

/** SNS, CloudWatch Logs, CloudWatch and API Gateway, as far as the functions use them, on loopback. */
export type LoopbackAws = {
  readonly endpoint: string;
  /** What was published since it was asked last. */
  takePublished(): readonly Published[];
  /** Puts events into a log group, to be found by FilterLogEvents. */
  log(logGroup: string, logStream: string, events: readonly LogEvent[]): void;
  close(): Promise<void>;
};

/** Longer than any request lasts: what is older is looked for by nobody. */
const KEPT_MS = 45 * 60_000;
const PERIOD_MS = 300_000;
const REST_API = /^\/restapis\/([a-z0-9]{1,40})$/;
const QUOTED = /"([^"]{1,256})"/g;

type Logged = LogEvent & { readonly logStreamName: string };

export async function createLoopbackAws(served: ServedRequests): Promise<LoopbackAws> {
  const groups = new Map<string, Logged[]>();
  let published: Published[] = [];
  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    const target = String(request.headers["x-amz-target"] ?? "");
    if (target.endsWith("FilterLogEvents")) sendJson(response, foundIn(groups, JSON.parse(body)));
    else if (target.endsWith("GetMetricData"))
      sendJson(response, metricsOf(served, JSON.parse(body)));
    else if (request.method === "GET") sendApi(response, request.url ?? "", served);
    else {
      published.push(publishedIn(new URLSearchParams(body)));
      sendReceipt(response);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    takePublished() {
      const taken = published;
      published = [];
      return taken;
    },
    log(logGroup, logStreamName, events) {
      const newest = events.at(-1)?.timestamp ?? 0;
      const kept = groups.get(logGroup)?.filter(({ timestamp }) => timestamp > newest - KEPT_MS);
      groups.set(logGroup, [...(kept ?? []), ...events.map((one) => ({ ...one, logStreamName }))]);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function publishedIn(form: URLSearchParams): Published {
  return {
    topic: form.get("TopicArn")?.split(":").at(-1) ?? "",
    subject: form.get("Subject") ?? "",
    message: form.get("Message") ?? "",
  };
}

type Search = {
  readonly logGroupName: string;
  readonly startTime: number;
  readonly endTime: number;
  readonly filterPattern: string;
};

function foundIn(
  groups: ReadonlyMap<string, readonly Logged[]>,
  { logGroupName, startTime, endTime, filterPattern }: Search,
) {
  const ids = Array.from(filterPattern.matchAll(QUOTED), ([, id = ""]) => id);
  const events = (groups.get(logGroupName) ?? [])
    .filter(({ timestamp }) => timestamp >= startTime && timestamp <= endTime)
    .filter(({ message }) => ids.some((id) => message.includes(id)))
    .map(({ id, ...event }) => ({ ...event, eventId: id, ingestionTime: event.timestamp }));
  return { events, searchedLogStreams: [] };
}

type MetricQuestion = {
  readonly MetricDataQueries: readonly {
    readonly Id: string;
    readonly MetricStat?: {
      readonly Metric: {
        readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
      };
    };
  }[];
  /** Seconds. */
  readonly StartTime: number;
  readonly EndTime: number;
};

/** Counts of requests in periods of five minutes; of all other metrics there is no data. */
function metricsOf(served: ServedRequests, question: MetricQuestion) {
  const { MetricDataQueries, StartTime, EndTime } = question;
  const MetricDataResults = MetricDataQueries.map(({ Id, MetricStat }) => {
    const dimension = (name: string) =>
      MetricStat?.Metric.Dimensions.find(({ Name }) => Name === name)?.Value;
    const [api, stage] = [dimension("ApiName"), dimension("Stage")];
    const Timestamps: number[] = [];
    const Values: number[] = [];
    if (api !== undefined && stage !== undefined) {
      for (let at = StartTime * 1000; at < EndTime * 1000; at += PERIOD_MS) {
        const count = served.count(api, stage, at, at + PERIOD_MS);
        if (count === 0) continue;
        Timestamps.push(at / 1000);
        Values.push(count);
      }
    }
    return { Id, Label: Id, Timestamps, Values, StatusCode: "Complete" };
  });
  return { MetricDataResults };
}

function sendApi(response: ServerResponse, url: string, served: ServedRequests): void {
  const id = REST_API.exec(url)?.[1] ?? "";
  const name = served.nameOf(id);
  if (name !== undefined) {
    sendJson(response, { id, name });
    return;
  }
  response.writeHead(404, {
    "content-type": "application/json",
    "x-amzn-errortype": "NotFoundException",
  });
  response.end(JSON.stringify({ message: "Invalid API identifier specified" }));
}

function sendJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { "content-type": "application/x-amz-json-1.1" });
  response.end(JSON.stringify(body));
}

function sendReceipt(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/xml" });
  response.end(
    '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>loopback</MessageId></PublishResult><ResponseMetadata><RequestId>loopback</RequestId></ResponseMetadata></PublishResponse>',
  );
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
