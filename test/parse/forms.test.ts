import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Form } from "../../shared/domain/record.ts";
import { FORMS } from "../../shared/domain/record.ts";
import { accessIn, readChunks } from "../build/parsed.ts";

const FOLDER = new URL("../../fixtures/forms/", import.meta.url);
const ID = "5b0c1f9e-3d27-4a86-9c41-7e6f2a8d0b13";
const BEGINNING = Date.UTC(2026, 10, 20, 10, 11, 12);

/** The entries of one request: every file of an execution log tells the same. */
const TEXTS = [
  "Extended Request Id: Hx3kQpZ0IAMFdLw=",
  `Starting execution for request: ${ID}`,
  "HTTP Method: GET, Resource Path: /orders/{id}",
  "Endpoint request URI: https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:orders-read/invocations",
  "Received response. Status: 200, Integration latency: 31 ms",
  'Endpoint response body before transformations: {"statusCode":200,"body":{"order":7}}',
  "Execution failed due to configuration error: Malformed Lambda proxy response",
  "Method completed with status: 502",
];

const EXECUTION: readonly {
  readonly file: string;
  readonly form: Form;
  readonly isTimed: boolean;
}[] = [
  { file: "execution.log", form: "execution_text", isTimed: false },
  { file: "powershell-utf16.log", form: "execution_text", isTimed: false },
  { file: "glued.txt", form: "execution_text", isTimed: false },
  { file: "awslogs.log", form: "execution_text", isTimed: true },
  { file: "aws-logs-tail.log", form: "execution_text", isTimed: true },
  { file: "s3-export.log", form: "execution_text", isTimed: true },
  { file: "offset.log", form: "execution_text", isTimed: true },
  { file: "console-rows.txt", form: "execution_text", isTimed: true },
  { file: "time-above.log", form: "execution_text", isTimed: true },
  { file: "delivered.jsonl", form: "delivered_json", isTimed: true },
  { file: "delivered-plain.log", form: "execution_text", isTimed: true },
  { file: "subscription-delivery.json", form: "subscription_envelope", isTimed: true },
  { file: "subscription-event.json", form: "subscription_envelope", isTimed: true },
  { file: "kinesis-event.json", form: "subscription_envelope", isTimed: true },
  { file: "firehose-event.json", form: "subscription_envelope", isTimed: true },
  { file: "failed-invocation.json", form: "subscription_envelope", isTimed: true },
  { file: "filter-log-events.json", form: "filter_log_events_json", isTimed: true },
  { file: "events.jsonl", form: "filter_log_events_json", isTimed: true },
  { file: "get-log-events.txt", form: "execution_text", isTimed: true },
  { file: "console.csv", form: "console_csv", isTimed: true },
  { file: "insights.csv", form: "insights_csv", isTimed: true },
  { file: "insights-export.json", form: "insights_json", isTimed: true },
  { file: "get-query-results.json", form: "insights_json", isTimed: true },
];

const ACCESS: readonly { readonly file: string; readonly form: Form }[] = [
  { file: "access.jsonl", form: "access_json" },
  { file: "access-nested.json", form: "access_json" },
  { file: "access.clf", form: "access_clf" },
  { file: "access.csv", form: "access_csv" },
  { file: "access.xml", form: "access_xml" },
  { file: "access-columns.csv", form: "insights_csv" },
  { file: "access-table.md", form: "table_text" },
];

const WITHOUT_ID: readonly {
  readonly file: string;
  readonly form: Form;
  readonly header: readonly string[];
}[] = [
  { file: "bare.txt", form: "bare_text", header: TEXTS.slice(0, 1) },
  { file: "console-test.txt", form: "console_test", header: [`Execution log for request ${ID}`] },
  {
    file: "test-invoke-method.json",
    form: "console_test",
    header: [`Execution log for request ${ID}`],
  },
];

const CLIENT: { readonly file: string; readonly form: Form } = {
  file: "client-answer.txt",
  form: "client_answer",
};

function readFile(file: string) {
  return readChunks([readFileSync(new URL(file, FOLDER))]);
}

describe("a file of every form", () => {
  test.each(EXECUTION)("tells the same execution log: $file", ({ file, form, isTimed }) => {
    const found = readFile(file);
    expect(found.forms).toEqual([form]);
    expect(found.unreadable).toEqual([]);
    expect(found.records.map(({ text }) => text)).toEqual(TEXTS);
    expect(new Set(found.records.map(({ requestId }) => requestId))).toEqual(new Set([ID]));
    const offsets = found.records.map(({ time }) =>
      time === undefined ? undefined : time - BEGINNING,
    );
    expect(offsets).toEqual(
      isTimed ? [120, 121, 121, 122, 153, 153, 154, 154] : TEXTS.map(() => undefined),
    );
  });

  test.each(WITHOUT_ID)("tells it without ids: $file", ({ file, form, header }) => {
    const found = readFile(file);
    expect(found.forms).toEqual([form]);
    expect(found.unreadable).toEqual([]);
    expect(found.records.map(({ text }) => text)).toEqual([...header, ...TEXTS.slice(1)]);
    expect(found.records.every(({ requestId }) => requestId === undefined)).toBe(true);
  });

  test.each(ACCESS)("tells the same access log: $file", ({ file, form }) => {
    const found = readFile(file);
    expect(found.forms).toEqual([form]);
    expect(accessIn(found)).toMatchObject({
      requestId: ID,
      time: BEGINNING,
      count: 1,
      fields: {
        requestId: ID,
        extendedRequestId: "Hx3kQpZ0IAMFdLw=",
        httpMethod: "GET",
        resourcePath: "/orders/{id}",
        status: "502",
        protocol: "HTTP/1.1",
        responseLength: "36",
      },
    });
  });

  test("tells what a client got", () => {
    const found = readFile(CLIENT.file);
    expect(found.forms).toEqual([CLIENT.form]);
    expect(accessIn(found)).toMatchObject({
      requestId: ID,
      time: BEGINNING,
      fields: {
        requestId: ID,
        httpMethod: "GET",
        path: "/prod/orders/7",
        stage: "prod",
        status: "504",
        "error.message": "Endpoint request timed out",
      },
    });
  });

  test("is read here, and no form goes without one", () => {
    const told = [...EXECUTION, ...ACCESS, ...WITHOUT_ID, CLIENT];
    expect(readdirSync(FOLDER).sort()).toEqual(told.map(({ file }) => file).sort());
    expect(new Set(told.map(({ form }) => form))).toEqual(new Set(FORMS));
  });

  test("is read beside others in one input", () => {
    const files = [
      "execution.log",
      "access.jsonl",
      "delivered.jsonl",
      "console.csv",
      "access.xml",
      "filter-log-events.json",
      "access-table.md",
    ];
    const found = readChunks(files.map((file) => readFileSync(new URL(file, FOLDER))));
    expect(found.unreadable).toEqual([]);
    expect(found.records).toHaveLength(8 + 1 + 8 + 8 + 1 + 8 + 1);
    expect(new Set(found.forms)).toEqual(
      new Set([
        "execution_text",
        "access_json",
        "delivered_json",
        "console_csv",
        "access_xml",
        "filter_log_events_json",
        "table_text",
      ]),
    );
  });
});
