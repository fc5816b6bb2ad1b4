import { expect, test } from "vitest";
import type { AccessFields } from "../../../shared/domain/record.ts";
import { answered, COMPLETED, ended, SEND_TO_FUNCTION, verdictOf } from "../trace-of.ts";

const TIMEOUT = "integration_timeout/deadline_exceeded";

test.each([
  [
    "the execution log's sentence",
    [SEND_TO_FUNCTION, "Execution failed due to a timeout error", ended(504)],
  ],
  ["the client's body", ['{"message": "Endpoint request timed out"}']],
  ["the older sentence", ["Timeout waiting for endpoint response"]],
])("%s is a timeout", (_, lines) => {
  expect(verdictOf(lines)).toBe(TIMEOUT);
});

const LONG: AccessFields = {
  routeKey: "GET /orders",
  status: "503",
  "error.message": "Service Unavailable",
};

test.each<[string, AccessFields, string]>([
  ["a message", { status: "504", "error.message": "Endpoint request timed out" }, TIMEOUT],
  ["a response type", { "error.responseType": "INTEGRATION_TIMEOUT" }, TIMEOUT],
  ["an HTTP API after 29 s", { ...LONG, "integration.latency": "29000" }, TIMEOUT],
  ["an HTTP API after 29 s in all", { ...LONG, responseLatency: "30002" }, TIMEOUT],
  ["an HTTP API that waited less", { ...LONG, "integration.latency": "28999" }, "unclassified"],
  ["an HTTP API of which no time is logged", LONG, "unclassified"],
  [
    "another message after 30 s",
    { ...LONG, responseLatency: "30002", "error.message": "Internal Server Error" },
    "unclassified",
  ],
  [
    "a REST API, whose limit can be raised",
    { status: "503", "error.message": "Service Unavailable", responseLatency: "30002" },
    "unclassified",
  ],
  ["a 504 that nothing explains", { status: "504" }, "unclassified"],
  [
    "a 504 of the backend",
    { status: "504", integrationStatus: "504" },
    "backend_error/http_backend_5xx",
  ],
])("in an access log, %s", (_, fields, verdict) => {
  expect(verdictOf(fields)).toBe(verdict);
});

test("a 200 whose body speaks of a timeout is a success", () => {
  const lines = [answered('"Execution failed due to a timeout error"'), COMPLETED, ended(200)];
  expect(verdictOf(lines)).toBe("success");
});
