import { arnOf, logicalId, type Resource, type Resources, ref } from "./resource.ts";
import type { Settings } from "./settings.ts";

type Policy = Readonly<Record<string, readonly unknown[]>> | undefined;

/** Who is told: people by e-mail, programs, Slack, and the operators of this service. */
export function subscriberResources(settings: Settings): Resources {
  const { people, machines, operators, slack } = settings;
  return {
    ...Object.fromEntries(
      people.email.map((to) => [logicalId("Email", to), mail("PeopleTopic", to, people.filter)]),
    ),
    ...Object.fromEntries(
      operators.email.map((to) => [logicalId("Operator", to), mail("OperationsTopic", to)]),
    ),
    ...Object.fromEntries(
      machines.map((to) => [logicalId("Machine", `${to.protocol} ${to.endpoint}`), machine(to)]),
    ),
    ...(slack !== undefined && slackResources(slack.filter)),
  };
}

function mail(topic: string, endpoint: string, filter?: Policy): Resource {
  return subscription(topic, { Protocol: "email", Endpoint: endpoint, ...filtered(filter) });
}

function machine(to: Settings["machines"][number]): Resource {
  return subscription("MachinesTopic", {
    Protocol: to.protocol,
    Endpoint: to.endpoint,
    ...(to.raw && { RawMessageDelivery: true }),
    ...(to.roleArn !== undefined && { SubscriptionRoleArn: to.roleArn }),
    ...filtered(to.filter),
  });
}

function slackResources(filter: Policy): Resources {
  return {
    SlackSubscription: subscription("MachinesTopic", {
      Protocol: "lambda",
      Endpoint: arnOf("NotifySlackLambdaFunction"),
      ...filtered(filter),
    }),
    MayCallNotifySlack: {
      Type: "AWS::Lambda::Permission",
      Properties: {
        Action: "lambda:InvokeFunction",
        FunctionName: arnOf("NotifySlackLambdaFunction"),
        Principal: "sns.amazonaws.com",
        SourceArn: ref("MachinesTopic"),
      },
    },
  };
}

function subscription(topic: string, properties: Readonly<Record<string, unknown>>): Resource {
  return { Type: "AWS::SNS::Subscription", Properties: { TopicArn: ref(topic), ...properties } };
}

function filtered(filter: Policy): Readonly<Record<string, unknown>> {
  return filter === undefined
    ? {}
    : { FilterPolicyScope: "MessageAttributes", FilterPolicy: filter };
}
