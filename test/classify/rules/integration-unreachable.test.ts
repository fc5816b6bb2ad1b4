import { expect, test } from "vitest";
import { ended, misconfigured, SEND_TO_HOST, SEND_TO_QUEUE, verdictOf } from "../trace-of.ts";

const NETWORK = "Execution failed due to a network error communicating with endpoint";

test.each([
  [misconfigured("Invalid endpoint address"), "invalid_endpoint"],
  ["Invalid endpoint address", "invalid_endpoint"],
  [
    misconfigured("Illegal character in path at index 30: https://a.example.com/x y"),
    "invalid_endpoint",
  ],
  [misconfigured("Expected authority at index 8: https://"), "invalid_endpoint"],
  [
    misconfigured("Malformed escape pair at index 40: https://a.example.com/%zz"),
    "invalid_endpoint",
  ],
  [misconfigured("Host name may not be null"), "invalid_endpoint"],
  [NETWORK, "network_error"],
  [`${NETWORK}: Connection is closed`, "network_error"],
  [`${NETWORK}: Connection reset by peer`, "network_error"],
  [misconfigured("Connection reset"), "network_error"],
  [misconfigured("Connection is closed"), "network_error"],
  [misconfigured("No route to host"), "network_error"],
  [misconfigured("Broken pipe"), "network_error"],
  [`${NETWORK}: Connection refused`, "connection_refused"],
  [`${NETWORK}: Connection timed out`, "connection_timeout"],
  [`${NETWORK}: connect timed out`, "connection_timeout"],
  [`${NETWORK}: Connection timeout`, "connection_timeout"],
  [`${NETWORK}: io.netty.channel.ConnectTimeoutException`, "connection_timeout"],
  [`${NETWORK}: java.net.UnknownHostException: a.example.com`, "dns_failure"],
  [`${NETWORK}: unknown host a.example.com`, "dns_failure"],
  [`${NETWORK}: Name or service not known`, "dns_failure"],
  [`${NETWORK}: could not resolve host: a.example.com`, "dns_failure"],
  [`${NETWORK}: failed to resolve a.example.com`, "dns_failure"],
  [`${NETWORK}: NXDOMAIN`, "dns_failure"],
  ["Network error communicating with endpoint: Connection refused", "connection_refused"],
])("'%s' is %s", (line, reason) => {
  expect(verdictOf([SEND_TO_HOST, line, ended(504)])).toBe(`integration_unreachable/${reason}`);
});

test.each([
  { name: "the whole sentence", error: NETWORK, reason: "network_error" },
  { name: "the detail alone", error: "Connection refused", reason: "connection_refused" },
])("an access log's integration error is read: $name", ({ error, reason }) => {
  expect(verdictOf({ status: "504", "integration.error": error })).toBe(
    `integration_unreachable/${reason}`,
  );
});

test("an illegal query is a broken address for a host, a broken request for an AWS service", () => {
  const line = "Illegal character in query at index 40";
  expect(verdictOf([SEND_TO_HOST, line])).toBe("integration_unreachable/invalid_endpoint");
  expect(verdictOf([SEND_TO_QUEUE, line])).toBe(
    "integration_misconfigured/invalid_request_to_aws_service",
  );
});

test("the network's words in a sentence that is not the gateway's prove nothing", () => {
  expect(verdictOf(["The request took long. Connection timed out after 10000 ms."])).toBe(
    "unclassified",
  );
});

test("an access log names a failed connection by the type of the response alone", () => {
  const told = { status: "503", "error.responseType": "INTEGRATION_NETWORK_FAILURE" };
  expect(verdictOf(told)).toBe("integration_unreachable/network_error");
});
