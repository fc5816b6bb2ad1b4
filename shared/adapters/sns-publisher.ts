import { type MessageAttributeValue, PublishCommand, type SNSClient } from "@aws-sdk/client-sns";
import type { Message, Topic } from "../domain/notice.ts";
import type { Publisher } from "../ports.ts";

/** What SNS takes as a subject: less than 100 printable ASCII characters, no blank in front. */
const LEGAL_SUBJECT = /^[!-~][ -~]{0,98}$/;

/** Publishes plain messages, never of structure json: attributes reach subscribers only then. */
export function createPublisher(
  client: SNSClient,
  topicArns: Readonly<Record<Topic, string>>,
): Publisher {
  return {
    async publish(topic, message) {
      await client.send(new PublishCommand(publishParams(topicArns[topic], topic, message)));
    },
  };
}

/** Only e-mail shows a subject, and an illegal one would cost the whole message. */
function publishParams(topicArn: string, topic: Topic, message: Message) {
  const { subject, body, attributes } = message;
  const hasSubject = topic === "people" && LEGAL_SUBJECT.test(subject);
  return {
    TopicArn: topicArn,
    Message: body,
    ...(hasSubject && { Subject: subject }),
    MessageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, value]): [string, MessageAttributeValue] => [
        name,
        { DataType: "String", StringValue: value },
      ]),
    ),
  };
}
