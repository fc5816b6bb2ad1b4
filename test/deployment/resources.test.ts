import { describe, expect, test } from "vitest";
import { alarmResources } from "../../functions/deployment/alarms.ts";
import {
  encryptionProperties,
  encryptionResources,
} from "../../functions/deployment/encryption.ts";
import { functionExtensions } from "../../functions/deployment/functions.ts";
import { settingsFrom } from "../../functions/deployment/settings.ts";
import { slackEnvironment, slackSecretPolicy } from "../../functions/deployment/slack.ts";
import { tableResource } from "../../functions/deployment/storage.ts";
import { subscriberResources } from "../../functions/deployment/subscribers.ts";
import { subscriptionResources } from "../../functions/deployment/subscriptions.ts";
import shape from "../../shared/adapters/table/table.json" with { type: "json" };

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-0000-4000-8000-000000000001";
const settings = (written: object) =>
  settingsFrom(written, "serverless.prod.yml", { service: "apigw-triage", stage: "prod" });
const typesOf = (resources: object) =>
  Object.values(resources)
    .map((resource) => resource.Type)
    .sort();

describe("subscriptions", () => {
  test("are one filter a group, behind one permission for all", () => {
    const resources = subscriptionResources(settings({ logGroups: ["a", "b", "c"] }));

    expect(typesOf(resources)).toEqual([
      "AWS::IAM::ManagedPolicy",
      "AWS::Lambda::Permission",
      "AWS::Logs::SubscriptionFilter",
      "AWS::Logs::SubscriptionFilter",
      "AWS::Logs::SubscriptionFilter",
    ]);
  });

  test("keep their logical ids when a group comes or goes", () => {
    const few = Object.keys(subscriptionResources(settings({ logGroups: ["b"] })));
    const more = Object.keys(subscriptionResources(settings({ logGroups: ["a", "b"] })));

    expect(more).toEqual(expect.arrayContaining(few));
  });

  test("let the functions look into these groups alone, in policies that have room for them", () => {
    const name = (at: number) => `API-Gateway-Execution-Logs_${at}/`.padEnd(90, "x");
    const logGroups = Array.from({ length: 85 }, (_, at) => name(at));

    const policies = Object.values(subscriptionResources(settings({ logGroups }))).filter(
      ({ Type }) => Type === "AWS::IAM::ManagedPolicy",
    );

    expect(policies).toHaveLength(3);
    for (const policy of policies) {
      const filled = JSON.stringify(policy.Properties?.["PolicyDocument"])
        .replaceAll('{"Fn::Sub":', "")
        .replaceAll(`\${AWS::Region}`, "ap-southeast-1")
        .replaceAll(`\${AWS::AccountId}`, "123456789012");
      expect(filled.length).toBeLessThan(6_144);
    }
  });

  test("are none without groups", () => {
    expect(subscriptionResources(settings({}))).toEqual({});
  });

  test("can be a Kinesis stream, whose failures keep their records", () => {
    const kinesisStreamArn = "arn:aws:kinesis:eu-west-1:123456789012:stream/logs";
    const { LogStreamRecords } = subscriptionResources(settings({ kinesisStreamArn }));

    expect(LogStreamRecords?.Properties).toMatchObject({
      EventSourceArn: kinesisStreamArn,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      DestinationConfig: {
        OnFailure: { Destination: { "Fn::GetAtt": ["FailedDeliveries", "Arn"] } },
      },
    });
  });
});

describe("subscribers", () => {
  test("get what their filter lets through", () => {
    const resources = subscriberResources(
      settings({
        people: { email: ["team@example.com"], filter: { severity: ["critical"] } },
        machines: [
          { protocol: "sqs", endpoint: "arn:aws:sqs:eu-west-1:123456789012:q", raw: true },
        ],
        operators: { email: ["team@example.com"] },
      }),
    );

    expect(Object.values(resources).map(({ Properties }) => Properties)).toEqual([
      {
        TopicArn: { Ref: "PeopleTopic" },
        Protocol: "email",
        Endpoint: "team@example.com",
        FilterPolicyScope: "MessageAttributes",
        FilterPolicy: { severity: ["critical"] },
      },
      { TopicArn: { Ref: "OperationsTopic" }, Protocol: "email", Endpoint: "team@example.com" },
      {
        TopicArn: { Ref: "MachinesTopic" },
        Protocol: "sqs",
        Endpoint: "arn:aws:sqs:eu-west-1:123456789012:q",
        RawMessageDelivery: true,
      },
    ]);
  });

  test("can be Slack, which may read its one secret", () => {
    const given = settings({ slack: { webhookParameter: "slack/webhook" } });

    expect(typesOf(subscriberResources(given))).toEqual([
      "AWS::Lambda::Permission",
      "AWS::SNS::Subscription",
    ]);
    expect(slackEnvironment(given)).toEqual({ SLACK_WEBHOOK_PARAMETER: "slack/webhook" });
    expect(JSON.stringify(slackSecretPolicy(given))).toContain(":parameter/slack/webhook");
  });

  test("are told to Slack by a bot, whose token lies in Secrets Manager", () => {
    const given = settings({ slack: { tokenSecret: "slack", channel: "C1" } });

    expect(slackEnvironment(given)).toEqual({ SLACK_TOKEN_SECRET: "slack", SLACK_CHANNEL: "C1" });
    expect(JSON.stringify(slackSecretPolicy(given))).toContain(":secret:slack-??????");
  });

  test("may be nobody", () => {
    expect(subscriberResources(settings({}))).toEqual({});
    expect(slackSecretPolicy(settings({}))).toEqual({});
  });
});

