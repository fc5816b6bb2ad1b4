import fc from "fast-check";
import { expect, test } from "vitest";
import { toEpochMs } from "../../../shared/domain/time.ts";
import type { Verdict } from "../../../shared/domain/verdict.ts";
import { peopleMessage } from "../../../shared/report/notice/people.ts";
import { hostileTelling } from "../../build/hostile-notices.ts";
import { aFault, anIncidentNotice, aTelling, EVERY_KIND, ofKind } from "../../build/notices.ts";
import {
  aJudgement,
  aRecord,
  aRemedy,
  BODY_NOT_A_STRING,
  NOON,
  someFacts,
} from "../../build/report.ts";

const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\uFFFE\uFFFF]/u;
const WHOLE = /^ +(?:https:|aws |apigw-triage )/;
const TIMEOUT = /timeout error/g;
function bodyOf(...telling: Parameters<typeof aTelling>): string {
  return peopleMessage(aTelling(...telling)).body;
}

test("an opened incident reads from what fails to what would show more", () => {
  expect(bodyOf()).toBe(`POST /orders answers 502.

Where: API a1b2c3d4e5, stage prod, account 123456789012, eu-west-1; it
calls function orders-api.

12 requests failed, from 2026-03-04 12:00:00 to 12:02:00 UTC. 12 of the
stage's 387 requests failed this way (3.1 %), from 2026-03-04 12:00:00
to 12:05:00 UTC.

Why you are told now: its first failures.

CAUSE: malformed_proxy_response (body_not_string)
The function answered, but its body is not a string.

WHAT WAS ANSWERED

    {"statusCode":200,"body":{"id":1}}
                             ^^^^^^^^
  x $.body: found object, wanted string
    -> wrap it: JSON.stringify(body)

FIX

1. Return the body as a string.

CAUTION

Clients that parse the body twice will notice.

TO CONFIRM IT

1. Invoke the function and check its answer.

    aws lambda invoke --function-name orders-api answer.json

LINKS

Log lines of this request
  https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/API-Gateway-Execution-Logs_a1b2c3d4e5$252Fprod/log-events/stream-1$3FfilterPattern$3D$252211111111-aaaa-4bbb-8ccc-000000000001$2522$26start$3D1772625300000$26end$3D1772625900000
X-Ray trace
  https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#xray:traces/1-5e645f3e-1dfad076a177c5ccc5de12f5
API in the console
  https://eu-west-1.console.aws.amazon.com/apigateway/main/apis/a1b2c3d4e5/stages?api=a1b2c3d4e5&region=eu-west-1
Function
  https://eu-west-1.console.aws.amazon.com/lambda/home?region=eu-west-1#/functions/orders-api
The same on the command line
  apigw-triage incidents show v1:0123456789abcdef-1

EVIDENCE

A: the data trace shows what was sent and answered.
Request 11111111-aaaa-4bbb-8ccc-000000000001, 2026-03-04 12:00:00 UTC
  > 12:00:00 Endpoint response body before transformations: (the payload
    above)
  > 12:00:00.031 Execution failed due to configuration error: Malformed
    Lambda proxy response

incident  v1:0123456789abcdef-1
notice    v1:0123456789abcdef-1:opened-1
told      2026-03-04 12:05:00 UTC
`);
});

const { sample: _, ...WITHOUT_REQUEST } = anIncidentNotice();
const { traffic: __, ...WITHOUT_TRAFFIC } = anIncidentNotice();
const UNKNOWN_FAULT = {
  fingerprint: "v1:0",
  cause: "backend_error",
  reason: "http_backend_5xx",
} as const;
test.each([
  { name: "a route", notice: anIncidentNotice(), line: "POST /orders answers 502." },
  {
    name: "a target without a route",
    notice: { ...WITHOUT_REQUEST, fault: { ...UNKNOWN_FAULT, target: "orders-api" } },
    line: "orders-api fails.",
  },
  {
    name: "a stage alone",
    notice: { ...WITHOUT_REQUEST, fault: { ...UNKNOWN_FAULT, apiId: "a1", stage: "prod" } },
    line: "a1/prod fails.",
  },
  { name: "nothing", notice: { ...WITHOUT_REQUEST, fault: UNKNOWN_FAULT }, line: "An API fails." },
])("a fault of which the log names $name begins: $line", ({ notice, line }) => {
  expect(bodyOf(notice, { remedy: aRemedy() }).split("\n")[0]).toBe(line);
});

test("without a request, the target is as the fault has it, and there is no evidence", () => {
  const body = bodyOf(WITHOUT_REQUEST, { remedy: aRemedy() });
  expect(body).toContain("it\ncalls orders-api.");
  expect(body).not.toContain("EVIDENCE");
  expect(body).not.toContain("WHAT");
});

test.each([
  { name: "nothing is known of it", traffic: undefined },
  {
    name: "its log holds failures only",
    traffic: { from: NOON, to: toEpochMs(NOON + 60_000), failures: 12 },
  },
])("no share is claimed when $name", ({ traffic }) => {
  const notice = { ...WITHOUT_TRAFFIC, ...(traffic !== undefined && { traffic }) };
  expect(bodyOf(notice)).toContain(
    "\n\n12 requests failed, from 2026-03-04 12:00:00 to 12:02:00 UTC.\n\n",
  );
});

