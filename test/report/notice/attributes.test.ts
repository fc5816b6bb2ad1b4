import fc from "fast-check";
import { expect, test } from "vitest";
import { attributesOf } from "../../../shared/report/notice/attributes.ts";
import { hostileTelling } from "../../build/hostile-notices.ts";
import { aBlindNotice, aDigest, aFault, anIncidentNotice } from "../../build/notices.ts";

const REFUSED = /[\p{Cc}\p{Cs}\u{10000}-\u{10FFFF}\uFFFE\uFFFF]/u;

test("an incident's notice can be filtered by what, where and how urgent", () => {
  expect(attributesOf(anIncidentNotice())).toEqual({
    notice: "opened",
    cause: "malformed_proxy_response",
    reason: "body_not_string",
    api: "a1b2c3d4e5",
    stage: "prod",
    severity: "critical",
    noticeId: "v1:0123456789abcdef-1:opened-1",
  });
});

test("a digest is about no single cause", () => {
  expect(attributesOf(aDigest())).toEqual({
    notice: "digest",
    severity: "critical",
    noticeId: "digest:7",
  });
});

test("a blind notice is about a stage", () => {
  expect(attributesOf(aBlindNotice())).toEqual({
    notice: "blind",
    api: "a1b2c3d4e5",
    stage: "prod",
    severity: "warning",
    noticeId: "blind:prod:1",
  });
});

test.each([
  { name: "what is unknown", stage: undefined },
  { name: "what is empty", stage: "" },
  { name: "what is nothing but characters that SNS refuses", stage: "\u0000\ud800💥\uffff" },
])("$name is left out", ({ stage }) => {
  const { stage: _, ...fault } = aFault();
  const notice = anIncidentNotice({ fault: { ...fault, ...(stage !== undefined && { stage }) } });
  expect(attributesOf(notice)).not.toHaveProperty("stage");
});

test("characters that SNS refuses are taken out of the others", () => {
  const notice = anIncidentNotice({ fault: aFault({ stage: "pr\nod\u{1f4a5}\ud800" }) });
  expect(attributesOf(notice)).toMatchObject({ stage: "prod" });
});

test("SNS takes every attribute, whatever the log holds", () => {
  fc.assert(
    fc.property(hostileTelling, ({ notice }) => {
      for (const value of Object.values(attributesOf(notice))) {
        expect(value.length).toBeGreaterThan(0);
        expect(value.length).toBeLessThanOrEqual(256);
        expect(value).not.toMatch(REFUSED);
      }
    }),
  );
});

test("a value stops at 256 characters", () => {
  const notice = anIncidentNotice({ fault: aFault({ stage: "s".repeat(300) }) });
  expect(attributesOf(notice)).toMatchObject({ stage: "s".repeat(256) });
});
