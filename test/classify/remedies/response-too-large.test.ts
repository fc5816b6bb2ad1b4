import { describe, expect, test } from "vitest";
import { responseTooLargeRemedies } from "../../../shared/classify/remedies/response-too-large.ts";
import type { RequestFacts } from "../../../shared/domain/verdict.ts";
import { commandsOf, HTTP, REST, sentencesOf, TO_HOST } from "./facts.ts";

const remedyFor = responseTooLargeRemedies.integration_limit_10mb;

function toService(service: string): RequestFacts {
  const url = `https://${service}.eu-west-1.amazonaws.com/`;
  return { ...REST, target: { kind: "aws_service", service, region: "eu-west-1", url } };
}

describe("streaming", () => {
  test.each([
    { name: "a host", facts: TO_HOST, advised: true },
    { name: "a function", facts: REST, advised: true },
    { name: "an AWS service", facts: toService("s3"), advised: false },
    { name: "an HTTP API", facts: HTTP, advised: false },
  ])("is advised for $name: $advised, with its limits", ({ facts, advised }) => {
    const remedy = remedyFor(facts, []);
    expect(commandsOf(remedy).join("\n").includes("value=STREAM")).toBe(advised);
    expect(sentencesOf(remedy).join("\n").includes("after 5 idle minutes")).toBe(advised);
  });

  test("of a function calls it by another path", () => {
    expect(commandsOf(remedyFor(REST, [])).join("\n")).toContain("/response-streaming-invocations");
  });
});

test.each([
  { service: "s3", advice: "The object is in S3 already" },
  { service: "dynamodb", advice: "Put large results into S3" },
])("an answer of $service: $advice", ({ service, advice }) => {
  const remedy = remedyFor(toService(service), []);
  expect(remedy.fix[0]?.text).toContain(advice);
  expect(commandsOf(remedy).join("\n")).not.toContain("curl"); // nobody may call it unsigned
});
