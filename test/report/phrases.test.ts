import { describe, expect, test } from "vitest";
import { FORMS } from "../../shared/domain/record.ts";
import type { Target } from "../../shared/domain/verdict.ts";
import { placeOf } from "../../shared/report/evidence.ts";
import {
  formWords,
  gradeWords,
  raisedBy,
  routeWords,
  targetWords,
  verdictWords,
} from "../../shared/report/phrases.ts";
import { BODY_NOT_A_STRING } from "../build/report.ts";

const targets: readonly { readonly target: Target; readonly words: string }[] = [
  { target: { kind: "function", name: "orders" }, words: "function orders" },
  {
    target: { kind: "function", name: "orders", qualifier: "live" },
    words: "function orders:live",
  },
  {
    target: { kind: "host", host: "backend.example.com", url: "https://backend.example.com/" },
    words: "host backend.example.com",
  },
  { target: { kind: "vpc_link", host: "nlb.example.com" }, words: "VPC link nlb.example.com" },
  {
    target: { kind: "vpc_link", host: "nlb.example.com", id: "abc123" },
    words: "VPC link abc123 to nlb.example.com",
  },
  {
    target: { kind: "aws_service", service: "sqs", url: "https://sqs.example.com/" },
    words: "AWS service sqs",
  },
  { target: { kind: "authorizer" }, words: "authorizer" },
  { target: { kind: "authorizer", id: "abc123" }, words: "authorizer abc123" },
  {
    target: { kind: "authorizer", id: "abc123", function: "guard" },
    words: "authorizer abc123, function guard",
  },
];

test.each(targets)("a target is called $words", ({ target, words }) => {
  expect(targetWords(target)).toBe(words);
});

test("a target of a kind nobody knows is a bug", () => {
  expect(() => targetWords({ kind: "moon" } as unknown as Target)).toThrow("unhandled case");
});

describe("a grade", () => {
  test.each([
    { grade: "A", rests: "A: the data trace shows what was sent and answered" },
    { grade: "B", rests: "B: execution log at INFO, without payloads" },
    { grade: "C", rests: "C: execution log at ERROR, failing lines only" },
    { grade: "D", rests: "D: access log only" },
  ] as const)("$grade says what it rests on", ({ grade, rests }) => {
    expect(gradeWords(grade)).toBe(rests);
  });

  test.each([
    { grade: "A", api: "REST", more: undefined },
    { grade: "B", api: "REST", more: "Data tracing" },
    { grade: "C", api: undefined, more: "Execution logging at INFO" },
    { grade: "D", api: "REST", more: "Execution logging on this stage" },
    { grade: "D", api: "WEBSOCKET", more: "Execution logging on this stage" },
    { grade: "D", api: "HTTP", more: "HTTP APIs have no execution log" },
    { grade: "B", api: "HTTP", more: "Data tracing" },
  ] as const)("$grade of a $api API is raised by $more", ({ grade, api, more }) => {
    if (more === undefined) expect(raisedBy(grade, api)).toBeUndefined();
    else expect(raisedBy(grade, api)?.startsWith(more)).toBe(true);
  });
});

test("every form of input has words of its own", () => {
  const words = FORMS.map(formWords);
  expect(new Set(words).size).toBe(FORMS.length);
  expect(words).toContain("execution log");
});

test.each([
  { method: "POST", route: "/orders", words: "POST /orders" },
  { method: undefined, route: "/orders", words: "/orders" },
  { method: "POST", route: "POST /orders", words: "POST /orders" },
  { method: undefined, route: "$connect", words: "$connect" },
])("$method and $route is $words", ({ method, route, words }) => {
  expect(routeWords(method, route)).toBe(words);
});

test("a verdict is its cause and reason, or its kind", () => {
  expect(verdictWords(BODY_NOT_A_STRING)).toBe("malformed_proxy_response / body_not_string");
  expect(verdictWords({ kind: "success" })).toBe("success");
  expect(verdictWords({ kind: "unclassified", template: "x" })).toBe("unclassified");
});

test("a place is a file and line, of an event if the line holds many", () => {
  expect(placeOf({ place: { input: "a.log", line: 3 } })).toBe("a.log:3");
  expect(placeOf({ place: { input: "-", line: 1, event: 7 } })).toBe("standard input:1 event 7");
});
