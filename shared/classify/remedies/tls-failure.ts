import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { namesOf } from "./names.ts";
import { PAGES } from "./pages.ts";
import { type Remedies, say } from "./remedies.ts";
import { changeIntegration, redeploy, showIntegration } from "./steps-api.ts";
import { showCertificate } from "./steps-network.ts";

const DANGER =
  "Skipping verification lets anybody between gateway and backend read and change the traffic: never for public backends, and only until the certificate is mended.";

/** The gateway does not accept the backend's certificate or handshake. */
export const tlsFailureRemedies: Remedies<"tls_failure"> = {
  untrusted_certificate: (facts) => ({
    meaning:
      "The gateway does not trust the backend's certificate: self-signed, from a private authority, or sent without its intermediates.",
    confirm: [...showCertificate(facts), ...showIntegration(facts)],
    fix: [
      say(
        "Have the server send its certificate and all intermediates (fullchain.pem, not cert.pem), in that order.",
      ),
      say(
        "Use a certificate of a public authority the gateway knows: one from ACM on a load balancer in front is enough.",
      ),
      ...skipVerification(facts),
    ],
    caution: DANGER,
    page: PAGES.certificates,
  }),
  hostname_mismatch: (facts) => ({
    meaning: `The certificate the backend shows is not for the name in the integration (${namesOf(facts).host}).`,
    confirm: [...showCertificate(facts), ...showIntegration(facts)],
    fix: [
      changeIntegration(
        facts,
        "Call the backend by a name that is in its certificate (behind a VPC link too: the URI's host is what is checked).",
        [{ op: "replace", path: "/uri", value: "https://<name-in-certificate>/<path>" }],
        namesOf(facts).apiType === "HTTP"
          ? ["--tls-config", "ServerNameToVerify=<name-in-certificate>"]
          : ["--integration-uri", "https://<name-in-certificate>/<path>"],
      ),
      redeploy(facts),
      say("Or get a certificate with the name you call among its subject alternative names."),
      ...skipVerification(facts),
    ],
    caution: DANGER,
    page: PAGES.tlsConfig,
  }),
  expired_certificate: (facts) => ({
    meaning: "The backend's certificate, or one in its chain, has expired or is not valid yet.",
    confirm: [...showCertificate(facts), ...showIntegration(facts)],
    fix: [
      say(
        "Renew the certificate and reload the server; renew or drop an expired intermediate as well.",
      ),
      say(
        "Automate it: ACM renews by itself, certbot needs its timer and a reload hook; alarm 21 days before the end.",
      ),
      ...skipVerification(facts),
    ],
    caution: DANGER,
    page: PAGES.certificates,
  }),
  handshake_failure: (facts) => ({
    meaning:
      "Gateway and backend could not agree on TLS: protocol version, cipher, server name or a client certificate the backend asks for.",
    confirm: [...showCertificate(facts), ...showIntegration(facts)],
    fix: [
      say(
        "Offer TLS 1.2 with ECDHE ciphers on the backend, and answer to the server name (SNI) of the integration.",
      ),
      say(
        "If the backend asks for a client certificate, create one (generate-client-certificate), set it on the stage and trust it in the backend; the gateway sends no other.",
      ),
      say(
        "If nothing on that port speaks TLS, the integration's URI must say http or name another port.",
      ),
    ],
    caution:
      "Allowing older protocols or ciphers weakens every other client of the backend as well.",
    page: PAGES.httpIntegration,
  }),
};

function skipVerification(facts: RequestFacts): readonly Step[] {
  if (namesOf(facts).apiType !== "REST") return [];
  return [
    changeIntegration(
      facts,
      "Last resort, dangerous: skip verification (REST, HTTP and HTTP_PROXY integrations), for as long as it takes to mend the certificate. Deploy afterwards.",
      [{ op: "replace", path: "/tlsConfig/insecureSkipVerification", value: "true" }],
      [],
    ),
  ];
}
