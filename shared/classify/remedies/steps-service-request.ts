import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { namesOf } from "./names.ts";
import { say } from "./remedies.ts";
import { changeIntegration } from "./steps-api.ts";

const TEMPLATE = "/requestTemplates/<type>~1<subtype>";
const CONTENT_TYPE = "integration.request.header.Content-Type";
const FORM = "'application/x-www-form-urlencoded'";

/** Services that take a form, and one that sends the client's body. */
const FORMS: ReadonlyMap<string, string> = new Map([
  ["sqs", "Action=SendMessage&MessageBody=$util.urlEncode($input.body)"],
  ["sns", "Action=Publish&TopicArn=<topic-arn>&Message=$util.urlEncode($input.body)"],
]);

/** What a request has to look like, by the service that gets it. */
const SHAPES: ReadonlyMap<string, string> = new Map([
  [
    "sqs",
    "SQS: POST, uri ending in :sqs:path/<account-id>/<queue>, Content-Type form, and a template that encodes the body.",
  ],
  [
    "sns",
    "SNS: POST, uri ending in :sns:action/Publish, Content-Type form, and a template that encodes the message.",
  ],
  [
    "dynamodb",
    'DynamoDB: POST, uri ending in :dynamodb:action/PutItem, and a template that is the whole request: {"TableName":"<table>","Item":{"id":{"S":"$context.requestId"}}}.',
  ],
  [
    "states",
    'Step Functions: POST, uri ending in :states:action/StartExecution, and a template that is the whole request: {"stateMachineArn":"<arn>","input":"$util.escapeJavaScript($input.json(\'$\'))"}.',
  ],
]);

const OTHERS =
  "Others: uri ending in :<service>:action/<Action> (or :path/<path> for S3, Lambda, SQS), with query values mapped and URL-encoded, never pasted into the uri.";

/** What the AWS service that the integration calls wants to be sent. */
export function serviceRequestForms(facts: RequestFacts): readonly Step[] {
  if (namesOf(facts).apiType === "HTTP") return [firstClassIntegration(facts)];
  const service = facts.target?.kind === "aws_service" ? facts.target.service : "";
  const shape = SHAPES.get(service);
  const form = FORMS.get(service);
  return [
    ...(shape === undefined ? [...SHAPES.values(), OTHERS] : [shape]).map(say),
    form === undefined ? sendTemplate(facts) : sendForm(facts, form),
    say(
      "UnknownOperationException means the action was not read: wrong Content-Type, method or uri.",
    ),
  ];
}

function sendTemplate(facts: RequestFacts): Step {
  return changeIntegration(
    facts,
    "Set the template that makes this request; it replaces that of the content type (~1 stands for the slash) or key.",
    [{ op: "add", path: TEMPLATE, value: "<template>" }],
    ["--request-templates", '{"<template-key>":"<template>"}'],
  );
}

function sendForm(facts: RequestFacts, template: string): Step {
  return changeIntegration(
    facts,
    "Send the form; this replaces the template of the content type (~1 stands for the slash) or key, so keep what get-integration shows.",
    [
      { op: "add", path: `/requestParameters/${CONTENT_TYPE}`, value: FORM },
      { op: "add", path: TEMPLATE, value: template },
    ],
    [
      "--request-parameters",
      JSON.stringify({ [CONTENT_TYPE]: FORM }),
      "--request-templates",
      JSON.stringify({ "<template-key>": template }),
    ],
  );
}

function firstClassIntegration(facts: RequestFacts): Step {
  return changeIntegration(
    facts,
    "Give the subtype every parameter it requires (SQS-SendMessage: QueueUrl and MessageBody; EventBridge-PutEvents, Kinesis-PutRecord, StepFunctions-StartExecution and AppConfig-GetConfiguration have their own).",
    [],
    ["--request-parameters", '{"<parameter>":"<value>"}'],
  );
}
