import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { run } from "../../cli/program.ts";
import { type EmbeddedDynamo, embeddedDynamo } from "../../shared/adapters/embedded-dynamo.ts";
import { createTable } from "../../shared/adapters/table/table.ts";
import { toEpochMs } from "../../shared/domain/time.ts";
import { createIntake } from "../../shared/flow/intake.ts";
import { createSweep } from "../../shared/flow/sweep.ts";
import { deliveryOf, eventsOf, type Kind, requestIdOf } from "../build/gateway-log.ts";
import { aTerminal } from "../build/terminal.ts";
import { createWorld, SETTINGS } from "../build/world.ts";

const START = Date.UTC(2026, 2, 4, 12);
const MINUTE = 60_000;
const ID = /^v1:[0-9a-f]{16}-1$/;
const TABLE = "incidents-of-tests";

let dynamo: EmbeddedDynamo;

beforeAll(async () => {
  dynamo = await embeddedDynamo();
  vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", dynamo.endpoint);
  vi.stubEnv("AWS_REGION", "eu-west-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "tests");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "tests");
  await dynamo.ensureTable(TABLE);
  await fill();
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await dynamo.close();
});

/** A fault that has ended, and one that goes on: its last failure came after the last sweep. */
async function fill() {
  const store = createTable(dynamo.client, TABLE);
  const world = createWorld(START, store);
  const intake = createIntake(world.ports, SETTINGS);
  const deliver = async (kind: Kind, request: number, minute: number) => {
    world.now = toEpochMs(START + (minute + 1) * MINUTE);
    await intake(deliveryOf(eventsOf(kind, requestIdOf(request), START + minute * MINUTE)));
  };
  const sweepAt = async (minute: number) => {
    world.now = toEpochMs(START + minute * MINUTE);
    await createSweep(world.ports, SETTINGS)(world.now);
  };
  await deliver("malformed", 1, 0);
  await deliver("malformed", 2, 1);
  await sweepAt(2);
  await sweepAt(20);
  await deliver("timeout", 3, 30);
  await sweepAt(32);
  await deliver("timeout", 4, 33);
  const [, ended] = await store.allIncidents();
  await store.setWill(ended?.id ?? "", {
    acknowledged: { by: "jane", at: toEpochMs(START + MINUTE) },
    silence: { kind: "count", more: 20, from: 2, by: "jane", at: toEpochMs(START + MINUTE) },
  });
}

async function command(...args: readonly string[]) {
  const fake = aTerminal({ columns: 100 });
  const exitCode = await run(["incidents", ...args], fake.terminal);
  return { exitCode, out: fake.out(), error: fake.error() };
}

async function idOf(cause: string): Promise<string> {
  const { out } = await command("list", "--table", TABLE, "--cause", cause, "-f", "json");
  return JSON.parse(out)[0].id;
}

describe("incidents list", () => {
  test("prints the record that other tools rest on", async () => {
    const { exitCode, out } = await command("list", "--table", TABLE, "--format", "json");
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toEqual([
      {
        id: expect.stringMatching(ID),
        api: "a1b2c3d4e5",
        stage: "prod",
        cause: "integration_timeout",
        reason: "deadline_exceeded",
        target: "orders-api",
        state: "open",
        count: 2,
        firstSeen: "2026-03-04T12:30:00.000Z",
        lastSeen: "2026-03-04T12:33:00.000Z",
        openedAt: "2026-03-04T12:30:29.001Z",
        resolvedAt: null,
      },
      {
        id: expect.stringMatching(ID),
        api: "a1b2c3d4e5",
        stage: "prod",
        cause: "malformed_proxy_response",
        reason: "plain_string",
        target: "orders-api",
        state: "resolved",
        count: 2,
        firstSeen: "2026-03-04T12:00:00.000Z",
        lastSeen: "2026-03-04T12:01:00.000Z",
        openedAt: "2026-03-04T12:00:00.041Z",
        resolvedAt: "2026-03-04T12:20:00.000Z",
      },
    ]);
  });

  test("reads well", async () => {
    const { out } = await command("list", "--table", TABLE);
    expect(out).toContain("2 incidents, 1 open; newest first\n");
    expect(out).toContain(
      [
        "open          integration_timeout / deadline_exceeded",
        "              API a1b2c3d4e5, stage prod · orders-api · POST /orders",
        "              2 requests failed, 2026-03-04 12:30:00 to 12:33:00 UTC",
        "              v1:",
      ].join("\n"),
    );
    expect(out).toContain("resolved      malformed_proxy_response / plain_string\n");
  });

  test.each([
    { format: "ndjson", lines: 2, first: '{"id":"v1:' },
    { format: "csv", lines: 3, first: "id,api,stage,cause,reason,target,state,count,firstSeen," },
    { format: "markdown", lines: 4, first: "| state | cause | where | failures | incident |" },
  ])("prints $format", async ({ format, lines, first }) => {
    const { out } = await command("list", "--table", TABLE, "--format", format);
    expect(out.trimEnd().split("\n")).toHaveLength(lines);
    expect(out.startsWith(first)).toBe(true);
  });

  test.each([
    { args: ["--state", "open"], count: 1 },
    { args: ["--state", "resolved"], count: 1 },
    { args: ["--api", "a1b2c3d4e5"], count: 2 },
    { args: ["--api", "z9y8x7w6v5"], count: 0 },
    { args: ["--since", "2026-03-04T12:10:00Z"], count: 1 },
    { args: ["--until", "2026-03-04T12:10:00Z"], count: 1 },
    { args: ["--since", "1h"], count: 0 },
    { args: ["--cause", "unclassified"], count: 0 },
  ])("$args finds $count", async ({ args, count }) => {
    const { exitCode, out } = await command("list", "--table", TABLE, "-f", "json", ...args);
    expect([exitCode, JSON.parse(out).length]).toEqual([0, count]);
  });

  test("says when there is none", async () => {
    const { exitCode, out } = await command("list", "--table", TABLE, "--api", "z9y8x7w6v5");
    expect([exitCode, out]).toEqual([0, "No incident found\n"]);
  });
});

describe("incidents show", () => {
  test("tells everything about one", async () => {
    const id = await idOf("malformed_proxy_response");
    const { exitCode, out } = await command("show", id, "--table", TABLE);
    expect(exitCode).toBe(0);
    expect(out.startsWith("malformed_proxy_response / plain_string  resolved\n")).toBe(true);
    expect(out).toContain(`incident   ${id}\n`);
    expect(out).toContain("account    123456789012, eu-west-1\n");
    expect(out).toContain(
      "resolved   2026-03-04 12:20:00 UTC: no failure in 19 min, the log does not show the traffic\n",
    );
    expect(out).toContain(
      "Failures over time\n  ██\n  2026-03-04 12:00:00 to 12:02:00 UTC\n  at most 1 in 1 min\n",
    );
    expect(out).toContain(
      "People were told\n  - opened: 1 failing request, the first of this fault\n  - resolved: no failure",
    );
    expect(out).toContain("  - acknowledged by jane, 2026-03-04 12:01:00 UTC\n");
    expect(out).toContain("  - silenced for 20 failures by jane, 2026-03-04 12:01:00 UTC\n");
    expect(out).toContain(`What was answered (request ${requestIdOf(1)}, 2026-03-04 12:00:00`);
    expect(out).toContain("✗ $: found ");
    expect(out).toContain("Malformed Lambda proxy response");
    expect(out).toContain("1 more sample kept\n");
    expect(out).toContain("  Fix\n    1. ");
    expect(out).not.toContain("(delivery:");
  });

  test("says of an open one when it would end", async () => {
    const { out } = await command("show", await idOf("integration_timeout"), "--table", TABLE);
    expect(out).toContain("resolves   when nothing has failed for 15 min\n");
    expect(out).toContain("failures   2 requests failed, 2026-03-04 12:30:00 to 12:33:00 UTC\n");
  });

  test("prints a document for programs", async () => {
    const id = await idOf("malformed_proxy_response");
    const { out } = await command("show", id, "--table", TABLE, "--format", "json");
    expect(JSON.parse(out)).toMatchObject({
      id,
      count: 2,
      episode: 1,
      successor: null,
      minutes: [
        { start: "2026-03-04T12:00:00.000Z", count: 1 },
        { start: "2026-03-04T12:01:00.000Z", count: 1 },
      ],
      notices: { told: { opened: 1, resolved: 1 }, owed: [] },
      will: { acknowledged: { by: "jane", at: "2026-03-04T12:01:00.000Z" }, resolve: null },
      samples: [{ requestId: requestIdOf(1) }, { requestId: requestIdOf(2) }],
      remedy: { fix: expect.any(Array) },
    });
  });

  test("prints what can be pasted into a ticket", async () => {
    const id = await idOf("malformed_proxy_response");
    const { out } = await command("show", id, "--table", TABLE, "--format", "markdown");
    expect(out.startsWith("# malformed\\_proxy\\_response / plain\\_string\n\n")).toBe(true);
    expect(out).toContain('## What was answered\n\n```\n"done"\n```\n');
    expect(out).toContain("\n## Fix\n\n1. ");
  });
});

describe("what cannot be read is said in one line", () => {
  test.each([
    {
      name: "an unknown incident",
      args: ["show", "v1:0123456789abcdef-9", "--table", TABLE],
      says: "v1:0123456789abcdef-9: no such incident in this table; apigw-triage incidents list",
    },
    {
      name: "an unknown table",
      args: ["list", "--table", "nobodys"],
      says: "--table nobodys: no such table in this account and region; its name is an output",
    },
    {
      name: "a name no table can have",
      args: ["list", "--table", "a b"],
      says: "--table a b: is no table of apigw-triage, or its name is none (1 validation error",
    },
    {
      name: "a period the wrong way round",
      args: ["list", "--table", TABLE, "--since", "2026-03-05", "--until", "2026-03-04"],
      says: "--since 2026-03-05 --until 2026-03-04: ends before it begins; turn them round",
    },
    {
      name: "no time",
      args: ["list", "--table", TABLE, "--since", "soon"],
      says: "--since soon: no time; give 30m, 2h or 7d (back from now) or 2026-01-31T10:00:00Z",
    },
    { name: "no command", args: [], says: "no command given; apigw-triage --help lists them" },
  ])("$name", async ({ args, says }) => {
    const { exitCode, out, error } = await command(...args);
    expect([exitCode, out]).toEqual([2, ""]);
    expect(error.startsWith(`apigw-triage: ${says}`)).toBe(true);
    expect(error.trimEnd()).not.toContain("\n");
  });

  test("nobody who answers", async () => {
    vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1");
    const { exitCode, error } = await command("list", "--table", TABLE);
    vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", dynamo.endpoint);
    expect(exitCode).toBe(2);
    expect(error).toContain("DynamoDB cannot be reached; check the network and AWS_ENDPOINT_URL");
  });

  test.each([undefined, "", "no region"])("AWS_REGION %j", async (region) => {
    vi.stubEnv("AWS_REGION", region);
    vi.stubEnv("AWS_CONFIG_FILE", "/dev/null");
    const { exitCode, error } = await command("list", "--table", TABLE);
    vi.stubEnv("AWS_REGION", "eu-west-1");
    expect(exitCode).toBe(2);
    expect(error).toContain(`--table ${TABLE}: no AWS region, or none there is; set AWS_REGION\n`);
  });
});
