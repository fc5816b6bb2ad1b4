import type { RawAws } from "./aws.ts";

/** What the account holds, by kind: names only, sorted. */
export type Inventory = Readonly<Record<string, readonly string[]>>;

/** All of the kinds of things that the stack is made of. */
export async function inventoryOf(aws: RawAws): Promise<Inventory> {
  const json = async (service: string, target: string, names: RegExp) =>
    namesIn(JSON.stringify(await aws.call(service, target)), names);
  const xml = async (service: string, action: string, names: RegExp) =>
    namesIn(await aws.query(service, action), names);
  const rest = async (service: string, path: string, names: RegExp) =>
    namesIn(await aws.rest(service, "GET", path), names);
  return {
    tables: await json("dynamodb", "DynamoDB_20120810.ListTables", /"([\w.-]+)"(?=[,\]])/g),
    queues: await json("sqs", "AmazonSQS.ListQueues", /"(http[^"]+)"/g),
    logGroups: await json("logs", "Logs_20140328.DescribeLogGroups", /"logGroupName":"([^"]+)"/g),
    rules: await json("events", "AWSEvents.ListRules", /"Name":"([^"]+)"/g),
    topics: await xml("sns", "ListTopics", /<TopicArn>([^<]+)</g),
    subscriptions: await xml("sns", "ListSubscriptions", /<SubscriptionArn>([^<]+)</g),
    roles: await xml("iam", "ListRoles", /<RoleName>([^<]+)</g),
    policies: await xml("iam", "ListPolicies&Scope=Local", /<PolicyName>([^<]+)</g),
    alarms: await xml("monitoring", "DescribeAlarms", /<AlarmName>([^<]+)</g),
    buckets: await rest("s3", "/", /<Bucket>.*?<Name>([^<]+)</gs),
    functions: await rest("lambda", "/2015-03-31/functions", /"FunctionName": ?"([^"]+)"/g),
    mappings: await rest("lambda", "/2015-03-31/event-source-mappings", /"UUID": ?"([^"]+)"/g),
  };
}

function namesIn(text: string, names: RegExp): readonly string[] {
  return [...text.matchAll(names)].map(([, name = ""]) => name).sort();
}
