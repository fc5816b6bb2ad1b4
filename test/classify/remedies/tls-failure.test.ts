import { describe, expect, test } from "vitest";
import { tlsFailureRemedies } from "../../../shared/classify/remedies/tls-failure.ts";
import type { Remedy } from "../../../shared/domain/remedy.ts";
import { commandsOf, HTTP, sentencesOf, TO_HOST } from "./facts.ts";

function everythingIn(remedy: Remedy): string {
  return [...sentencesOf(remedy), ...commandsOf(remedy)].join("\n");
}

describe("skipping verification", () => {
  test.each([
    { reason: "untrusted_certificate", advised: true },
    { reason: "hostname_mismatch", advised: false },
    { reason: "expired_certificate", advised: false },
  ] as const)(
    "is advised for $reason: $advised, since dates and names are still checked",
    (row) => {
      const commands = commandsOf(tlsFailureRemedies[row.reason](TO_HOST, [])).join("\n");
      expect(commands.includes("insecureSkipVerification")).toBe(row.advised);
    },
  );

  test("takes a private root that is a CA only, and an HTTP API has none of it", () => {
    const rest = tlsFailureRemedies.untrusted_certificate(TO_HOST, []);
    expect(rest.caution).toContain("CA:TRUE, keyCertSign");
    const http = tlsFailureRemedies.untrusted_certificate(HTTP, []);
    expect(everythingIn(http)).not.toContain("insecureSkipVerification");
    expect(http.caution).toContain("Only REST APIs can skip");
  });
});

describe("on an HTTP API", () => {
  test("a public backend gets another URI, a private one a name to verify", () => {
    const commands = commandsOf(tlsFailureRemedies.hostname_mismatch(HTTP, [])).join("\n");
    expect(commands).toContain("--integration-uri 'https://<name-in-certificate>/<path>'");
    expect(commands).toContain("--tls-config 'ServerNameToVerify=<name-in-certificate>'");
  });

  test("no client certificate is set on a stage", () => {
    const advice = everythingIn(tlsFailureRemedies.handshake_failure(HTTP, []));
    expect(advice).not.toContain("generate-client-certificate");
  });
});
