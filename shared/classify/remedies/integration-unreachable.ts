import type { Step } from "../../domain/remedy.ts";
import type { RequestFacts } from "../../domain/verdict.ts";
import { namesOf } from "./names.ts";
import { PAGES } from "./pages.ts";
import type { Remedies } from "./remedies.ts";
import { say } from "./remedies.ts";
import { changeIntegration, redeploy, showIntegration } from "./steps-api.ts";
import { callBackend, resolveHost } from "./steps-network.ts";

const LET_THE_GATEWAY_IN =
  "A public API calls from changing addresses of AWS: firewall and allow list must let them in, or the backend goes behind a VPC link.";

/** The gateway could not get through to the backend. */
export const integrationUnreachableRemedies: Remedies<"integration_unreachable"> = {
  network_error: (facts) => ({
    meaning:
      "The connection to the backend broke before an answer came: it closed, reset or never completed it.",
    confirm: [callBackend(facts), ...showIntegration(facts)],
    fix: [
      say(
        "If it happens now and then: raise the backend's keep-alive (idle) timeout above that of whoever calls it, else it closes a connection just as it is used again.",
      ),
      say(
        "If it happens always: see the backend's own log for crashes and restarts, and its connection limits.",
      ),
      say(LET_THE_GATEWAY_IN),
      say("Let clients retry requests that are safe to repeat, with backoff."),
    ],
    caution:
      "A request whose connection broke may have been carried out: make it idempotent before you retry it.",
    page: PAGES.httpIntegration,
  }),
  connection_refused: (facts) => ({
    meaning: `Nothing listens at ${place(namesOf(facts))}: the backend is down, or host or port in the integration is wrong.`,
    confirm: [callBackend(facts), resolveHost(facts), ...showIntegration(facts)],
    fix: [
      say(
        "Start the backend, or have it listen on all its addresses (0.0.0.0), not on localhost alone.",
      ),
      setUri(facts, "Or set the right host and port."),
      redeploy(facts),
    ],
    caution: "A REST API keeps calling the old address until it is deployed.",
    page: PAGES.httpIntegration,
  }),
  connection_timeout: (facts) => ({
    meaning: `The backend at ${place(namesOf(facts))} did not take the connection: a firewall drops it, or the address cannot be reached from AWS.`,
    confirm: [resolveHost(facts), callBackend(facts), ...showIntegration(facts)],
    fix: [
      say(LET_THE_GATEWAY_IN),
      say(
        "If it works from inside its network only, it is private: use a VPC link integration instead of a public URL.",
      ),
      say(
        "Check security group, network ACL (both directions) and the backend's full accept queue.",
      ),
    ],
    caution:
      "Opening a backend to all addresses also opens it past the gateway: require a client certificate, secret header or VPC link.",
    page: PAGES.restPrivateIntegration,
  }),
  dns_failure: (facts) => ({
    meaning: `The backend's name ${namesOf(facts).host} cannot be resolved from where the gateway stands.`,
    confirm: [resolveHost(facts), ...showIntegration(facts)],
    fix: [
      say(
        "Create or mend the record in public DNS; a name in a private hosted zone is unknown to a public integration and needs a VPC link.",
      ),
      setUri(facts, "Or set the right name; see that a stage variable in it has a value."),
      redeploy(facts),
    ],
    caution: "Resolvers keep a failed look-up for some minutes after the record is there.",
    page: PAGES.httpIntegration,
  }),
  invalid_endpoint: (facts) => ({
    meaning:
      "The integration's URI is not an address the gateway can call: malformed, not http(s), a private address, or with an empty variable in it.",
    confirm: [...showIntegration(facts)],
    fix: [
      say(
        "Write it as https://host[:port]/path with every {parameter} mapped and every stage variable in it set; path values must be URL-encoded.",
      ),
      setUri(facts, "Set the address."),
      redeploy(facts),
    ],
    caution: "A REST API keeps calling the old address until it is deployed.",
    page: PAGES.httpIntegration,
  }),
};

function place({ host, port }: { readonly host: string; readonly port: string }): string {
  return `${host}:${port}`;
}

function setUri(facts: RequestFacts, text: string): Step {
  return changeIntegration(
    facts,
    text,
    [{ op: "replace", path: "/uri", value: "https://<host>/<path>" }],
    ["--integration-uri", "https://<host>/<path>"],
  );
}
