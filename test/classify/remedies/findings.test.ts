import { describe, expect, test } from "vitest";
import { authorizerMalformedResponseRemedies } from "../../../shared/classify/remedies/authorizer-malformed-response.ts";
import { malformedProxyResponseRemedies } from "../../../shared/classify/remedies/malformed-proxy-response.ts";
import type { Finding } from "../../../shared/domain/verdict.ts";
import { REST, sentencesOf } from "./facts.ts";

describe("what is wrong with a payload", () => {
  const finding = (level: Finding["level"], path: string, fix: string): Finding => ({
    level,
    path,
    fix,
    found: "secret",
    wanted: "text",
  });

  test("is the fix, warnings left out, as sentences, and general advice does not repeat it", () => {
    const findings = [
      finding("warning", "$.a", "drop it"),
      finding("error", "$.body", "write `JSON.stringify(body)`"),
      finding("error", "$.headers", "Return an object."),
    ];
    const { fix } = malformedProxyResponseRemedies.body_not_string(REST, findings);
    expect(fix.filter(({ command }) => command === undefined)).toEqual([
      { text: "At $.body: write `JSON.stringify(body)`." },
      { text: "At $.headers: Return an object." },
    ]);
    const general = malformedProxyResponseRemedies.body_not_string(REST, findings.slice(0, 1));
    expect(general.fix[0]?.text).toContain("Serialise it");
  });

  test("is bounded: five findings, 500 characters each, nothing unprintable, never the payload", () => {
    const findings = Array.from({ length: 9 }, (_, at) =>
      finding("error", `$.f${at}`, `\u001b[31m${"x".repeat(900)}`),
    );
    const remedy = malformedProxyResponseRemedies.unknown(REST, findings);
    const changes = remedy.fix.filter(({ text }) => text.startsWith("At $.f"));
    expect(changes.map(({ text }) => text.length)).toEqual([500, 500, 500, 500, 500]);
    const all = sentencesOf(remedy).join("");
    expect(all).not.toContain("secret");
    expect(all).not.toContain("\u001b");
  });

  test.each([
    { name: "a proxy response", remedyFor: malformedProxyResponseRemedies.unknown },
    { name: "a known defect of it", remedyFor: malformedProxyResponseRemedies.invalid_headers },
    { name: "an authorizer's answer", remedyFor: authorizerMalformedResponseRemedies.unknown },
    {
      name: "a known defect of that",
      remedyFor: authorizerMalformedResponseRemedies.invalid_context,
    },
  ])("is the first fix of $name", ({ remedyFor }) => {
    const { fix } = remedyFor(REST, [finding("error", "$.x", "mend it")]);
    expect(fix[0]).toEqual({ text: "At $.x: mend it." });
  });
});
