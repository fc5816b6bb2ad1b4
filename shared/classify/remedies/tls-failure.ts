import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { namesOf } from "./names.ts";
import { PAGES } from "./pages.ts";
import { type Remedies, say } from "./remedies.ts";
import { changeIntegration, redeploy, showIntegration } from "./steps-api.ts";
import { showCertificate } from "./steps-network.ts";

const DANGER =
  "Skipping verification lets anybody between gateway and backend read and change the traffic: never for public backends, and only until the certificate is mended. Dates, name and root are still checked: a private root must be a CA (CA:TRUE, keyCertSign), and a certificate signed by itself may still fail.";

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
    caution:
      namesOf(facts).apiType === "REST"
        ? DANGER
        : "Only REST APIs can skip verification: here the certificate itself must be one the gateway trusts.",
    page: PAGES.certificates,
  }),
  hostname_mismatch: (facts) => ({
    meaning: `The certificate the backend shows is not for the name in the integration (${namesOf(facts).host}).`,
    confirm: [...showCertificate(facts), ...showIntegration(facts)],
    fix: [
      changeIntegration(
        facts,
        "Call the backend by a name that is in its certificate (behind a REST API's VPC link too: the URI's host is what is checked).",
        [{ op: "replace", path: "/uri", value: "https://<name-in-certificate>/<path>" }],
        ["--integration-uri", "https://<name-in-certificate>/<path>"],
      ),
      ...verifyName(facts),
      redeploy(facts),
      say("Or get a certificate with the name you call among its subject alternative names."),
    ],
    caution:
      "Another name may lead to another site of the same server: call it with curl first. Skipping verification (REST) does not help, since the name is still checked.",
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
    ],
    caution:
      "No setting of the gateway lets it pass: even without verification (REST) the dates are checked. Clients that pin the old certificate need the new one too.",
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
        namesOf(facts).apiType === "HTTP"
          ? "If the backend asks for a client certificate: an HTTP API has none to send, so have the backend do without, or use a REST API, whose stages can have one."
          : "If the backend asks for a client certificate, create one (generate-client-certificate), set it on the stage and trust it in the backend; the gateway sends no other.",
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

/** Which name the gateway looks for, where the URI of a private integration has none: a listener's ARN. */
function verifyName(facts: RequestFacts): readonly Step[] {
  if (namesOf(facts).apiType !== "HTTP") return [];
  return [
    changeIntegration(
      facts,
      "If it is behind a VPC link, the URI is a listener's and stays: say which name to look for instead.",
      [],
      ["--tls-config", "ServerNameToVerify=<name-in-certificate>"],
    ),
  ];
}

function skipVerification(facts: RequestFacts): readonly Step[] {
  if (namesOf(facts).apiType !== "REST") return [];
  return [
    changeIntegration(
      facts,
      "Last resort for a private authority's certificate, dangerous: skip verification (HTTP and HTTP_PROXY integrations), for as long as it takes to mend the certificate. Deploy afterwards.",
      [{ op: "replace", path: "/tlsConfig/insecureSkipVerification", value: "true" }],
      [],
    ),
  ];
}
