import { expect, test } from "vitest";
import { classify } from "../../../shared/classify/classify.ts";
import { ended, misconfigured, SEND_TO_FUNCTION, traceOf, verdictOf } from "../trace-of.ts";

const BALANCER = "https://orders-0a1b.elb.eu-west-1.amazonaws.com/orders";
const SEND_TO_BALANCER = `Sending request to ${BALANCER}`;
const WHILE_EXECUTING = "There was an internal error while executing your request";

test.each([
  ["Execution failed due to an vpc link error", "network_error"],
  ["Execution failed due to a VPC link error", "network_error"],
  [misconfigured("VpcLink a1b2c3 is not in AVAILABLE state"), "link_not_available"],
  [misconfigured("VPC link a1b2c3 is not available"), "link_not_available"],
  [misconfigured("No healthy targets in the target group"), "target_unhealthy"],
  [misconfigured("No registered targets"), "target_unhealthy"],
  [misconfigured(WHILE_EXECUTING), "unknown"],
  [WHILE_EXECUTING, "unknown"],
])("'%s' is %s", (line, reason) => {
  expect(verdictOf([SEND_TO_BALANCER, line, ended(500)])).toBe(`vpc_link_unavailable/${reason}`);
});

test("a VPC link that is said to be available is not blamed", () => {
  expect(verdictOf([misconfigured("VpcLink a1b2c3 is available"), ended(500)])).toBe(
    "unclassified",
  );
});

test("a function has no VPC link: the same internal error is the gateway's own", () => {
  expect(verdictOf([SEND_TO_FUNCTION, misconfigured(WHILE_EXECUTING)])).toBe(
    "gateway_internal_error/internal_error",
  );
});

test("the target is the VPC link's host", () => {
  const { facts } = classify(traceOf([SEND_TO_BALANCER, misconfigured(WHILE_EXECUTING)]));
  expect(facts.target).toEqual({
    kind: "vpc_link",
    host: "orders-0a1b.elb.eu-west-1.amazonaws.com",
  });
});
