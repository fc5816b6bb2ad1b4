import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type EmbeddedDynamo, embeddedDynamo } from "../../shared/adapters/embedded-dynamo.ts";
import type { LoggedEvent } from "../build/gateway-log.ts";
import { callIn } from "./aws-call.ts";

/** What a call may come to, other than its answer. `lost`: it is done, and the answer never arrives. */
export type Mishap = "throttled" | "broken" | "reset" | "lost" | "hung";

/** A call as the wire shows it: `dynamodb PutItem tally`, `sns Publish people`. */
export type Call = { readonly name: string; readonly body: string };

/** Everything AWS a function talks to, on one loopback port: dynalite behind it, the rest made up. */
export type FakeAws = {
  readonly endpoint: string;
  readonly dynamo: EmbeddedDynamo;
  /** All calls, in the order they came in. */
  readonly calls: Call[];
  /** What SNS took: topic and form of the request. */
  readonly published: { readonly topic: string; readonly form: URLSearchParams }[];
  /** What the log groups hold. */
  readonly logged: LoggedEvent[];
  /** Requests that CloudWatch says each stage served. */
  readonly served: number[];
  /** Asked of each call, whether something is to go wrong. */
  mishap: (call: Call) => Mishap | undefined;
  readonly close: () => Promise<void>;
};

type Answer = { readonly status: number; readonly type: string; readonly body: string | Buffer };

const JSON_TYPE = "application/x-amz-json-1.0";
const XML_TYPE = "text/xml";

export async function fakeAws(): Promise<FakeAws> {
  const dynamo = await embeddedDynamo();
  const server = createServer((incoming, outgoing) => {
    void serve(aws, incoming, outgoing);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const aws: FakeAws = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    dynamo,
    calls: [],
    published: [],
    logged: [],
    served: [],
    mishap: () => undefined,
    async close() {
      server.closeAllConnections();
      server.close();
      await dynamo.close();
    },
  };
  return aws;
}

async function serve(aws: FakeAws, incoming: IncomingMessage, outgoing: ServerResponse) {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const call = callIn(incoming, bytes);
  aws.calls.push(call);
  const mishap = aws.mishap(call);
  if (mishap === "hung") return; // for ever
  if (mishap === "reset") {
    outgoing.destroy();
    return;
  }
  const answer =
    mishap === "throttled" || mishap === "broken"
      ? refusal(call, mishap)
      : await answerTo(aws, call, incoming, bytes);
  if (mishap === "lost") {
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(answer.status, { "content-type": answer.type });
  outgoing.end(answer.body);
}

async function answerTo(aws: FakeAws, call: Call, incoming: IncomingMessage, bytes: Buffer) {
  const [service] = call.name.split(" ");
  switch (service) {
    case "dynamodb":
      return await passedOn(aws.dynamo.endpoint, incoming, bytes);
    case "sns":
      return publish(aws, call);
    case "logs":
      return filterLogEvents(aws, call);
    case "apigateway":
      return { status: 200, type: "application/json", body: '{"id":"a1b2c3d4e5","name":"orders"}' };
    default:
      return metricData(aws, call);
  }
}

function publish(aws: FakeAws, { body }: Call): Answer {
  const form = new URLSearchParams(body);
  aws.published.push({ topic: form.get("TopicArn")?.split("-").at(-1) ?? "", form });
  const result = "<PublishResult><MessageId>m-1</MessageId></PublishResult>";
  return { status: 200, type: XML_TYPE, body: `<PublishResponse>${result}</PublishResponse>` };
}

function filterLogEvents(aws: FakeAws, { body }: Call): Answer {
  const { filterPattern, startTime, endTime } = JSON.parse(body) as Record<string, string>;
  const events = aws.logged
    .filter(({ timestamp }) => timestamp >= Number(startTime) && timestamp <= Number(endTime))
    .filter(({ message }) => filterPattern?.includes(message.slice(1, message.indexOf(")"))))
    .map(({ message, timestamp }) => ({ message, timestamp, logStreamName: "stream-1" }));
  return { status: 200, type: JSON_TYPE, body: JSON.stringify({ events }) };
}

/** What was served, under the first name asked for; no delivery ever failed. */
function metricData({ served }: FakeAws, { body }: Call): Answer {
  const values = body.includes("SEARCH(") ? [] : served;
  const MetricDataResults = [{ Id: "m0", Values: values }];
  return { status: 200, type: JSON_TYPE, body: JSON.stringify({ MetricDataResults }) };
}

/** As the service itself would say it. */
function refusal({ name }: Call, kind: "throttled" | "broken"): Answer {
  const status = kind === "throttled" ? 400 : 500;
  const isTable = name.startsWith("dynamodb");
  const throttled = isTable ? "ProvisionedThroughputExceededException" : "ThrottlingException";
  const code = kind === "throttled" ? throttled : "InternalFailure";
  if (!name.startsWith("sns")) {
    const body = JSON.stringify({ __type: code, message: "made up by the test" });
    return { status, type: JSON_TYPE, body };
  }
  const error = `<Error><Code>${code}</Code><Message>made up by the test</Message></Error>`;
  return { status, type: XML_TYPE, body: `<ErrorResponse>${error}</ErrorResponse>` };
}

function passedOn(endpoint: string, incoming: IncomingMessage, bytes: Buffer): Promise<Answer> {
  const { method = "POST", url = "/", headers } = incoming;
  return new Promise((resolve, reject) => {
    const { host: _, ...own } = headers;
    const onward = request(`${endpoint}${url}`, { method, headers: own }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const type = response.headers["content-type"] ?? JSON_TYPE;
        resolve({ status: response.statusCode ?? 500, type, body: Buffer.concat(chunks) });
      });
    });
    onward.on("error", reject);
    onward.end(bytes);
  });
}
