import { expect, test } from "vitest";
import { readTrace } from "../../shared/classify/reading.ts";
import { unsaidRefusal } from "../../shared/classify/unsaid-refusal.ts";
import type { AccessField, AccessFields } from "../../shared/domain/record.ts";
import { accessTrace } from "./trace-of.ts";

function refusalOf(fields: AccessFields, unset: readonly AccessField[] = []) {
  return unsaidRefusal(readTrace(accessTrace(fields, { unset })));
}

test.each<[string, AccessFields, readonly AccessField[]]>([
  ["no integration answered", { status: "403" }, ["integration.status"]],
  [
    "none of several that could have",
    { status: "401" },
    ["integrationStatus", "integration.error"],
  ],
  ["the authorizer has the status", { status: "403", "authorizer.status": "403" }, []],
  ["so has authorize", { status: "403", "authorize.status": "403" }, []],
  ["so has authenticate", { status: "401", "authenticate.status": "401" }, []],
  [
    "one of the guards let it pass",
    {
      status: "403",
      "authenticate.status": "200",
      "authorizer.status": "403",
    },
    [],
  ],
  ["a client sent too much", { status: "429" }, ["integration.integrationStatus"]],
])("a refusal without words: %s", (_, fields, unset) => {
  expect(refusalOf(fields, unset)).toEqual({ at: 0, status: Number(fields.status) });
});

test.each<[string, AccessFields, readonly AccessField[]]>([
  ["a format without the integration's status", { status: "403" }, []],
  ["other fields unset", { status: "403" }, ["waf.error"]],
  [
    "an integration that answered",
    { status: "403", "integration.status": "403" },
    ["integrationStatus"],
  ],
  [
    "one that took its time",
    { status: "403", "integration.latency": "12" },
    ["integration.status"],
  ],
  ["one of AWS", { status: "403", awsEndpointRequestId: "a" }, ["integration.status"]],
  ["a guard that let it pass", { status: "403", "authorizer.status": "200" }, []],
  [
    "a guard before an integration that answered",
    {
      status: "403",
      "authorizer.status": "403",
      integrationStatus: "200",
    },
    [],
  ],
  ["a status that is none", { status: "404" }, ["integration.status"]],
  ["no status", {}, ["integration.status"]],
])("no refusal by the gateway: %s", (_, fields, unset) => {
  expect(refusalOf(fields, unset)).toBeUndefined();
});
