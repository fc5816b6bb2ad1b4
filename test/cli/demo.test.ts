import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { slackLines } from "../../cli/demo/slack-text.ts";
import { type Delivery, packed } from "../../cli/demo/step.ts";
import { STAGES, STORY_MINUTES, TURNS } from "../../cli/demo/story.ts";
import { playStory, stepEnds } from "../../cli/demo/traffic.ts";
import { judgeDelivery, openDelivery } from "../../shared/delivery.ts";
import type { SlackMessage } from "../../shared/domain/slack.ts";
import { toEpochMs } from "../../shared/domain/time.ts";
import { paintFor } from "../../shared/report/paint.ts";

const START = toEpochMs(Date.UTC(2026, 2, 4, 12));
const MINUTE = 60_000;

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
