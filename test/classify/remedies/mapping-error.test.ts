import { describe, expect, test } from "vitest";
import { remedyFor } from "../../../shared/classify/remedy.ts";
import type { Reason } from "../../../shared/domain/cause.ts";
import type { Remedy } from "../../../shared/domain/remedy.ts";
import type { RequestFacts } from "../../../shared/domain/verdict.ts";
import { failure } from "../../build/judgements.ts";
import { executions } from "../../build/records.ts";
import { commandsOf, HTTP, REST, sentencesOf, TO_HOST, WEBSOCKET } from "./facts.ts";

const UNMATCHED =
  "Execution failed due to configuration error: No match for output mapping and no default output mapping configured. Endpoint Response Status Code: 502";

function remedyOf(reason: Reason<"mapping_error">, facts: RequestFacts, line = ""): Remedy {
  const records = executions([line]);
  const diagnosis = { cause: "mapping_error", reason } as const;
  return remedyFor(failure(facts, { records, evidence: [0] }, diagnosis));
}

function commandsFor(reason: Reason<"mapping_error">, facts: RequestFacts, line?: string): string {
  return commandsOf(remedyOf(reason, facts, line)).join("\n");
}

describe("a template", () => {
  test.each([
    ["request_template", REST, "update-integration "],
    ["request_template", WEBSOCKET, "update-integration "],
    ["response_template", REST, "update-integration-response "],
    ["response_template", WEBSOCKET, "update-integration-response "],
  ] as const)("that failed as %s is never set to an example", (reason, facts, command) => {
    const commands = commandsFor(reason, facts);
    expect(commands).toContain(command);
    expect(commands).toContain("<mended template>");
    expect(commands).not.toContain("statusCode");
    expect(commands).not.toContain("put-integration-response");
  });

  test("is none of an HTTP API's", () => {
    for (const reason of ["request_template", "response_template"] as const) {
      expect(commandsFor(reason, HTTP)).not.toContain("-templates");
    }
  });

  test.each([WEBSOCKET, HTTP])("of a $apiType API has no slash to escape", (facts) => {
    for (const reason of ["request_template", "response_template"] as const) {
      expect(sentencesOf(remedyOf(reason, facts)).join("\n")).not.toContain("~1");
    }
  });
});

describe("an answer that no mapping takes", () => {
  test("is mapped after the mappings there are were saved", () => {
    const commands = commandsFor("no_matching_integration_response", TO_HOST, UNMATCHED);
    const saved = commands.indexOf("--query integrationResponses --output json");
    expect(saved).toBeGreaterThan(-1);
    expect(saved).toBeLessThan(commands.indexOf("put-integration-response"));
    expect(commands).toContain("> integration-responses.json");
    expect(commands).not.toContain("--status-code 200");
  });

  test.each([
    { facts: REST, line: UNMATCHED, pattern: "'.*Error.*'" }, // a function's message is matched
    { facts: TO_HOST, line: UNMATCHED, pattern: "502" },
    { facts: TO_HOST, line: "", pattern: "'5\\d{2}'" },
  ])("is matched by $pattern", ({ facts, line, pattern }) => {
    const commands = commandsFor("no_matching_integration_response", facts, line);
    expect(commands).toContain(`--selection-pattern ${pattern} `);
  });
});

test("a mapping is saved before it is taken away", () => {
  const commands = commandsFor("invalid_method_response", REST);
  expect(commands.indexOf("integration-responses.json")).toBeGreaterThan(-1);
  expect(commands.indexOf("integration-responses.json")).toBeLessThan(
    commands.indexOf("delete-integration-response"),
  );
});

describe("a body that is bytes already", () => {
  const REQUEST = "Method request body before transformations: [Binary Data]";
  const RESPONSE = "Endpoint response body before transformations: [Binary Data]";

  test.each([
    { line: REQUEST, facts: REST, command: "update-integration --rest-api-id" },
    { line: RESPONSE, facts: REST, command: "update-integration-response --rest-api-id" },
    { line: RESPONSE, facts: WEBSOCKET, command: "update-integration-response --api-id" },
  ])("is made text: $line", ({ line, facts, command }) => {
    const commands = commandsFor("unsupported_content", facts, line);
    const change = commands.split("\n").find((each) => each.includes(command));
    expect(change).toContain("CONVERT_TO_TEXT");
    expect(commands).not.toContain("op=add,path=/binaryMediaTypes");
  });

  test("or is no longer made binary by a wildcard", () => {
    expect(commandsFor("unsupported_content", REST, REQUEST)).toContain(
      "'op=remove,path=/binaryMediaTypes/*~1*'",
    );
  });

  test("and only another is declared binary, by the content type it has", () => {
    expect(commandsFor("unsupported_content", REST)).toContain(
      "'op=add,path=/binaryMediaTypes/<type>~1<subtype>'",
    );
  });
});
