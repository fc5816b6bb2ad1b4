import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { namesOf } from "./names.ts";
import { say } from "./remedies.ts";
import { changeIntegration } from "./steps-api.ts";

const FORM = "'application/x-www-form-urlencoded'";

/** What the AWS services that are called most without a function want to be sent. */
export function serviceRequestForms(facts: RequestFacts): readonly Step[] {
  if (namesOf(facts).apiType === "HTTP") return [firstClassIntegration(facts)];
  return [
    changeIntegration(
      facts,
      "SQS and SNS (query protocol): POST, Content-Type form, and a template that encodes the body; for SNS Action=Publish&TopicArn=<topic-arn>&Message=...",
      [
        {
          op: "add",
          path: "/requestParameters/integration.request.header.Content-Type",
          value: FORM,
        },
        {
          op: "add",
          path: "/requestTemplates/application~1json",
          value: "Action=SendMessage&MessageBody=$util.urlEncode($input.body)",
        },
      ],
      ["--request-templates", '{"$default":"Action=SendMessage&MessageBody=$input.body"}'],
    ),
    say(
      'DynamoDB: POST, uri ending in :dynamodb:action/PutItem, and a template that is the whole request: {"TableName":"<table>","Item":{"id":{"S":"$context.requestId"}}}.',
    ),
    say(
      "Others: uri ending in :<service>:action/<Action> (or :path/<path> for S3, Lambda, SQS), with query values mapped and URL-encoded, never pasted into the uri.",
    ),
    say(
      "UnknownOperationException means the action was not read: wrong Content-Type, method or uri.",
    ),
  ];
}

function firstClassIntegration(facts: RequestFacts): Step {
  return changeIntegration(
    facts,
    "Give the subtype (SQS-SendMessage, EventBridge-PutEvents, Kinesis-PutRecord, StepFunctions-StartExecution, AppConfig-GetConfiguration) every parameter it requires.",
    [],
    ["--request-parameters", '{"QueueUrl":"<queue-url>","MessageBody":"$request.body"}'],
  );
}
