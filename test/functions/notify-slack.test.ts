import type { Context, SNSEvent } from "aws-lambda";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type EmbeddedDynamo, embeddedDynamo } from "../../shared/adapters/embedded-dynamo.ts";
import { machinesMessage } from "../../shared/report/notice/machines.ts";
import { type LocalServer, localServer, type Seen } from "../build/local-server.ts";
import { aTelling, ofKind } from "../build/notices.ts";

const WEBHOOK_PATH = "/services/T000/B000/secret";
const OPENED = machinesMessage(aTelling()).body;
const RESOLVED = machinesMessage(aTelling(ofKind("resolved"))).body;

let server: LocalServer;
let dynamo: EmbeddedDynamo;
let tables = 0;
const lines: string[] = [];
beforeAll(async () => {
  server = await localServer();
  dynamo = await embeddedDynamo();
});
beforeEach(() => {
  vi.resetModules();
  for (const method of ["info", "error", "warn", "debug"] as const) {
    vi.spyOn(console, method).mockImplementation((line: unknown) => void lines.push(String(line)));
  }
  vi.stubEnv("POWERTOOLS_DEV", "true");
  vi.stubEnv("POWERTOOLS_SERVICE_NAME", "triage");
  vi.stubEnv("AWS_REGION", "eu-west-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
  vi.stubEnv("AWS_ENDPOINT_URL_SSM", server.url);
  vi.stubEnv("AWS_ENDPOINT_URL_SECRETS_MANAGER", server.url);
  vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", dynamo.endpoint);
  vi.stubEnv("TABLE_NAME", "");
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  lines.length = 0;
});
afterAll(async () => {
  await server.close();
  await dynamo.close();
});

/** Parameter Store, and Slack, on one server. */
function answering(slack: (request: Seen) => { readonly status?: number; readonly body?: string }) {
  server.answer((request) => {
    const isParameter = request.headers["x-amz-target"] === "AmazonSSM.GetParameter";
    if (!isParameter) return slack(request);
    const { Name } = JSON.parse(request.body);
    const Value = Name === "/bot" ? "xoxb-000" : `${server.url.slice(0, -1)}${WEBHOOK_PATH}`;
    return { body: JSON.stringify({ Parameter: { Value } }) };
  });
}

async function told(...messages: readonly string[]): Promise<void> {
  const { handler } = await import("../../functions/notify-slack.ts");
  const event = { Records: messages.map((Message) => ({ Sns: { Message } })) } as SNSEvent;
  const context = { getRemainingTimeInMillis: () => 20_000, awsRequestId: "r-1" } as Context;
  await handler(event, context);
}

function slackCalls(from: number): readonly Seen[] {
  return server.seen.slice(from).filter(({ headers }) => headers["x-amz-target"] === undefined);
}

test("a notice reaches the webhook, and one line says so", async () => {
  vi.stubEnv("SLACK_WEBHOOK_PARAMETER", "/webhook");
  answering(() => ({ body: "ok" }));
  const before = server.seen.length;
  await told(OPENED);
  expect(slackCalls(before).map(({ path }) => path)).toEqual([WEBHOOK_PATH]);
  expect(lines.join("\n")).toContain("notice.posted");
});

test("a foreign message is one clear line, and the others are told", async () => {
  vi.stubEnv("SLACK_WEBHOOK_PARAMETER", "/webhook");
  answering(() => ({ body: "ok" }));
  const before = server.seen.length;
  await told('{"AlarmName":"x"}', OPENED);
  expect(slackCalls(before)).toHaveLength(1);
  expect(lines.filter((line) => line.includes("message.refused"))).toHaveLength(1);
});

test("what Slack refuses fails the invocation, so that it is tried again; no secret is logged", async () => {
  vi.stubEnv("SLACK_WEBHOOK_PARAMETER", "/webhook");
  answering(() => ({ status: 404, body: "no_service" }));
  await expect(told(OPENED, OPENED)).rejects.toThrow("2 of 2 notices not posted");
  const log = lines.join("\n");
  expect(log).toContain("refused: no_service");
  expect(log).not.toContain("T000");
});

test("with a table a bot threads by incident, and posts nothing twice", async () => {
  tables += 1;
  const table = `notify-${tables}`;
  await dynamo.ensureTable(table);
  vi.stubEnv("TABLE_NAME", table);
  vi.stubEnv("SLACK_TOKEN_PARAMETER", "/bot");
  vi.stubEnv("SLACK_CHANNEL", "C0");
  vi.stubEnv("SLACK_API_URL", `${server.url}api`);
  answering(() => ({ body: JSON.stringify({ ok: true, channel: "C1", ts: "1.1" }) }));
  const before = server.seen.length;
  await told(OPENED, OPENED, RESOLVED);
  const calls = slackCalls(before).map(({ path, body }) => ({ path, ...JSON.parse(body) }));
  expect(calls).toMatchObject([
    { path: "/api/chat.postMessage", channel: "C0" },
    { path: "/api/chat.postMessage", channel: "C1", thread_ts: "1.1" },
    { path: "/api/chat.update", channel: "C1", ts: "1.1" },
  ]);
  expect(lines.join("\n")).toContain("notice.repeated");
});

test("a wrong environment is one error that names it", async () => {
  await expect(told(OPENED)).rejects.toThrow(
    "environment: set exactly one of SLACK_WEBHOOK_PARAMETER",
  );
});
