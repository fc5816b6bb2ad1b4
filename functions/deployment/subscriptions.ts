import { arnOf, logicalId, type Resource, type Resources, ref, sub } from "./resource.ts";
import { type Settings, subscribedGroups } from "./settings.ts";

// A managed policy holds 6,144 characters, a role ten of them: 35 names of 90 characters fit.
const GROUPS_A_POLICY = 35;
const LOG_GROUPS = `arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:`;

/** What brings log events to classify-logs, and what lets it and the sweep look up the rest of a request. */
export function subscriptionResources(settings: Settings): Resources {
  const groups = subscribedGroups(settings);
  const filters = groups.map((group) => [logicalId("Logs", group.name), filterOf(group)] as const);
  const names = groups.map((group) => group.name);
  return {
    ...(names.length > 0 && { MayCallClassifyLogs: PERMISSION }),
    ...Object.fromEntries(filters),
    ...readingPolicies(names),
    ...(settings.kinesisStreamArn !== undefined && streamResources(settings.kinesisStreamArn)),
  };
}

/** One for all groups: a statement each would burst the 20,480 bytes of the function's policy. */
const PERMISSION: Resource = {
  Type: "AWS::Lambda::Permission",
  Properties: {
    Action: "lambda:InvokeFunction",
    FunctionName: arnOf("ClassifyLogsLambdaFunction"),
    Principal: "logs.amazonaws.com",
    SourceAccount: ref("AWS::AccountId"),
    SourceArn: sub(`${LOG_GROUPS}*:*`),
  },
};

function filterOf(group: { readonly name: string; readonly filterPattern: string }): Resource {
  return {
    Type: "AWS::Logs::SubscriptionFilter",
    DependsOn: "MayCallClassifyLogs",
    Properties: {
      FilterName: ref("AWS::StackName"),
      LogGroupName: group.name,
      // Empty lets everything through: the totals need the requests that went well.
      FilterPattern: group.filterPattern,
      DestinationArn: arnOf("ClassifyLogsLambdaFunction"),
    },
  };
}

function readingPolicies(names: readonly string[]): Resources {
  const chunks = Array.from({ length: Math.ceil(names.length / GROUPS_A_POLICY) }, (_, at) =>
    names.slice(at * GROUPS_A_POLICY, (at + 1) * GROUPS_A_POLICY),
  );
  return Object.fromEntries(chunks.map((chunk, at) => [`ReadLogGroups${at + 1}`, reading(chunk)]));
}

function reading(names: readonly string[]): Resource {
  return policy(["ClassifyLogsRole", "SweepIncidentsRole"], {
    Action: "logs:FilterLogEvents",
    Resource: names.map((name) => sub(`${LOG_GROUPS}${name}:*`)),
  });
}

/** The groups behind a stream are not known here: those that API Gateway names may be looked into. */
function streamResources(streamArn: string): Resources {
  return {
    ReadGatewayLogGroups: policy(["ClassifyLogsRole", "SweepIncidentsRole"], {
      Action: "logs:FilterLogEvents",
      Resource: ["API-Gateway-Execution-Logs_*:*", "/aws/apigateway/*:*"].map((name) =>
        sub(`${LOG_GROUPS}${name}`),
      ),
    }),
    ReadStream: policy(["ClassifyLogsRole"], {
      Action: [
        "kinesis:DescribeStream",
        "kinesis:DescribeStreamSummary",
        "kinesis:GetRecords",
        "kinesis:GetShardIterator",
        "kinesis:ListShards",
      ],
      Resource: streamArn,
    }),
    LogStreamRecords: recordsOf(streamArn),
  };
}

function recordsOf(streamArn: string): Resource {
  return {
    Type: "AWS::Lambda::EventSourceMapping",
    DependsOn: ["ReadStream"],
    Properties: {
      FunctionName: arnOf("ClassifyLogsLambdaFunction"),
      EventSourceArn: streamArn,
      StartingPosition: "TRIM_HORIZON",
      BatchSize: 20,
      MaximumBatchingWindowInSeconds: 1,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      MaximumRetryAttempts: 5,
      DestinationConfig: { OnFailure: { Destination: arnOf("FailedDeliveries") } },
    },
  };
}

function policy(
  roles: readonly string[],
  statement: { readonly Action: unknown; readonly Resource: unknown },
): Resource {
  return {
    Type: "AWS::IAM::ManagedPolicy",
    Properties: {
      Roles: roles.map(ref),
      PolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] },
    },
  };
}
