import type { RequestFacts } from "../../domain/verdict.ts";
import { namesOf } from "./names.ts";
import { PAGES } from "./pages.ts";
import { type Remedies, say } from "./remedies.ts";
import { changeIntegration, redeploy } from "./steps-api.ts";
import { raiseEvidence } from "./steps-evidence.ts";
import { admitTraffic, loadBalancerAccess, showVpcLink, targetHealth } from "./steps-network.ts";

/** The private way to the backend does not work. */
export const vpcLinkUnavailableRemedies: Remedies<"vpc_link_unavailable"> = {
  target_unhealthy: (facts) => ({
    meaning: "The load balancer behind the VPC link has no healthy target to pass the request to.",
    confirm: [...showVpcLink(facts), ...targetHealth(facts)],
    fix: [
      say(
        "Mend the health check before the targets: its path must answer 200 (or the codes in the matcher) on the traffic port without a login.",
      ),
      say(
        "Let the load balancer reach the targets: their security group must admit it on the traffic and health-check port.",
      ),
      say(
        "Keep a target in every zone the link uses, or switch on cross-zone load balancing; then register or restart the targets.",
      ),
      ...admitTraffic(facts),
    ],
    caution: balancerCost(facts),
    page: pageFor(facts),
  }),
  link_not_available: (facts) => ({
    meaning:
      "The VPC link is not AVAILABLE: still pending, failed, inactive or deleted, or its load balancer is gone.",
    confirm: showVpcLink(facts),
    fix: [
      say(
        "PENDING lasts some minutes; FAILED names its reason in statusMessage; a VPC link V2 without traffic for 60 days goes INACTIVE and wakes with the next requests.",
      ),
      say(
        "If it failed or was deleted, create a new link to the load balancer (create-vpc-link) and wait until it is AVAILABLE.",
      ),
      changeIntegration(
        facts,
        "Then give its id to the integration.",
        [{ op: "replace", path: "/connectionId", value: "<new-vpc-link-id>" }],
        ["--connection-id", "<new-vpc-link-id>"],
      ),
      redeploy(facts),
    ],
    caution:
      "A link takes minutes to create, and every integration that uses the old one must be moved.",
    page: pageFor(facts),
  }),
  network_error: (facts) => ({
    meaning:
      "The connection through the VPC link broke; seen alone it often passes, seen often it is the targets or the load balancer.",
    confirm: [...showVpcLink(facts), loadBalancerAccess(facts), ...targetHealth(facts)],
    fix: [
      say(
        "Have the backend keep idle connections open longer than the load balancer does (350 s for a Network Load Balancer, 60 s for an Application Load Balancer, unless changed).",
      ),
      say(
        "Look for targets that are deregistered or restarted at those times, and give them a deregistration delay.",
      ),
      ...admitTraffic(facts),
    ],
    caution: balancerCost(facts),
    page: pageFor(facts),
  }),
  unknown: (facts) => ({
    meaning:
      "The gateway could not get an answer through the VPC link; target, listener, network ACL or security group, and the log does not say which.",
    confirm: [
      ...showVpcLink(facts),
      loadBalancerAccess(facts),
      ...targetHealth(facts),
      ...raiseEvidence(facts),
    ],
    fix: [
      say("Register targets that pass the health check, in every zone the link uses."),
      ...admitTraffic(facts),
      say(
        `The integration's port must be one the load balancer listens on, and the protocol the same (https needs a TLS listener or target); integration host: ${namesOf(facts).host}.`,
      ),
    ],
    caution: balancerCost(facts),
    page: pageFor(facts),
  }),
};

function balancerCost(facts: RequestFacts): string {
  const groups =
    namesOf(facts).apiType === "REST"
      ? " set-security-groups replaces all groups of the load balancer, so one left out may shut others out."
      : "";
  return `Cross-zone load balancing costs traffic between zones. A looser security group lets in more than the gateway.${groups}`;
}

function pageFor(facts: RequestFacts): string {
  return namesOf(facts).apiType === "HTTP" ? PAGES.vpcLinks : PAGES.restPrivateIntegration;
}
