import { refusesClientCertificate } from "../client-certificate.ts";
import { type CauseRule, firstSaid, type Wording } from "../rule.ts";

const WORDINGS: readonly Wording<"tls_failure">[] = [
  { says: "does not match the certificate subject", reason: "hostname_mismatch" },
  { says: "subject alternative", reason: "hostname_mismatch" },
  { says: "validity check failed", reason: "expired_certificate" },
  { says: "timestamp check failed", reason: "expired_certificate" },
  { says: "certificate has expired", reason: "expired_certificate" },
  { says: "certificateexpiredexception", reason: "expired_certificate" },
  { says: "certificate_expired", reason: "expired_certificate" },
  { says: "pkix path", reason: "untrusted_certificate" },
  { says: "unable to find valid certification path", reason: "untrusted_certificate" },
  { says: "no trusted certificate found", reason: "untrusted_certificate" },
  { says: "self-signed certificate", reason: "untrusted_certificate" },
  { says: "self signed certificate", reason: "untrusted_certificate" },
  { says: "general sslengine problem", reason: "handshake_failure" },
  { says: "sslhandshakeexception", reason: "handshake_failure" },
  { says: "sslexception", reason: "handshake_failure" },
  { says: "unrecognized ssl message", reason: "handshake_failure" },
  { says: "received fatal alert", reason: "handshake_failure" },
  { says: "handshake", reason: "handshake_failure" },
];

export const tlsFailure: CauseRule<"tls_failure"> = {
  cause: "tls_failure",
  summary: "No encrypted connection to the backend could be made.",
  spec: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-supported-certificate-authorities-for-http-endpoints.html",
  statuses: [500, 502],
  looksFor: "a certificate or a handshake that failed",
  match(reading) {
    const { integrationStatements } = reading;
    const ofBackend = integrationStatements.filter((said) => !refusesClientCertificate(said));
    return firstSaid(ofBackend, WORDINGS);
  },
};
