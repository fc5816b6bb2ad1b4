import { describe, expect, test } from "vitest";
import { TIMEOUT_LIMITS } from "../../../shared/classify/remedies/steps-async.ts";
import type { RequestFacts } from "../../../shared/domain/verdict.ts";
import { EVERY_REASON } from "./every-cause.ts";
import {
  BY_AUTHORIZER,
  commandsOf,
  HTTP,
  REST,
  sentencesOf,
  TO_HOST,
  TO_VPC_LINK,
  WEBSOCKET,
} from "./facts.ts";

const SITUATIONS: readonly { readonly name: string; readonly facts: RequestFacts }[] = [
  { name: "nothing known", facts: {} },
  { name: "a REST API and a function", facts: REST },
  { name: "an HTTP API and a function", facts: HTTP },
  { name: "a WebSocket API and a function", facts: WEBSOCKET },
  { name: "a REST API and a host", facts: TO_HOST },
  { name: "a REST API and a VPC link", facts: TO_VPC_LINK },
  { name: "a REST API and its authorizer", facts: BY_AUTHORIZER },
  { name: "an HTTP API and its authorizer", facts: { ...BY_AUTHORIZER, apiType: "HTTP" } },
];

const TOOLS = /^(?:[A-Z_]+=\$\()?(?:aws|curl|openssl|dig|date|jq|apigw-triage) /;
const ENDS = /[.:?)]$/;
const SENTENCE_BREAK = /[.!?] [A-Z]/;
const KNOWN = [
  "<api-id>",
  "<stage>",
  "<region>",
  "<account>",
  "<route>",
  "<method>",
  "<request-id>",
  "<extended-request-id>",
  "<authorizer-id>",
  "<start>",
  "<end>",
  "<start-ms>",
  "<end-ms>",
];

const VARIABLE = /\$([A-Z_]{4,})/g;
const ASSIGNMENT = /^([A-Z_]+)=\$\(/;
const FROM_ENVIRONMENT = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];
const BARE_LIMIT = /\b29(?: ?s|,?000)\b/;
const CAPITALISED = /^[A-Z].*\.$/;
const CAUTION = /^[A-Z].{20,}\.$/;
const PAGE = /^https:\/\/docs\.aws\.amazon\.com\/[A-Za-z0-9/_-]+\.html$/;
const NOT_IN_COMMANDS = /undefined|\[object|\n| {2}/;

describe.each(EVERY_REASON)("$cause/$reason", ({ remedyFor }) => {
  test.each(SITUATIONS)("says what it means in one short sentence, $name", ({ facts }) => {
    const { meaning } = remedyFor(facts, []);
    expect(meaning.length).toBeGreaterThan(30);
    expect(meaning.length).toBeLessThanOrEqual(220);
    expect(meaning).toMatch(CAPITALISED);
    expect(meaning).not.toMatch(SENTENCE_BREAK);
  });

  test("can be confirmed and fixed, and says what that may cost and where to read on", () => {
    for (const { facts } of SITUATIONS) {
      const remedy = remedyFor(facts, []);
      expect(remedy.confirm.length).toBeGreaterThanOrEqual(1);
      expect(remedy.fix.length).toBeGreaterThanOrEqual(1);
      expect(remedy.caution).toMatch(CAUTION);
      expect(remedy.page).toMatch(PAGE);
    }
  });

  test("is made of whole sentences", () => {
    for (const sentence of SITUATIONS.flatMap(({ facts }) => sentencesOf(remedyFor(facts, [])))) {
      expect(sentence.length).toBeGreaterThan(10);
      expect(sentence).toMatch(ENDS);
      expect(sentence).not.toContain("undefined");
    }
  });

  test("is made of commands of tools that are there, each once", () => {
    for (const { facts } of SITUATIONS) {
      const commands = commandsOf(remedyFor(facts, []));
      for (const command of commands) {
        expect(command).toMatch(TOOLS);
        expect(command).not.toMatch(NOT_IN_COMMANDS);
      }
      expect(commands).toEqual([...new Set(commands)]);
    }
  });

  test("sets a shell variable before it uses it", () => {
    for (const { facts } of SITUATIONS) {
      const set = new Set(FROM_ENVIRONMENT);
      for (const command of commandsOf(remedyFor(facts, []))) {
        const used = [...command.matchAll(VARIABLE)].map(([, name = ""]) => name);
        expect(used.filter((name) => !set.has(name))).toEqual([]);
        set.add(ASSIGNMENT.exec(command)?.[1] ?? "");
      }
    }
  });

  test("never gives 29 s as the limit, but of a WebSocket API", () => {
    const raisable = SITUATIONS.filter(({ facts }) => facts.apiType !== "WEBSOCKET");
    for (const sentence of raisable.flatMap(({ facts }) => sentencesOf(remedyFor(facts, [])))) {
      expect(sentence.replace(TIMEOUT_LIMITS, "")).not.toMatch(BARE_LIMIT);
    }
  });

  test("leaves no placeholder for what is known", () => {
    for (const { facts } of SITUATIONS.slice(1)) {
      const remedy = remedyFor(facts, []);
      const all = [...sentencesOf(remedy), ...commandsOf(remedy)].join("\n");
      for (const placeholder of KNOWN) expect(all).not.toContain(placeholder);
    }
  });
});

test.each([
  { facts: REST, placeholder: "<function>" },
  { facts: BY_AUTHORIZER, placeholder: "<function>" },
  { facts: TO_HOST, placeholder: "<host>:" },
  { facts: TO_VPC_LINK, placeholder: "<vpc-link-id>" },
])("a target that is known leaves no $placeholder", ({ facts, placeholder }) => {
  for (const { remedyFor } of EVERY_REASON) {
    expect(commandsOf(remedyFor(facts, [])).join("\n")).not.toContain(placeholder);
  }
});

test.each([
  { facts: REST, never: "apigatewayv2 update-stage" },
  { facts: HTTP, never: "aws apigateway update-" },
  { facts: HTTP, never: "--rest-api-id" },
  { facts: WEBSOCKET, never: "test-invoke" },
])("no $facts.apiType API is told to use $never", ({ facts, never }) => {
  for (const { remedyFor } of EVERY_REASON) {
    expect(commandsOf(remedyFor(facts, [])).join("\n")).not.toContain(never);
  }
});

test.each([
  { name: "rest", facts: REST },
  { name: "http", facts: HTTP },
  { name: "websocket", facts: WEBSOCKET },
  { name: "host", facts: TO_HOST },
  { name: "authorizer", facts: BY_AUTHORIZER },
])("every step for $name is the one that was read and tried", async ({ name, facts }) => {
  const steps = EVERY_REASON.flatMap(({ remedyFor }) => {
    const { confirm, fix } = remedyFor(facts, []);
    return [...confirm, ...fix].map(({ text, command }) =>
      command === undefined ? text : `${text}\n  ${command}`,
    );
  });
  const unique = [...new Set(steps)];
  await expect(`${unique.join("\n")}\n`).toMatchFileSnapshot(`golden/${name}.txt`);
});
