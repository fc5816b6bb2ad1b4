import { logicalId, type Resource, type Resources, ref, sub, type Value } from "./resource.ts";
import { type Settings, subscribedGroups } from "./settings.ts";

/** What is watched, what it means; `docs/deployment.md` says what to do. */
type Watch = {
  readonly name: string;
  readonly means: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, Value>>;
  readonly statistic?: "Sum" | "Maximum";
  readonly least?: number;
  /** Alarms when there is less than one, or nothing at all. */
  readonly absent?: boolean;
};

const FUNCTIONS = {
  "classify-logs": ref("ClassifyLogsLambdaFunction"),
  "sweep-incidents": ref("SweepIncidentsLambdaFunction"),
  "notify-slack": ref("NotifySlackLambdaFunction"),
} as const;
type FunctionName = keyof typeof FUNCTIONS;

/** Alarms that rest on metrics of the services alone: EMF can be switched off, and can count double. */
export function alarmResources(settings: Settings): Resources {
  const watches = [
    ...Object.keys(FUNCTIONS).flatMap((name) => functionWatches(name as FunctionName)),
    ...KEEPING,
    SWEEP_MISSED,
    FAILURES_WAITING,
    ...TOPICS.map(undelivered),
    ...(settings.kinesisStreamArn === undefined ? [] : [STREAM_BEHIND]),
    ...subscribedGroups(settings).flatMap((group) => deliveryWatches(group.name)),
  ];
  return Object.fromEntries(watches.map((watch) => [alarmId(watch.name), alarmOf(watch)]));
}

function functionWatches(name: FunctionName): readonly Watch[] {
  // One sweep that fails costs a minute: the next one does its work.
  const errors = name === "sweep-incidents" ? { least: 3 } : {};
  return [
    onFunction(name, "errors", "Errors", `${name} fails.`, errors),
    onFunction(name, "throttled", "Throttles", `${name} is throttled: concurrency is spent.`),
  ];
}

const KEEPING = (["classify-logs", "notify-slack"] as const).flatMap((name) => [
  onFunction(
    name,
    "gave-up",
    "AsyncEventsDropped",
    `${name} gave an event up after its retries: it lies in the failure bucket.`,
  ),
  onFunction(
    name,
    "lost",
    "DestinationDeliveryFailures",
    `${name} could not put an event into the failure bucket: it is lost.`,
  ),
]);

const SWEEP_MISSED: Watch = {
  ...onFunction(
    "sweep-incidents",
    "missed",
    "Invocations",
    "No sweep for 5 minutes: nothing is resolved, reminded or sent again.",
  ),
  absent: true,
};

const STREAM_BEHIND: Watch = {
  ...onFunction(
    "classify-logs",
    "behind",
    "IteratorAge",
    "classify-logs is 10 minutes behind the stream.",
  ),
  statistic: "Maximum",
  least: 600_000,
};

/** The queue holds a message for each object: it is as full as the bucket, whoever puts there. */
const FAILURES_WAITING: Watch = {
  name: "failures-waiting",
  means: "Something lies in the failure bucket and waits for its redrive.",
  namespace: "AWS/SQS",
  metric: "ApproximateNumberOfMessagesVisible",
  dimensions: { QueueName: { "Fn::GetAtt": ["FailureQueue", "QueueName"] } },
  statistic: "Maximum",
};

const TOPICS = ["people", "chat", "machines"] as const;

function undelivered(topic: (typeof TOPICS)[number]): Watch {
  const id = `${capital(topic)}Topic`;
  return {
    name: `${topic}-undelivered`,
    means: `SNS could not deliver a notice to a subscriber of the ${topic} topic.`,
    namespace: "AWS/SNS",
    metric: "NumberOfNotificationsFailed",
    dimensions: { TopicName: { "Fn::GetAtt": [id, "TopicName"] } },
  };
}

function onFunction(
  name: FunctionName,
  what: string,
  metric: string,
  means: string,
  more: Partial<Watch> = {},
): Watch {
  return {
    name: `${name}-${what}`,
    means,
    namespace: "AWS/Lambda",
    metric,
    dimensions: { FunctionName: FUNCTIONS[name] },
    ...more,
  };
}

/** Failures of the call itself never reach the failure bucket: only these metrics show them. */
function deliveryWatches(group: string): readonly Watch[] {
  const named = logicalId("", group);
  const dimensions = { LogGroupName: group };
  return [
    {
      name: `delivery-${named}-errors`,
      means: `CloudWatch Logs could not deliver events of ${group}.`,
      namespace: "AWS/Logs",
      metric: "DeliveryErrors",
      dimensions,
    },
    {
      name: `delivery-${named}-throttled`,
      means: `CloudWatch Logs was throttled as it delivered events of ${group}.`,
      namespace: "AWS/Logs",
      metric: "DeliveryThrottling",
      dimensions,
    },
  ];
}

function alarmOf(watch: Watch): Resource {
  return {
    Type: "AWS::CloudWatch::Alarm",
    Properties: {
      AlarmName: sub(`\${AWS::StackName}-${watch.name}`),
      AlarmDescription: `${watch.means} docs/deployment.md says what to do.`,
      AlarmActions: [ref("OperationsTopic")],
      OKActions: [ref("OperationsTopic")],
      Namespace: watch.namespace,
      MetricName: watch.metric,
      Dimensions: Object.entries(watch.dimensions).map(([Name, Value]) => ({ Name, Value })),
      Statistic: watch.statistic ?? "Sum",
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: watch.least ?? 1,
      ComparisonOperator: watch.absent ? "LessThanThreshold" : "GreaterThanOrEqualToThreshold",
      TreatMissingData: watch.absent ? "breaching" : "notBreaching",
    },
  };
}

function alarmId(name: string): string {
  return `${name.split("-").map(capital).join("")}Alarm`;
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
