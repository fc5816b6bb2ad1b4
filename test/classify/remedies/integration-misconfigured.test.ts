import { describe, expect, test } from "vitest";
import { integrationMisconfiguredRemedies } from "../../../shared/classify/remedies/integration-misconfigured.ts";
import type { RequestFacts } from "../../../shared/domain/verdict.ts";
import { commandsOf, HTTP, REST, sentencesOf, WEBSOCKET } from "./facts.ts";

const { illegal_header_mapping: illegalHeader, invalid_request_to_aws_service: invalidRequest } =
  integrationMisconfiguredRemedies;

function toService(service: string, facts: RequestFacts = REST): RequestFacts {
  const url = `https://${service}.eu-west-1.amazonaws.com/`;
  return { ...facts, target: { kind: "aws_service", service, region: "eu-west-1", url } };
}

/** The one command that changes the integration. */
function changeFor(facts: RequestFacts): string {
  const commands = commandsOf(invalidRequest(facts, []));
  return commands.filter((command) => command.includes("update-integration")).join(" AND ");
}

describe("the request that a service is sent", () => {
  test.each([
    { service: "sqs", template: "Action=SendMessage&MessageBody=$util.urlEncode($input.body)" },
    {
      service: "sns",
      template: "Action=Publish&TopicArn=<topic-arn>&Message=$util.urlEncode($input.body)",
    },
    { service: "dynamodb", template: "<template>" },
    { service: "states", template: "<template>" },
    { service: "events", template: "<template>" },
  ])(
    "is set to a form for $service only where it takes one: $template",
    ({ service, template }) => {
      const change = changeFor(toService(service));
      expect(change).toContain("/requestTemplates/<type>~1<subtype>");
      expect(change).toContain(template);
      expect(change.includes("x-www-form-urlencoded")).toBe(template.startsWith("Action="));
    },
  );

  test.each([
    { service: "dynamodb", said: "PutItem", unsaid: "SendMessage" },
    { service: "states", said: "StartExecution", unsaid: "PutItem" },
    { service: "sqs", said: ":sqs:path/", unsaid: ":sns:action" },
  ])("is described for $service, not for others", ({ service, said, unsaid }) => {
    const advice = sentencesOf(invalidRequest(toService(service), [])).join("\n");
    expect(advice).toContain(said);
    expect(advice).not.toContain(unsaid);
  });

  test("of a WebSocket API is encoded and has its Content-Type", () => {
    const change = changeFor(toService("sqs", WEBSOCKET));
    expect(change).toContain("MessageBody=$util.urlEncode($input.body)");
    expect(change).toContain("integration.request.header.Content-Type");
  });

  test("of an HTTP API names no service's parameters as its own", () => {
    expect(changeFor(toService("states", HTTP))).not.toContain("QueueUrl");
  });
});

test.each([
  { facts: REST, parameter: "path=/requestParameters/integration.request.header.<name>" },
  { facts: HTTP, parameter: '{"overwrite:header.<name>":""}' },
  { facts: WEBSOCKET, parameter: '{"integration.request.header.<name>":""}' },
])("a header's mapping is taken away as $parameter", ({ facts, parameter }) => {
  expect(commandsOf(illegalHeader(facts, [])).join("\n")).toContain(parameter);
});
