import { mkdir, readdir, writeFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { slackLines } from "../../cli/demo/slack-text.ts";
import { type Delivery, packed } from "../../cli/demo/step.ts";
import { STAGES, STORY_MINUTES, TURNS } from "../../cli/demo/story.ts";
import { playStory, stepEnds } from "../../cli/demo/traffic.ts";
import { run } from "../../cli/program.ts";
import { judgeDelivery, openDelivery } from "../../shared/delivery.ts";
import type { SlackMessage } from "../../shared/domain/slack.ts";
import { toEpochMs } from "../../shared/domain/time.ts";
import { paintFor } from "../../shared/report/paint.ts";
import { eventsOf, type Kind, requestIdOf } from "../build/gateway-log.ts";
import { EXECUTION_LOG } from "../build/logs.ts";
import { aFolder, aTerminal } from "../build/terminal.ts";

const START = toEpochMs(Date.UTC(2026, 2, 4, 12));
const MINUTE = 60_000;
const SUBJECT = /Subject: \[\w+\] .*POST \/orders answers 502, malformed_proxy_response/;
const CARD = /┃ 🟠 POST \/orders answers 504/;
/** Commands, addresses and what is quoted stay whole. */
const NOT_PROSE = /https?:|aws |apigw-triage|arn:|┃ {3}/;

function failuresOf(delivery: Delivery) {
  const opened = openDelivery(packed(delivery));
  if (!opened.ok) throw new Error(opened.error.detail);
  const { judgements, unreadable } = judgeDelivery(opened.value);
  expect(unreadable).toEqual([]);
  return judgements.flatMap(({ verdict, facts: { requestId } }) =>
    verdict.kind === "failed" ? [{ requestId, cause: verdict.diagnosis.cause }] : [],
  );
}

describe("the story", () => {
  test("is swept right after each turn, and to its end", () => {
    const ends = stepEnds();
    expect(ends.at(-1)).toBe(STORY_MINUTES);
    expect(ends).toEqual([...new Set(ends)].sort((a, b) => a - b));
    for (const { minute } of TURNS) {
      expect(ends).toContain(minute);
      expect(ends).toContain(minute + 1);
    }
  });

  test("is the same from the same start, and another from another", () => {
    const firstOf = (from: number) => {
      const [step] = playStory(toEpochMs(from)).steps;
      return step?.deliveries.flatMap(({ events }) => events.map(({ message }) => message));
    };
    expect(firstOf(START)).toEqual(firstOf(START));
    expect(firstOf(START)).not.toEqual(firstOf(START + MINUTE));
  });

  test("makes the failures that it tells of, each with a cause that is found", () => {
    const play = playStory(START);
    const failures = [...play.steps].flatMap(({ deliveries }) => deliveries).flatMap(failuresOf);
    expect([...new Set(failures.map(({ cause }) => cause))].sort()).toEqual([
      "authorizer_failure",
      "integration_timeout",
      "lambda_throttled",
      "malformed_proxy_response",
    ]);
    expect(new Set(failures.map(({ requestId }) => requestId)).size).toBe(play.failures());
  });

  test("tells the metrics of requests that are not logged", () => {
    const play = playStory(START);
    const logged = new Map<string, number>();
    for (const { deliveries } of play.steps) {
      for (const { logGroup, events } of deliveries) {
        const begun = events.filter(({ message }) => message.includes("Extended Request Id"));
        logged.set(logGroup, (logged.get(logGroup) ?? 0) + begun.length);
      }
    }
    const [orders, accounts] = STAGES.map(({ apiId, apiName, name }) => ({
      served: play.served.count(apiName, name, play.from, play.to),
      logged: logged.get(`API-Gateway-Execution-Logs_${apiId}/${name}`),
    }));
    expect(orders?.served).toBe(orders?.logged);
    expect(accounts?.served).toBeGreaterThan(Number(accounts?.logged) + 100);
    expect(play.served.nameOf(STAGES[1]?.apiId ?? "")).toBe("accounts");
  });

  test("packs a delivery as a subscription does", () => {
    const delivery = { owner: "123456789012", logGroup: "g", logStream: "s", events: [] };
    const envelope = JSON.parse(gunzipSync(Buffer.from(packed(delivery), "base64")).toString());
    expect(Object.keys(envelope).at(-1)).toBe("logEvents");
    expect(envelope).toMatchObject({ messageType: "DATA_MESSAGE", owner: "123456789012" });
  });
});

describe("a Slack message on a terminal", () => {
  const shown = (message: Partial<SlackMessage>, colour = false) =>
    slackLines({ text: "", blocks: [], ...message }, 40, paintFor(colour));
  const section = (text: string): Partial<SlackMessage> => ({
    blocks: [{ type: "section", text: { type: "mrkdwn", text } }],
  });

  test.each([
    { what: "bold", text: "*Fix* it", lines: ["Fix it"] },
    { what: "code", text: "call `orders`", lines: ["call orders"] },
    {
      what: "a link by its name",
      text: "see <https://a.example/b|the log>",
      lines: ["see the log ↗"],
    },
    { what: "what entities stand for", text: "a &lt;b&gt; &amp;amp;", lines: ["a <b> &amp;"] },
    { what: "no mention", text: "@\u200bchannel", lines: ["@channel"] },
    { what: "code as it is", text: "```\n*a* `b`\n```\n*c*", lines: ["  *a* `b`", "c"] },
    { what: "controls written out", text: "a\u001b[31m", lines: ["a\\x1b[31m"] },
    { what: "a faint remark", text: "_2 more steps_", lines: ["2 more steps"] },
    { what: "names with underscores", text: "a_b_c", lines: ["a_b_c"] },
  ])("shows $what", ({ text, lines }) => {
    expect(shown(section(text))).toEqual(lines);
  });

  test("sets blocks apart, fields on one line", () => {
    const lines = shown({
      blocks: [
        { type: "header", text: { type: "plain_text", text: "🔴 POST /orders answers 502" } },
        { type: "section", fields: [{ type: "mrkdwn", text: "*Where*\nstage `prod`" }] },
        { type: "divider" },
        { type: "context", elements: [{ type: "mrkdwn", text: "notice 1" }] },
      ],
    });
    expect(lines).toEqual([
      "🔴 POST /orders answers 502",
      "",
      "Where      stage prod",
      "",
      "─".repeat(40),
      "notice 1",
    ]);
  });

  test("is coloured where that is wanted", () => {
    expect(shown(section("*Fix*"), true)).toEqual(["\u001b[1mFix\u001b[22m"]);
  });
});

describe("demo with a log of one's own", () => {
  const home = process.cwd();
  beforeEach(async () => process.chdir(await aFolder({})));
  afterEach(() => process.chdir(home));

  async function demo(args: readonly string[], columns = 100) {
    const fake = aTerminal({ columns });
    const exitCode = await run(["demo", ...args], fake.terminal);
    return { exitCode, out: fake.out(), error: fake.error() };
  }

  async function list(...args: readonly string[]) {
    const fake = aTerminal({ columns: 100 });
    const exitCode = await run(["incidents", "list", ...args], fake.terminal);
    return { exitCode, out: fake.out(), error: fake.error() };
  }

  function logOf(...kinds: readonly Kind[]): string {
    return kinds
      .flatMap((kind, at) => eventsOf(kind, requestIdOf(at), START + at * 50_000))
      .map(({ timestamp, message }) => `${new Date(timestamp).toISOString()} ${message}\n`)
      .join("");
  }

  test("delivers it, shows every alert, and keeps the incidents", async () => {
    await writeFile("my.log", logOf("ok", "malformed", "timeout", "timeout"));
    const { exitCode, out, error } = await demo(["my.log"]);
    expect([exitCode, error]).toEqual([0, ""]);
    expect(out).toContain("traffic    my.log: ");
    expect(out).toContain("kept in .apigw-triage, for apigw-triage incidents list\n");
    expect(out).toMatch(SUBJECT);
    expect(out).toContain("Slack, channel #api-alerts ──");
    expect(out).toMatch(CARD);
    expect(out).toContain("Slack, thread of the incident ──");
    expect(out).toContain("  (the first message now says so too)\n");
    expect(out).toContain("3 failing requests; 2 incidents, 4 notices.\n");
    expect(out).not.toContain("complained");
    expect(out).not.toContain("\u001b");
    expect(out).not.toContain('{"level"');
    const { out: json } = await list("--table", "apigw-triage-demo", "--format", "json");
    expect(JSON.parse(json)).toMatchObject([{ count: 2 }, { count: 1 }]);
  });

  test("counts it once, however often it is delivered to a table that is kept", async () => {
    await writeFile("my.log", logOf("ok", "malformed", "malformed"));
    await demo(["my.log"]);
    const again = await demo(["my.log", "--keep"]);
    expect(again.exitCode).toBe(0);
    expect(again.out).toContain("2 failing requests; 1 incident, 0 notices.\n");
    const { out } = await list();
    expect(out).toContain("2 requests failed, ");
  });

  test("says what a subscription would not carry", async () => {
    const access = '{"requestId":"a-1","status":"502","apiId":"a1b2c3d4e5","stage":"prod"}\n';
    await writeFile("my.log", logOf("malformed") + access);
    const { exitCode, out, error } = await demo(["my.log"]);
    expect([exitCode, error]).toEqual([0, ""]);
    expect(out).toContain("left out   1 entry of access logs\n");
  });

  test("fits a narrow terminal", async () => {
    await writeFile("my.log", logOf("denied"));
    const { exitCode, out, error } = await demo(["my.log"], 50);
    expect([exitCode, error]).toEqual([0, ""]);
    const prose = out.split("\n").filter((line) => !NOT_PROSE.test(line));
    expect(Math.max(...prose.map((line) => line.length))).toBeLessThanOrEqual(50);
  });

  test("needs no folder that can be written", async () => {
    await writeFile(".apigw-triage", "somebody's file");
    await writeFile("my.log", EXECUTION_LOG);
    const { exitCode, out } = await demo(["my.log"]);
    expect(exitCode).toBe(0);
    expect(out).toContain("table      DynamoDB in this process, in memory only (");
    expect(out).toContain("3 incidents, ");
    expect(out).not.toContain("Look closer:");
    expect((await list()).error).toContain(".apigw-triage: no incidents are kept in this folder");
  });

  test("leaves a table alone that another process has open", async () => {
    await mkdir(".apigw-triage/dynamodb", { recursive: true });
    await writeFile(".apigw-triage/in-use", String(process.ppid));
    await writeFile("my.log", logOf("malformed"));
    const { out } = await demo(["my.log"]);
    expect(out).toContain("in memory only (another apigw-triage has it open)\n");
    expect(await readdir(".apigw-triage/dynamodb")).toEqual([]);
    const { exitCode, error } = await list();
    expect(exitCode).toBe(2);
    expect(error).toContain("cannot be read (another apigw-triage has it open); wait until");
  });

  test("is not held up by a process that is gone", async () => {
    await mkdir(".apigw-triage");
    await writeFile(".apigw-triage/in-use", "99999999");
    await writeFile("my.log", logOf("malformed"));
    expect((await demo(["my.log"])).out).toContain("kept in .apigw-triage, for");
  });

  test.each([
    { name: "no log at all", text: "shopping list\n", says: "that are no log entry" },
    { name: "nothing", text: "", says: "nothing to deliver (no log entry in it)" },
  ])("exits 2 for a file with $name", async ({ text, says }) => {
    await writeFile("my.log", text);
    const { exitCode, out, error } = await demo(["my.log"]);
    expect([exitCode, out]).toEqual([2, ""]);
    expect(error).toContain(says);
  });
});
