import { expect, test } from "vitest";
import { toEpochMs } from "../../../shared/domain/time.ts";
import { peopleMessage } from "../../../shared/report/notice/people.ts";
import { aBlindNotice, aDigest, aTelling, ofKind } from "../../build/notices.ts";
import { NOON } from "../../build/report.ts";

const SEEN_FIRST = /^Watched again: log lines of a1b2c3d4e5\/prod arrive\.\n/;
const GROUP_FIRST = /^Not watched at the moment: \/aws\/apigateway\/x\/\$default answers/;

function bodyOf(...telling: Parameters<typeof aTelling>): string {
  return peopleMessage(aTelling(...telling)).body;
}

test("a resolved incident says what that rests on, and has nothing to mend", () => {
  const notice = {
    ...ofKind("resolved"),
    because: "no failure in 15 min, 4,120 requests answered",
  };
  expect(bodyOf(notice).split("\n\nLINKS")[0]).toBe(`Resolved: POST /orders fails no more.

What that rests on: no failure in 15 min, 4,120 requests answered.

12 requests failed, from 2026-03-04 12:00:00 to 12:02:00 UTC (2 min).
Where: API a1b2c3d4e5, stage prod, account 123456789012, eu-west-1; it
calls function orders-api. If it comes back, you are told.

CAUSE: malformed_proxy_response (body_not_string)`);
});

test("a digest lists the worst and says how many more there are", () => {
  expect(bodyOf(aDigest())).toBe(`5 notices at once, told together here.

Why together: 20 notices were sent in 5 min.

INCIDENTS, WORST FIRST

1. opened: POST /orders fails; malformed_proxy_response
   (body_not_string)
   API a1b2c3d4e5, stage prod, account 123456789012, eu-west-1; 1,200
   requests; v1:0123456789abcdef-1
2. reopened: GET /orders fails; malformed_proxy_response
   (body_not_string)
   API a1b2c3d4e5, stage prod, account 123456789012, eu-west-1; 1,200
   requests; v1:0123456789abcdef-1
and 3 more

LINKS

The same on the command line
  apigw-triage incidents list

notice    digest:7
told      2026-03-04 12:00:00 UTC
`);
  expect(bodyOf(aDigest({ more: 0 }))).not.toContain("more\n");
});

test("a blind stage says what is not seen, since when, and what to look at", () => {
  const body = bodyOf(aBlindNotice());
  expect(
    body.split("\n\nFIX")[0],
  ).toBe(`Not watched at the moment: a1b2c3d4e5/prod answers requests and logs
nothing.

Where: API a1b2c3d4e5, stage prod, account 123456789012, eu-west-1; log
group API-Gateway-Execution-Logs_a1b2c3d4e5/prod.

Since 2026-03-04 11:40:00 UTC: no log line for 20 min, while 3,120
requests were served.

The stage answers requests and its log group gets no log lines: failures
of this stage are not seen at the moment.`);
  expect(body).toContain(
    "\n    aws apigateway get-stage --rest-api-id a1b2c3d4e5 --stage-name prod --query methodSettings --region eu-west-1\n",
  );
  expect(body).toContain(
    "\n    aws logs describe-subscription-filters --log-group-name API-Gateway-Execution-Logs_a1b2c3d4e5/prod --region eu-west-1\n",
  );
});

test("a blind stage of which little is known gets commands to fill in", () => {
  const notice = aBlindNotice({ scope: {}, logGroup: "/aws/apigateway/x/$default" });
  const body = bodyOf(notice);
  expect(body).toMatch(GROUP_FIRST);
  expect(body).toContain("Where: an API that the log does not name; log group");
  expect(body).toContain(
    "--rest-api-id '<api-id>' --stage-name '<stage>' --query methodSettings\n",
  );
  expect(body).toContain("--log-group-name '/aws/apigateway/x/$default'\n");
});

test("deliveries that fail are looked for at the filter and the function", () => {
  const body = bodyOf(aBlindNotice({ state: "undelivered" }));
  expect(body).toContain("CloudWatch Logs could not hand log events to apigw-triage");
  expect(body).toContain("Counts of this stage are too low until then.");
});

test("a stage that is seen again needs nothing", () => {
  const body = bodyOf(aBlindNotice({ state: "sees_again" }));
  expect(body).toMatch(SEEN_FIRST);
  expect(body).not.toContain("FIX");
});

test.each([
  { notice: ofKind("opened"), line: "POST /orders answers 502." },
  { notice: ofKind("reopened"), line: "Back again: POST /orders answers 502." },
  { notice: ofKind("reminder"), line: "Still failing: POST /orders answers 502." },
  { notice: ofKind("escalated"), line: "Worse than before: POST /orders answers 502." },
  { notice: ofKind("resolved"), line: "Resolved: POST /orders fails no more." },
  {
    notice: aBlindNotice({ state: "undelivered" }),
    line: "Not watched fully at the moment: log lines of a1b2c3d4e5/prod do not",
  },
])("$notice.kind begins: $line", ({ notice, line }) => {
  expect(bodyOf(notice).split("\n")[0]).toBe(line);
});

test.each([
  { minutes: 0.4, words: "less than a minute" },
  { minutes: 41, words: "41 min" },
  { minutes: 60, words: "1 h" },
  { minutes: 200, words: "3 h 20 min" },
  { minutes: 1440, words: "1 day" },
  { minutes: 3130, words: "2 days 4 h" },
])("an incident of $minutes minutes lasted $words", ({ minutes, words }) => {
  const lastSeen = toEpochMs(NOON + minutes * 60_000);
  const body = bodyOf({ ...ofKind("resolved"), lastSeen }).replaceAll("\n", " ");
  expect(body).toContain(`UTC (${words}).`);
});
