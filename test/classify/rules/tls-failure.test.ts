import { describe, expect, test } from "vitest";
import { ended, misconfigured, SEND_TO_HOST, verdictOf } from "../trace-of.ts";

test.each([
  [
    "Host name 'a.example.com' does not match the certificate subject provided by the peer (CN=b.example.com)",
    "hostname_mismatch",
  ],
  ["Host name 'a.example.com' doesn't match the certificate subject", "hostname_mismatch"],
  [
    "Certificate for <a.example.com> doesn't match any of the subject alternative names: [b.example.com]",
    "hostname_mismatch",
  ],
  [
    "PKIX path validation failed: java.security.cert.CertPathValidatorException: validity check failed",
    "expired_certificate",
  ],
  [
    "PKIX path validation failed: java.security.cert.CertPathValidatorException: timestamp check failed",
    "expired_certificate",
  ],
  ["certificate has expired", "expired_certificate"],
  ["java.security.cert.CertificateExpiredException: NotAfter", "expired_certificate"],
  ["Received fatal alert: certificate_expired", "expired_certificate"],
  [
    "PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target",
    "untrusted_certificate",
  ],
  ["unable to find valid certification path to requested target", "untrusted_certificate"],
  ["No trusted certificate found", "untrusted_certificate"],
  ["self-signed certificate in certificate chain", "untrusted_certificate"],
  ["self signed certificate", "untrusted_certificate"],
  ["General SSLEngine problem", "handshake_failure"],
  ["javax.net.ssl.SSLHandshakeException: no cipher suites in common", "handshake_failure"],
  ["javax.net.ssl.SSLException: closed", "handshake_failure"],
  ["Unrecognized SSL message, plaintext connection?", "handshake_failure"],
  ["Received fatal alert: internal_error", "handshake_failure"],
  ["Remote host closed connection during handshake", "handshake_failure"],
])("'%s' is %s", (message, reason) => {
  expect(verdictOf([SEND_TO_HOST, misconfigured(message), ended(500)])).toBe(
    `tls_failure/${reason}`,
  );
});

test("the sentence is read in an access log too", () => {
  const error = misconfigured("PKIX path building failed: unable to find valid certification path");
  expect(verdictOf({ status: "500", "integration.error": error })).toBe(
    "tls_failure/untrusted_certificate",
  );
});

test("a certificate that the function met in its own call is the function's error", () => {
  const line =
    "Lambda execution failed with status 200 due to customer function error: self-signed certificate. Lambda request id: 1";
  expect(verdictOf([line, ended(502)])).toBe("lambda_function_error/unhandled_exception");
});

describe("a client's certificate that a domain with mutual TLS refuses is no backend's", () => {
  test.each([
    "Access denied. Reason: self signed certificate",
    "Access denied. Reason: Could not find issuer for certificate",
    "Access denied. Reason: Certificate has expired",
    "Access denied. Reason: Client cert using an insecure Signature Algorithm",
  ])("%s", (refusal) => {
    expect(verdictOf([refusal])).toBe("unclassified");
    expect(verdictOf([refusal, ended(403)])).toBe("unclassified");
    const typed = "Gateway response type: ACCESS_DENIED with status code: 403";
    expect(verdictOf([refusal, typed])).toBe("unclassified");
    expect(verdictOf({ status: "403", "error.message": refusal })).toBe("unclassified");
  });

  test("but another refusal with a reason is read as before", () => {
    const typed = "Gateway response type: ACCESS_DENIED with status code: 403";
    expect(verdictOf(["Access denied. Reason: closed", typed])).toBe("authorizer_denied/unknown");
  });
});
