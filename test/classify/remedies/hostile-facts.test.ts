import fc from "fast-check";
import { expect, test } from "vitest";
import type { RequestFacts } from "../../../shared/domain/verdict.ts";
import { EVERY_REASON } from "./every-cause.ts";
import { commandsOf, REST } from "./facts.ts";
import { wordsOf } from "./posix-words.ts";

const ATTACKS = [
  "$(touch pwned)",
  "`touch pwned`",
  "'; touch pwned; '",
  '"; touch pwned; "',
  "\\'; touch pwned #",
  "a\ntouch pwned\n",
  "a | touch pwned",
  "--endpoint-url=https://example.com",
  "file:///etc/passwd",
  "FILEB://secret",
  " --debug",
  "\u0000--debug",
  "~/x",
  "*",
  "{a,b}",
  "!!",
  "",
  "x".repeat(5000),
];
const ASSIGNED = /^[A-Z_]+=\$\((.*)\)$/;
/** What is written into commands on purpose, and acts. */
const MEANT: readonly RegExp[] = [
  /"\$(?:RESOURCE_ID|ROUTE_ID|INTEGRATION_ID|LB_ARN|WEB_ACL_ARN|DEPLOYMENT_ID)"/g,
  /"integrations\/\$INTEGRATION_ID"/g,
  /"\$AWS_ACCESS_KEY_ID:\$AWS_SECRET_ACCESS_KEY" -H "x-amz-security-token: \$AWS_SESSION_TOKEN"/g,
  / <\/dev\/null(?: \| openssl x509 .*)?$/,
  / \|\| /,
  / \| cut -d\/ -f2$/,
  / > (?:web-acl|web-acl-update|integration-responses)\.json$/,
];

const attack = fc.oneof(fc.constantFrom(...ATTACKS), fc.string({ unit: "binary", maxLength: 30 }));
const hostileFacts: fc.Arbitrary<RequestFacts> = fc
  .tuple(
    fc.constantFrom("REST", "HTTP", "WEBSOCKET"),
    fc.array(attack, { minLength: 16, maxLength: 16 }),
  )
  .chain(([apiType, texts]) => {
    const [
      requestId = "",
      extendedRequestId = "",
      accountId = "",
      region = "",
      apiId = "",
      stage = "",
      method = "",
      route = "",
      xrayTraceId = "",
      lambdaRequestId = "",
      authorizerId = "",
      name = "",
      qualifier = "",
      host = "",
      url = "",
      id = "",
    ] = texts;
    const facts = {
      apiType,
      requestId,
      extendedRequestId,
      accountId,
      region,
      apiId,
      stage,
      method,
      route,
      xrayTraceId,
      lambdaRequestId,
      authorizerId,
    } as const;
    return fc.constantFrom<RequestFacts>(
      { ...facts, target: { kind: "function", name, qualifier, region, accountId } },
      { ...facts, target: { kind: "host", host, url } },
      { ...facts, target: { kind: "vpc_link", host, id } },
      { ...facts, target: { kind: "aws_service", service: name, region, url } },
      { ...facts, target: { kind: "authorizer", id, function: name } },
    );
  });

function withoutWhatIsMeant(command: string): string {
  const inner = command.replace(ASSIGNED, "$1");
  return MEANT.reduce((text, meant) => text.replace(meant, ""), inner);
}

test("nothing from a log is ever acted on by the shell that a command is pasted into", () => {
  fc.assert(
    fc.property(hostileFacts, (facts) => {
      for (const { remedyFor } of EVERY_REASON) {
        for (const command of commandsOf(remedyFor(facts, []))) {
          expect(() => wordsOf(withoutWhatIsMeant(command))).not.toThrow();
        }
      }
    }),
    { numRuns: 20 },
  );
});

test.each(ATTACKS.slice(7, 12))("%j is never taken for an option or a file", (attackText) => {
  const facts: RequestFacts = { ...REST, apiId: attackText, stage: attackText, method: attackText };
  for (const { remedyFor } of EVERY_REASON) {
    const words = commandsOf(remedyFor(facts, [])).flatMap((command) =>
      wordsOf(withoutWhatIsMeant(command)),
    );
    expect(words).not.toContain(attackText.replace("\u0000", "").trim());
  }
});

test("no text of a log makes a remedy longer than a page", () => {
  const long = "é".repeat(600_000);
  const facts: RequestFacts = { ...REST, apiId: long, route: long, lambdaRequestId: long };
  for (const { remedyFor } of EVERY_REASON) {
    expect(JSON.stringify(remedyFor(facts, [])).length).toBeLessThan(20_000);
  }
});
