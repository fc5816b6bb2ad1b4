import { describe, expect, test } from "vitest";
import type { AccessFields } from "../../shared/domain/record.ts";
import { accessIn, fieldsIn, read } from "../build/parsed.ts";

const NOON = Date.UTC(2026, 6, 20, 12);

/** A record that is one of an access log whatever else it holds. */
const base = { requestId: "r", status: "500", routeKey: "GET /pets" };

function fieldsOf(more: object): AccessFields {
  return fieldsIn(read(JSON.stringify({ ...base, ...more })));
}

describe("a value", () => {
  test.each(["-", "", "(none)", "null", "undefined", null, " - "])("%j is not set", (value) => {
    expect(fieldsOf({ integrationError: value })).toEqual(base);
  });

  test("that is a dash is known to have been logged", () => {
    const more = { integrationStatus: "-", integrationError: "", error_message: "-", msg: "x" };
    const { fields, unset } = accessIn(read(JSON.stringify({ ...base, ...more })));
    expect(fields).toEqual({ ...base, "error.message": "x" });
    expect(unset).toEqual(["integrationStatus"]);
  });

  test("under message is a line about the whole where the gateway's has a name of its own", () => {
    const message = "192.0.2.1 - GET /pets (GET /pets) - 500 [12 ms]";
    const unset = { error: { message: "-" } };
    expect(fieldsOf({ message, ...unset })).toEqual(base);
    expect(fieldsOf({ message })).toEqual({ ...base, "error.message": message });
    expect(fieldsOf({ message: "Endpoint request timed out", ...unset })).toEqual({
      ...base,
      "error.message": "Endpoint request timed out",
    });
  });

  test.each([
    {
      what: "in quotes twice",
      written: ' "Endpoint request timed out"',
      value: "Endpoint request timed out",
    },
    {
      what: "with quotes of its own at the end",
      written: 'wrong type for field "body"',
      value: 'wrong type for field "body"',
    },
    {
      what: "that is a link",
      written: "[api.example.com](https://api.example.com/x)",
      value: "api.example.com",
    },
    { what: "that is a number", written: 5, value: "5" },
    { what: "that is true", written: true, value: "true" },
    { what: "with entities", written: "a &lt; b", value: "a &lt; b" },
  ])("$what is $value", ({ written, value }) => {
    expect(fieldsOf({ integrationError: written })).toEqual({
      ...base,
      "integration.error": value,
    });
  });

  test.each([
    { name: "reason", value: "WAF_FILTERED", field: "error.responseType" },
    { name: "errorType", value: "ACCESS_DENIED", field: "error.responseType" },
    { name: "errorMessage", value: "INTEGRATION_TIMEOUT", field: "error.responseType" },
    { name: "kind", value: "WAF_BLOCK", field: "wafResponseCode" },
    { name: "detail", value: "Lambda Customer Function Error:x", field: "integration.error" },
    { name: "errorType", value: "Sandbox.Timedout", field: "error.message" },
    {
      name: "errorType",
      value: "The Lambda function returned the following error: x",
      field: "integrationErrorMessage",
    },
  ])("decides where its name $name says little: $value", ({ name, value, field }) => {
    expect(fieldsOf({ [name]: value })).toEqual({ ...base, [field]: value });
  });

  test("that is a list is left out, and so is one deeper than six levels", () => {
    const deep = { a: { b: { c: { d: { e: { integration: { error: "x" } } } } } } };
    expect(fieldsOf({ integrationError: ["x"], ...deep })).toEqual(base);
  });

  test("beyond the first two thousand is left out", () => {
    const many = Object.fromEntries(
      Array.from({ length: 2000 }, (_, index) => [`n${index}`, index]),
    );
    expect(fieldsIn(read(JSON.stringify({ ...base, ...many, integrationError: "x" })))).toEqual(
      base,
    );
  });
});

test.each([
  { ids: { requestId: "r", extendedRequestId: "x" }, requestId: "r" },
  { ids: { requestId: "-", extendedRequestId: "x" }, requestId: "x" },
  { ids: { requestId: "-" }, requestId: undefined },
])("a request is known by its id, else by its extended id: $ids", ({ ids, requestId }) => {
  const record = accessIn(read(JSON.stringify({ status: "500", routeKey: "GET /pets", ...ids })));
  expect(record.requestId).toBe(requestId);
});

describe("the time of a request", () => {
  test.each([
    { what: "in milliseconds", more: { requestTimeEpoch: String(NOON) }, time: NOON },
    { what: "in seconds", more: { requestTimeEpoch: NOON / 1000 }, time: NOON },
    {
      what: "as the log writes it",
      more: { requestTime: "20/Jul/2026:14:00:00 +0200" },
      time: NOON,
      zone: "+02:00",
    },
    {
      what: "west of Greenwich",
      more: { requestTime: "20/Jul/2026:08:30:00 -0330" },
      time: NOON,
      zone: "-03:30",
    },
    {
      what: "both, the finer one wins",
      more: { requestTime: "20/Jul/2026:14:00:00 +0200", requestTimeEpoch: NOON + 5 },
      time: NOON + 5,
      zone: "+02:00",
    },
    {
      what: "as a date of the customer's",
      more: { timestamp: "2026-07-20T12:00:00Z" },
      time: NOON,
      zone: "Z",
    },
    { what: "not at all", more: {} },
  ])("is read $what", ({ more, time, zone }) => {
    const record = accessIn(read(JSON.stringify({ ...base, ...more })));
    expect([record.time, record.zone]).toEqual([time, zone]);
  });
});