test("a single failure has one time, and an incident over midnight two dates", () => {
  expect(bodyOf(anIncidentNotice({ count: 1, lastSeen: NOON }))).toContain(
    "1 request failed, at 2026-03-04 12:00:00 UTC.",
  );
  const lastSeen = toEpochMs(NOON + 12 * 3_600_000);
  expect(bodyOf(anIncidentNotice({ lastSeen }))).toContain(
    "12 requests failed, from 2026-03-04 12:00:00 to 2026-03-05 00:00:00 UTC.",
  );
});

test("a fix that a step says already is not said a second time at its field", () => {
  const remedy = aRemedy({ fix: [{ text: "At $.body: wrap it: JSON.stringify(body)." }] });
  expect(bodyOf(anIncidentNotice(), { remedy })).not.toContain("->");
});

test("a warning looks unlike an error", () => {
  const findings = BODY_NOT_A_STRING.findings.map((each) => ({
    ...each,
    level: "warning" as const,
  }));
  const sample = aJudgement({ verdict: { ...BODY_NOT_A_STRING, findings } });
  expect(bodyOf(anIncidentNotice({ sample }))).toContain(
    "\n  ! $.body: found object, wanted string\n",
  );
});

const DENIED: Verdict = {
  kind: "failed",
  diagnosis: { cause: "integration_timeout", reason: "deadline_exceeded" },
  also: [],
  findings: [],
};

test("without a payload, what the log says stands in its place", () => {
  const sample = aJudgement({
    grade: "C",
    verdict: DENIED,
    evidence: [0],
    records: [aRecord({ text: "Execution failed due to a timeout error" })],
  });
  const body = bodyOf(anIncidentNotice({ sample }));
  expect(body).toContain(
    "\n\nWHAT THE LOG SAYS\n\n  > 12:00:00 Execution failed due to a timeout error\n\nFIX\n",
  );
  expect(body.match(TIMEOUT)).toHaveLength(1);
  expect(body).toContain(
    "EVIDENCE\n\nC: execution log at ERROR, failing lines only. Execution logging at",
  );
});

test("what is wrong is told also when the log holds no payload", () => {
  const { payload: ___, ...verdict } = BODY_NOT_A_STRING;
  const body = bodyOf(anIncidentNotice({ sample: aJudgement({ verdict }) }));
  expect(body).toContain("WHAT IS WRONG\n\n  x $.body: found object, wanted string\n");
});

test("a payload that is no JSON is said to be what it is", () => {
  const payload = { text: "<html>", shape: "html", cut: false } as const;
  const sample = aJudgement({ verdict: { ...BODY_NOT_A_STRING, findings: [], payload } });
  expect(bodyOf(anIncidentNotice({ sample }))).toContain("    <html>\n    This is an HTML page.\n");
});

test("a request without records, id or time has less evidence, and no empty section", () => {
  const { requestId: ____, time: _____, ...facts } = someFacts();
  const sample = aJudgement({ facts, verdict: DENIED, records: [], evidence: [] });
  const body = bodyOf(anIncidentNotice({ sample }));
  expect(body).not.toContain("WHAT THE LOG SAYS");
  expect(body).toContain(
    "EVIDENCE\n\nA: the data trace shows what was sent and answered.\n\nincident",
  );
  const withId = aJudgement({ facts: { ...facts, requestId: "req-1" } });
  expect(bodyOf(anIncidentNotice({ sample: withId }))).toContain("\nRequest req-1\n");
});

test("an unclassified failure says that no rule knows it, and guesses nothing", () => {
  const fault = aFault({ cause: "unclassified", reason: "none" });
  const sample = aJudgement({ verdict: { kind: "unclassified", template: "odd" } });
  const body = bodyOf(anIncidentNotice({ fault, sample }));
  expect(body).toContain(
    "CAUSE: unclassified\nAPI Gateway answered with a server error, and no rule knows",
  );
  expect(body).toContain("\nFIX\n\n1. Read the log lines of the request");
  expect(body).toContain("WHAT THE LOG SAYS");
});

test("a failure whose remedy is not known is told without one", () => {
  const body = bodyOf(WITHOUT_REQUEST);
  expect(body).toContain("CAUSE: malformed_proxy_response (body_not_string)\n\nLINKS");
});

test("a reopened incident names the one it continues", () => {
  const notice = { ...ofKind("reopened"), predecessor: "v1:0123456789abcdef-0" };
  expect(bodyOf(notice)).toContain(
    "incident  v1:0123456789abcdef-1\nafter     v1:0123456789abcdef-0\nnotice",
  );
});

test("prose keeps to 72 columns; only links, commands and ids may be longer", () => {
  for (const notice of EVERY_KIND) {
    const long = bodyOf(notice)
      .split("\n")
      .filter((line) => line.length > 72);
    for (const line of long) expect(line).toMatch(WHOLE);
  }
});

test("no text of a log reaches a mail program as anything but text", () => {
  fc.assert(
    fc.property(hostileTelling, (telling) => {
      expect(peopleMessage(telling).body).not.toMatch(UNSEEN);
    }),
  );
});

test("subject and attributes go with the body", () => {
  expect(peopleMessage(aTelling())).toMatchObject({
    subject:
      "[critical] a1b2c3d4e5/prod: POST /orders answers 502, malformed_proxy_response (body_not_string)",
    attributes: { notice: "opened", cause: "malformed_proxy_response" },
  });
});
