import fc from "fast-check";
import { expect, test } from "vitest";
import type { Notice } from "../../../shared/domain/notice.ts";
import { subjectOf } from "../../../shared/report/notice/subject.ts";
import { hostileTelling } from "../../build/hostile-notices.ts";
import { aBlindNotice, aDigest, aFault, anIncidentNotice, ofKind } from "../../build/notices.ts";

const PRINTABLE = /^[ -~]{1,99}$/;

const CAUSE = "malformed_proxy_response (body_not_string)";
test.each<{ readonly notice: Notice; readonly subject: string }>([
  {
    notice: ofKind("opened"),
    subject: `[critical] a1b2c3d4e5/prod: POST /orders answers 502, ${CAUSE}`,
  },
  {
    notice: ofKind("reopened"),
    subject: `[critical] back again: a1b2c3d4e5/prod: POST /orders..., ${CAUSE}`,
  },
  {
    notice: ofKind("reminder"),
    subject: `[critical] still: a1b2c3d4e5/prod: POST ... answers 502, ${CAUSE}`,
  },
  {
    notice: ofKind("escalated"),
    subject: `[critical] worse: a1b2c3d4e5/prod: POST ... answers 502, ${CAUSE}`,
  },
  {
    notice: anIncidentNotice({ kind: "resolved", severity: "info" }),
    subject: `[info] resolved: a1b2c3d4e5/prod: POST /orders, ${CAUSE}`,
  },
  { notice: aDigest(), subject: "[critical] 5 notices at once, worst first" },
  {
    notice: aBlindNotice(),
    subject: "[warning] a1b2c3d4e5/prod: not watched: it answers requests and logs nothing",
  },
  {
    notice: aBlindNotice({ state: "undelivered", scope: {} }),
    subject:
      "[warning] API-Gateway-Execution-Logs_a1...: not watched fully: log lines do not arrive",
  },
  {
    notice: aBlindNotice({ state: "sees_again" }),
    subject: "[warning] a1b2c3d4e5/prod: watched again: log lines arrive",
  },
])("$subject", ({ notice, subject }) => {
  expect(subjectOf(notice)).toBe(subject);
});

test.each([
  {
    name: "what fails and where give way where there is no room, the cause stays",
    fault: aFault({
      stage: "a-stage-of-a-long-name",
      cause: "integration_misconfigured",
      reason: "invalid_request_to_aws_service",
    }),
    subject:
      "[critical] a1b2c3d4e5/a-stage-of-a-l...: integration_misconfigured (invalid_request_to_aws_service)",
  },
  {
    name: "a cause without reasons stands alone",
    fault: aFault({ cause: "unauthorized", reason: "none" }),
    subject: "[critical] a1b2c3d4e5/prod: POST /orders answers 502, unauthorized",
  },
  {
    name: "what is not ASCII is a question mark",
    fault: aFault({ route: "GET /größe/💥", cause: "unauthorized", reason: "none" }),
    subject: "[critical] a1b2c3d4e5/prod: GET /gr??e/? answers 502, unauthorized",
  },
  {
    name: "an API that the log does not name is said to be so",
    fault: { fingerprint: "v1:1", cause: "unauthorized", reason: "none" } as const,
    subject: "[critical] unnamed API: An API answers 502, unauthorized",
  },
])("$name", ({ fault, subject }) => {
  expect(subjectOf(anIncidentNotice({ fault }))).toBe(subject);
});

test("without a status the failure is only that it fails", () => {
  const { sample: _, ...notice } = anIncidentNotice();
  expect(subjectOf(notice)).toBe(
    "[critical] a1b2c3d4e5/prod: POST /orders fails, malformed_proxy_response (body_not_string)",
  );
});

test("SNS takes every subject, whatever the log holds", () => {
  fc.assert(
    fc.property(hostileTelling, ({ notice }) => {
      expect(subjectOf(notice)).toMatch(PRINTABLE);
    }),
  );
});
