import { SNSClient } from "@aws-sdk/client-sns";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createPublisher } from "../../shared/adapters/sns-publisher.ts";
import type { Topic } from "../../shared/domain/notice.ts";
import { type LocalServer, localServer } from "../build/local-server.ts";

const PUBLISHED = `<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult>
<MessageId>m-1</MessageId></PublishResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></PublishResponse>`;
const DENIED = `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type>
<Code>AuthorizationError</Code><Message>not allowed</Message></Error><RequestId>r-1</RequestId></ErrorResponse>`;
const ARNS: Readonly<Record<Topic, string>> = {
  people: "arn:aws:sns:eu-west-1:123456789012:people",
  chat: "arn:aws:sns:eu-west-1:123456789012:chat",
  machines: "arn:aws:sns:eu-west-1:123456789012:machines",
};
const MESSAGE = {
  subject: "[critical] POST /orders",
  body: "POST /orders answers 502.\n",
  attributes: { cause: "integration_timeout", stage: "prod" },
};

let sns: LocalServer;
let client: SNSClient;
beforeAll(async () => {
  sns = await localServer();
  client = new SNSClient({
    endpoint: sns.url,
    region: "eu-west-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
  });
});
beforeEach(() => sns.answer({ body: PUBLISHED }));
afterAll(() => sns.close());

async function sentFor(topic: Topic, message = MESSAGE): Promise<Readonly<Record<string, string>>> {
  await createPublisher(client, ARNS).publish(topic, message);
  return Object.fromEntries(new URLSearchParams(sns.seen.at(-1)?.body));
}

test("a message goes to its topic as plain text with its attributes", async () => {
  expect(await sentFor("people")).toEqual({
    Action: "Publish",
    Version: "2010-03-31",
    TopicArn: ARNS.people,
    Message: MESSAGE.body,
    Subject: MESSAGE.subject,
    "MessageAttributes.entry.1.Name": "cause",
    "MessageAttributes.entry.1.Value.DataType": "String",
    "MessageAttributes.entry.1.Value.StringValue": "integration_timeout",
    "MessageAttributes.entry.2.Name": "stage",
    "MessageAttributes.entry.2.Value.DataType": "String",
    "MessageAttributes.entry.2.Value.StringValue": "prod",
  });
});

test.each(["chat", "machines"] as const)("%s has no subject: nobody sees it", async (topic) => {
  const sent = await sentFor(topic);
  expect(sent).toMatchObject({ TopicArn: ARNS[topic], Message: MESSAGE.body });
  expect(sent).not.toHaveProperty("Subject");
});

test.each([
  { name: "none", subject: "" },
  { name: "one with a line feed", subject: "a\nb" },
  { name: "one that begins with a blank", subject: " a" },
  { name: "one of 100 characters", subject: "a".repeat(100) },
  { name: "one with an umlaut", subject: "größe" },
])("a subject that SNS refuses ($name) does not cost the message", async ({ subject }) => {
  const sent = await sentFor("people", { ...MESSAGE, subject });
  expect(sent).toMatchObject({ Message: MESSAGE.body });
  expect(sent).not.toHaveProperty("Subject");
});

test("a message that SNS refuses is thrown", async () => {
  sns.answer({ status: 403, body: DENIED });
  await expect(createPublisher(client, ARNS).publish("people", MESSAGE)).rejects.toThrow(
    "not allowed",
  );
});