describe("alarms", () => {
  const names = (written: object) => Object.keys(alarmResources(settings(written))).sort();

  test("watch every function, the failure store, the topics and the sweep", () => {
    expect(names({})).toEqual([
      "ChatUndeliveredAlarm",
      "ClassifyLogsErrorsAlarm",
      "ClassifyLogsGaveUpAlarm",
      "ClassifyLogsLostAlarm",
      "ClassifyLogsThrottledAlarm",
      "FailuresWaitingAlarm",
      "MachinesUndeliveredAlarm",
      "NotifySlackErrorsAlarm",
      "NotifySlackGaveUpAlarm",
      "NotifySlackLostAlarm",
      "NotifySlackThrottledAlarm",
      "PeopleUndeliveredAlarm",
      "SweepIncidentsErrorsAlarm",
      "SweepIncidentsMissedAlarm",
      "SweepIncidentsThrottledAlarm",
    ]);
  });

  test("watch the delivery of each group, and how far a stream is behind", () => {
    const more = names({
      logGroups: ["a", "b"],
      kinesisStreamArn: "arn:aws:kinesis:eu-west-1:123456789012:stream/logs",
    });

    expect(more.filter((name) => name.startsWith("Delivery"))).toHaveLength(4);
    expect(more).toContain("ClassifyLogsBehindAlarm");
  });

  test("take silence of the sweep for a failure, and of everything else for health", () => {
    const alarms = Object.entries(alarmResources(settings({ logGroups: ["a"] })));
    const breaching = alarms.filter(
      ([, { Properties }]) => Properties?.["TreatMissingData"] === "breaching",
    );

    expect(breaching.map(([name]) => name)).toEqual(["SweepIncidentsMissedAlarm"]);
  });

  test("rest on metrics of AWS alone: EMF can be switched off", () => {
    const namespaces = Object.values(alarmResources(settings({ logGroups: ["a"] }))).map(
      ({ Properties }) => Properties?.["Namespace"],
    );

    expect([...new Set(namespaces)].sort()).toEqual([
      "AWS/Lambda",
      "AWS/Logs",
      "AWS/SNS",
      "AWS/SQS",
    ]);
  });
});

describe("encryption", () => {
  test("is AWS's own unless a key is asked for", () => {
    expect(encryptionResources(settings({}))).toEqual({});
    expect(encryptionProperties(settings({})).bucket).toEqual({ SSEAlgorithm: "AES256" });
  });

  test.each([
    { encryption: "own", key: { "Fn::GetAtt": ["Key", "Arn"] }, made: ["Key", "UseOfKey"] },
    { encryption: KEY, key: KEY, made: ["UseOfKey"] },
  ])("by $encryption is that of table, topics, bucket and logs", ({ encryption, key, made }) => {
    const given = settings({ encryption });

    expect(Object.keys(encryptionResources(given))).toEqual(made);
    expect(encryptionProperties(given)).toEqual({
      bucket: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: key },
      topicKey: key,
      logGroup: { KmsKeyId: key },
    });
    expect(tableResource(given).Properties).toMatchObject({
      SSESpecification: { SSEEnabled: true, SSEType: "KMS", KMSMasterKeyId: key },
    });
  });
});

describe("the table", () => {
  test("has the shape it has everywhere", () => {
    expect(tableResource(settings({})).Properties).toEqual(shape);
  });

  test.each([
    { keepHistory: false, fate: "Delete" },
    { keepHistory: true, fate: "RetainExceptOnCreate" },
  ])("meets $fate when the stack goes and keepHistory is $keepHistory", ({ keepHistory, fate }) => {
    expect(tableResource(settings({ keepHistory })).DeletionPolicy).toBe(fate);
  });
});

test("reserved concurrency is set where it is asked for, and nowhere else", () => {
  expect(functionExtensions(settings({ concurrency: { classifyLogs: 7 } }))).toMatchObject({
    ClassifyLogsLambdaFunction: { Properties: { ReservedConcurrentExecutions: 7 } },
    SweepIncidentsLambdaFunction: { Properties: {} },
    ClassifyLogsLogGroup: { Properties: { LogGroupClass: "STANDARD" } },
  });
});
