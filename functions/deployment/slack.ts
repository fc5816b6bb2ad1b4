import { type Resources, ref, sub, type Value } from "./resource.ts";
import type { Settings } from "./settings.ts";

/** What notify-slack is told, and may read: where the webhook or the bot's token is kept. */
export function slackEnvironment(settings: Settings): Readonly<Record<string, string>> {
  const { webhookParameter, webhookSecret, tokenParameter, tokenSecret, channel } =
    settings.slack ?? {};
  const told = {
    SLACK_WEBHOOK_PARAMETER: webhookParameter,
    SLACK_WEBHOOK_SECRET: webhookSecret,
    SLACK_TOKEN_PARAMETER: tokenParameter,
    SLACK_TOKEN_SECRET: tokenSecret,
    SLACK_CHANNEL: channel,
  };
  return Object.fromEntries(
    Object.entries(told).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

export function slackSecretPolicy(settings: Settings): Resources {
  const { webhookParameter, webhookSecret, tokenParameter, tokenSecret } = settings.slack ?? {};
  const parameter = webhookParameter ?? tokenParameter;
  const secret = webhookSecret ?? tokenSecret;
  const statements = [
    ...(parameter === undefined ? [] : [allow("ssm:GetParameter", parameterArn(parameter))]),
    ...(secret === undefined ? [] : [allow("secretsmanager:GetSecretValue", secretArn(secret))]),
  ];
  if (statements.length === 0) return {};
  return {
    ReadSlackSecret: {
      Type: "AWS::IAM::Policy",
      Properties: {
        PolicyName: "read-slack-secret",
        Roles: [ref("NotifySlackRole")],
        PolicyDocument: { Version: "2012-10-17", Statement: statements },
      },
    },
  };
}

function allow(action: string, resource: Value) {
  return { Effect: "Allow", Action: action, Resource: resource };
}

function parameterArn(name: string): Value {
  if (name.startsWith("arn:")) return name;
  const path = name.startsWith("/") ? name : `/${name}`;
  return sub(`arn:\${AWS::Partition}:ssm:\${AWS::Region}:\${AWS::AccountId}:parameter${path}`);
}

/** Secrets Manager puts six characters of its own behind the name. */
function secretArn(name: string): Value {
  if (name.startsWith("arn:")) return name;
  return sub(
    `arn:\${AWS::Partition}:secretsmanager:\${AWS::Region}:\${AWS::AccountId}:secret:${name}-??????`,
  );
}
