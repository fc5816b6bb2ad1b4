import { writeFile } from "node:fs/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { clientFor, RawAws, variablesFor } from "./aws.ts";
import { ACCOUNT, type Emulator, REGION } from "./emulator.ts";
import { osls } from "./osls.ts";

const STAGE = "e2e";
const OUTPUT = /^ {2}(\w+): (\S+)$/gm;

/** The service, deployed on an emulator with settings of its own. */
export class Installation {
  readonly aws: RawAws;
  readonly dynamo: DynamoDBDocumentClient;
  /** The stack's outputs, by name. */
  outputs: Readonly<Record<string, string>> = {};
  readonly #emulator: Emulator;
  readonly #settings: string;
  readonly #folder: string;

  constructor(emulator: Emulator, folder: string) {
    this.#emulator = emulator;
    this.#folder = folder;
    this.#settings = `${folder}/settings.json`;
    this.aws = new RawAws(emulator.endpoint);
    this.dynamo = DynamoDBDocumentClient.from(new DynamoDBClient(clientFor(emulator.endpoint)));
  }

  /** What osls said. */
  async deploy(settings: object): Promise<string> {
    await writeFile(this.#settings, JSON.stringify(settings));
    const said = await this.#osls("deploy", "--verbose");
    const found = Object.fromEntries([...said.matchAll(OUTPUT)].map(([, name, to]) => [name, to]));
    this.outputs = { ...this.outputs, ...found };
    return said;
  }

  async remove(): Promise<string> {
    return await this.#osls("remove");
  }

  /** From now on, only the test sweeps. */
  async stopTheClock(): Promise<void> {
    const { Rules } = await this.aws.call("events", "AWSEvents.ListRules");
    for (const { Name, ScheduleExpression } of Rules as Record<string, string>[]) {
      if (ScheduleExpression) await this.aws.call("events", "AWSEvents.DisableRule", { Name });
    }
  }

  /** Throws what the function throws. */
  async sweep(time: number): Promise<void> {
    await this.invoke("sweep-incidents", { time: new Date(time).toISOString() });
  }

  async invoke(name: string, event: object): Promise<void> {
    const path = `/2015-03-31/functions/apigw-triage-${STAGE}-${name}/invocations`;
    const answer = await this.aws.rest("lambda", "POST", path, event);
    if (answer.includes('"errorMessage"')) throw new Error(`${name}: ${answer}`);
  }

  /** What a function has written to its log. */
  async logOf(name: string): Promise<readonly string[]> {
    const logGroupName = `/aws/lambda/apigw-triage-${STAGE}-${name}`;
    const found = await this.aws.call("logs", "Logs_20140328.FilterLogEvents", { logGroupName });
    return (found["events"] as { message: string }[]).map((event) => event.message);
  }

  async createQueue(name: string): Promise<{ readonly url: string; readonly arn: string }> {
    const { QueueUrl } = await this.aws.call("sqs", "AmazonSQS.CreateQueue", { QueueName: name });
    return { url: String(QueueUrl), arn: `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}` };
  }

  /** The messages waiting in a queue, taken out of it. */
  async messagesIn(queue: string): Promise<readonly string[]> {
    const request = { QueueUrl: queue, MaxNumberOfMessages: 10 };
    const received = await this.aws.call("sqs", "AmazonSQS.ReceiveMessage", request);
    const messages = (received["Messages"] ?? []) as { Body: string; ReceiptHandle: string }[];
    for (const { ReceiptHandle } of messages) {
      await this.aws.call("sqs", "AmazonSQS.DeleteMessage", { QueueUrl: queue, ReceiptHandle });
    }
    return messages.map((message) => message.Body);
  }

  async #osls(...words: readonly string[]): Promise<string> {
    const where = ["--stage", STAGE, "--param", `settings=${this.#settings}`];
    return await osls([...words, ...where], {
      ...variablesFor(this.#emulator.endpoint),
      TMPDIR: this.#folder,
    });
  }
}
