import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTable } from "../../shared/adapters/table/table.ts";
import type { IncidentDocument } from "../../shared/report/notice/document.ts";
import { deliveryOf, eventsOf, type Kind, LOG_GROUP } from "../build/gateway-log.ts";
import { clientFor } from "./aws.ts";
import { ACCOUNT, type Emulator, emulatorTool, REGION, startEmulator } from "./emulator.ts";
import { Installation } from "./installation.ts";
import { type Inventory, inventoryOf } from "./inventory.ts";
import { type Listener, startListener } from "./listener.ts";

const MINUTE = 60_000;
const PATIENCE_MS = 60_000;
const STREAM = "gateway-logs";
const WEBHOOK = "/apigw-triage/e2e/slack-webhook";
const tool = await emulatorTool();
if (!tool.ok) process.stdout.write(`skipped: no emulator: ${tool.missing}\n`);

// One story, in order: each test goes on from what the one before has left.
describe.runIf(tool.ok)("the deployed service", () => {
  let emulator: Emulator;
  let installation: Installation;
  let folder: string;
  let settings: object;
  let before: Inventory;
  let inbox: { readonly url: string; readonly arn: string };
  let timeouts: { readonly url: string; readonly arn: string };
  let listener: Listener;
  let slack: Listener;
  const start = Date.now();

  beforeAll(async () => {
    folder = await mkdtemp(`${tmpdir()}/apigw-triage-e2e-`);
    emulator = await startEmulator(tool.ok ? tool.bin : "");
    installation = new Installation(emulator, folder);
    listener = await startListener();
    slack = await startListener();
    inbox = await installation.createQueue("inbox");
    timeouts = await installation.createQueue("timeouts");
    await createLogGroup();
    const webhook = { Name: WEBHOOK, Value: slack.url, Type: "SecureString" };
    await installation.aws.call("ssm", "AmazonSSM.PutParameter", webhook);
    const stream = { StreamName: STREAM, ShardCount: 1 };
    await installation.aws.call("kinesis", "Kinesis_20131202.CreateStream", stream);
    before = await inventoryOf(installation.aws);
    settings = {
      region: "eu-west-1",
      logGroups: [LOG_GROUP],
      kinesisStreamArn: `arn:aws:kinesis:${REGION}:${ACCOUNT}:stream/${STREAM}`,
      people: { email: ["team@example.com"] },
      operators: { email: ["operators@example.com"] },
      machines: [
        { protocol: "sqs", endpoint: inbox.arn },
        { protocol: "sqs", endpoint: timeouts.arn, filter: { cause: ["integration_timeout"] } },
      ],
      slack: { webhookParameter: WEBHOOK },
    };
    await installation.deploy(settings);
    await installation.stopTheClock();
    // By hand: the emulator asks nobody to confirm what a template subscribes.
    const topic = { TopicArn: installation.outputs["MachinesTopicArn"] };
    const http = { ...topic, Protocol: "http", Endpoint: listener.url };
    await new SNSClient(clientFor(emulator.endpoint)).send(new SubscribeCommand(http));
  });

  afterAll(async () => {
    await emulator?.stop();
    await listener?.close();
    await slack?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function createLogGroup(): Promise<void> {
    const logGroupName = LOG_GROUP;
    const group = { logGroupName };
    await installation.aws.call("logs", "Logs_20140328.CreateLogGroup", group);
    const stream = { logGroupName, logStreamName: "stream" };
    await installation.aws.call("logs", "Logs_20140328.CreateLogStream", stream);
  }

  /** Requests of these kinds, as the gateway logs them. */
  async function log(...kinds: readonly Kind[]): Promise<void> {
    const logEvents = kinds
      .flatMap((kind) => eventsOf(kind, crypto.randomUUID(), start - 2 * MINUTE))
      .map(({ timestamp, message }) => ({ timestamp, message }))
      .sort((a, b) => a.timestamp - b.timestamp);
    const request = { logGroupName: LOG_GROUP, logStreamName: "stream", logEvents };
    await installation.aws.call("logs", "Logs_20140328.PutLogEvents", request);
  }

  /** Asks until there is something; tells what the functions said when there never is. */
  async function soon<Value>(found: () => Promise<Value | undefined>): Promise<Value> {
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await pause(250)) {
      const value = await found();
      if (value !== undefined) return value;
    }
    const logs = ["classify-logs", "sweep-incidents", "notify-slack"].map(async (name) => [
      `== ${name}`,
      ...(await installation.logOf(name).catch((error: Error) => [error.message])),
    ]);
    const said = (await Promise.all(logs)).flat().join("\n");
    throw new Error(`it never came\n${said}\n== ministack\n${await emulator.log()}`);
  }

  const store = () => {
    const name = installation.outputs["TableName"] ?? "";
    return createTable(installation.dynamo, name);
  };
  const documentOf = (body: string): IncidentDocument => JSON.parse(JSON.parse(body).Message);
  const kindOf = (body: string) => documentOf(body).kind;

  test("a failing request in the log becomes an open incident in the table", async () => {
    await log("ok", "malformed", "ok");

    const incident = await soon(async () => (await store().liveIncidents()).at(0));

    expect(incident).toMatchObject({
      state: "open",
      fault: { cause: "malformed_proxy_response", reason: "plain_string", stage: "prod" },
    });
  });

  test("its notice is in the SQS inbox, as the versioned document, with attributes", async () => {
    const body = await soon(async () => (await installation.messagesIn(inbox.url)).at(0));

    expect(documentOf(body)).toMatchObject({ schema: "apigw-triage/notice/v1", kind: "opened" });
    expect(JSON.parse(body).MessageAttributes).toMatchObject({
      cause: { Type: "String", Value: "malformed_proxy_response" },
      notice: { Type: "String", Value: "opened" },
    });
  });

  test("and at the HTTP endpoint", async () => {
    const body = await soon(async () => listener.bodies.at(0));

    expect(kindOf(body)).toBe("opened");
  });

  test("and in Slack, which names cause and field", async () => {
    const body = await soon(async () => slack.bodies.at(0));

    expect(body).toContain("malformed_proxy_response");
  });

  test("a filter policy lets through what it names, and nothing else", async () => {
    await log("timeout");

    const body = await soon(async () => (await installation.messagesIn(timeouts.url)).at(0));

    expect(documentOf(body)).toMatchObject({ fault: { cause: "integration_timeout" } });
    expect(await installation.messagesIn(timeouts.url)).toEqual([]);
  });

  test("incidents that have been quiet are resolved by a later sweep, and people told", async () => {
    await installation.messagesIn(inbox.url);

    await installation.sweep(start + MINUTE);
    await installation.sweep(start + 30 * MINUTE);

    const kinds: string[] = [];
    await soon(async () => {
      kinds.push(...(await installation.messagesIn(inbox.url)).map(kindOf));
      return kinds.filter((kind) => kind === "resolved").length === 2 ? true : undefined;
    });
    expect(await store().liveIncidents()).toEqual([]);
  });

  test("what cannot be read fails, and what follows does not", async () => {
    await expect(installation.invoke("classify-logs", { awslogs: { data: "" } })).rejects.toThrow();
    await log("throttled");

    const incident = await soon(async () => (await store().liveIncidents()).at(0));

    expect(incident.fault.cause).toBe("lambda_throttled");
  });

  test("a delivery that came through Kinesis counts like any other", async () => {
    const events = eventsOf("crashed", crypto.randomUUID(), start);
    const record = { StreamName: STREAM, PartitionKey: "a", Data: deliveryOf(events) };
    await installation.aws.call("kinesis", "Kinesis_20131202.PutRecord", record);

    await soon(async () => {
      const causes = (await store().liveIncidents()).map(({ fault }) => fault.cause);
      return causes.includes("lambda_function_error") || undefined;
    });
  });

  test("what lies in the failure bucket fills the queue that an alarm watches, and nothing else does", async () => {
    const { FailureBucketName, FailureQueueUrl = "" } = installation.outputs;
    expect(await installation.messagesIn(FailureQueueUrl)).toEqual([]);

    await installation.aws.rest("s3", "PUT", `/${FailureBucketName}/aws/lambda/async/a`, {});

    await soon(async () => (await installation.messagesIn(FailureQueueUrl)).at(0));
    await installation.aws.rest("s3", "DELETE", `/${FailureBucketName}/aws/lambda/async/a`);
  });

  test("deploying the same again changes nothing", async () => {
    expect(await installation.deploy(settings)).toContain("No changes to deploy");
  });

  test("removing it leaves nothing", async () => {
    await installation.remove();

    expect(await inventoryOf(installation.aws)).toEqual(before);
  });
});
