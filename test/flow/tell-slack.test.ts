import { describe, expect, test } from "vitest";
import type { SlackMessage } from "../../shared/domain/slack.ts";
import { type SlackPorts, type SlackReport, tellSlack } from "../../shared/flow/tell-slack.ts";
import type { Posted, Slack, SlackThreads } from "../../shared/ports.ts";
import { machinesMessage } from "../../shared/report/notice/machines.ts";
import type { Telling } from "../../shared/report/notice/telling.ts";
import { at } from "../build/judgements.ts";
import { aBlindNotice, aTelling, INCIDENT_ID, ofKind } from "../build/notices.ts";

/** What was done in Slack, in order. */
type Act =
  | {
      readonly act: "post";
      readonly headline: string;
      readonly under?: string;
      readonly aloud?: boolean;
    }
  | { readonly act: "update"; readonly headline: string; readonly ts: string };

class Down extends Error {}

/** Slack, in memory; `down` makes the next post fail, `deleted` what is updated be gone. */
function fakeSlack(kind: Slack["kind"]) {
  const acts: Act[] = [];
  const faults = { down: false, deleted: false };
  const post = ({ text }: SlackMessage, more: object = {}) => {
    if (faults.down) throw new Down();
    acts.push({ act: "post", headline: text, ...more });
  };
  const slack: Slack =
    kind === "webhook"
      ? { kind, post: async (message) => post(message) }
      : {
          kind,
          async post(message, answer) {
            post(message, answer && { under: answer.under.ts, aloud: answer.aloud });
            return { channel: "C1", ts: `ts-${acts.length}` };
          },
          async update({ ts }, { text }) {
            acts.push({ act: "update", headline: text, ts });
            return faults.deleted ? "gone" : "updated";
          },
        };
  return { slack, acts, faults };
}

function fakeThreads(): SlackThreads {
  const notices = new Map<string, "posting" | "posted">();
  const threads = new Map<string, Posted>();
  return {
    async claim(noticeId) {
      const state = notices.get(noticeId);
      if (state !== undefined) return state === "posted" ? "posted" : "busy";
      notices.set(noticeId, "posting");
      return "claimed";
    },
    async confirm(noticeId) {
      notices.set(noticeId, "posted");
    },
    async release(noticeId) {
      notices.delete(noticeId);
    },
    thread: async (incidentId) => threads.get(incidentId),
    async startThread(incidentId, posted) {
      if (!threads.has(incidentId)) threads.set(incidentId, posted);
    },
  };
}

function portsWith(slack: Slack, threads?: SlackThreads): SlackPorts {
  return { slack, clock: () => at(0), ...(threads !== undefined && { threads }) };
}

function bodyOf(notice: Telling["notice"]): string {
  return machinesMessage(aTelling(notice)).body;
}

const OPENED = bodyOf(ofKind("opened"));
const CAUSE = "a1b2c3d4e5/prod: malformed_proxy_response (body_not_string)";
const OPENED_HEADLINE = `🔴 POST /orders answers 502 on ${CAUSE}`;
const RESOLVED_HEADLINE = `🔴 Resolved: POST /orders fails no more on ${CAUSE}`;

describe("through a webhook", () => {
  test("a notice is posted to the channel", async () => {
    const { slack, acts } = fakeSlack("webhook");
    expect(await tellSlack(portsWith(slack), OPENED)).toEqual({
      kind: "posted",
      noticeId: `${INCIDENT_ID}:opened-1`,
      place: "channel",
    });
    expect(acts).toEqual([{ act: "post", headline: OPENED_HEADLINE }]);
  });

  test("a notice that comes twice is posted once when that is kept", async () => {
    const { slack, acts } = fakeSlack("webhook");
    const ports = portsWith(slack, fakeThreads());
    await tellSlack(ports, OPENED);
    expect(await tellSlack(ports, OPENED)).toEqual({
      kind: "repeated",
      noticeId: `${INCIDENT_ID}:opened-1`,
    });
    expect(acts).toHaveLength(1);
  });
});

describe("through a bot", () => {
  test("an incident is one thread, from its first notice to its last", async () => {
    const { slack, acts } = fakeSlack("bot");
    const ports = portsWith(slack, fakeThreads());
    const kinds = ["opened", "reminder", "escalated", "resolved"] as const;
    const reports: SlackReport[] = [];
    for (const kind of kinds) reports.push(await tellSlack(ports, bodyOf(ofKind(kind))));
    expect(reports.map((report) => ("place" in report ? report.place : report.kind))).toEqual([
      "channel",
      "thread",
      "thread",
      "thread",
    ]);
    expect(reports[3]).toMatchObject({ first: "updated" });
    expect(acts).toEqual([
      { act: "post", headline: OPENED_HEADLINE },
      {
        act: "post",
        headline: `🔴 Still failing: POST /orders answers 502 on ${CAUSE}`,
        under: "ts-1",
        aloud: false,
      },
      {
        act: "post",
        headline: `🔴 Worse than before: POST /orders answers 502 on ${CAUSE}`,
        under: "ts-1",
        aloud: true,
      },
      { act: "post", headline: RESOLVED_HEADLINE, under: "ts-1", aloud: false },
      { act: "update", headline: RESOLVED_HEADLINE, ts: "ts-1" },
    ]);
  });

  test("a first message that somebody has deleted is reported, and no reason to fail", async () => {
    const { slack, faults } = fakeSlack("bot");
    const ports = portsWith(slack, fakeThreads());
    await tellSlack(ports, OPENED);
    faults.deleted = true;
    expect(await tellSlack(ports, bodyOf(ofKind("resolved")))).toMatchObject({ first: "gone" });
  });

  test("what is about no incident has no thread", async () => {
    const { slack, acts } = fakeSlack("bot");
    const ports = portsWith(slack, fakeThreads());
    await tellSlack(ports, bodyOf(aBlindNotice()));
    await tellSlack(ports, bodyOf(aBlindNotice({ id: "blind:prod:2", state: "sees_again" })));
    expect(acts.map((act) => "under" in act)).toEqual([false, false]);
  });

  test("without a table every notice stands in the channel", async () => {
    const { slack, acts } = fakeSlack("bot");
    await tellSlack(portsWith(slack), OPENED);
    await tellSlack(portsWith(slack), OPENED);
    expect(acts).toEqual([
      { act: "post", headline: OPENED_HEADLINE },
      { act: "post", headline: OPENED_HEADLINE },
    ]);
  });
});

describe("a notice that did not get through", () => {
  test("is thrown, and posted by the next try", async () => {
    const { slack, acts, faults } = fakeSlack("bot");
    const ports = portsWith(slack, fakeThreads());
    faults.down = true;
    await expect(tellSlack(ports, OPENED)).rejects.toThrow(Down);
    faults.down = false;
    await tellSlack(ports, OPENED);
    expect(acts).toHaveLength(1);
  });

  test("is not posted while another invocation does", async () => {
    const { slack, acts } = fakeSlack("bot");
    const threads = fakeThreads();
    await threads.claim(`${INCIDENT_ID}:opened-1`, at(0));
    await expect(tellSlack(portsWith(slack, threads), OPENED)).rejects.toMatchObject({
      code: "notice_busy",
      message: `notice ${INCIDENT_ID}:opened-1 is being posted`,
    });
    expect(acts).toEqual([]);
  });
});

test.each([
  { text: "hello", code: "not_json", detail: "5 characters" },
  { text: '{"schema":"another"}', code: "not_a_notice" },
])(
  "a message that is no notice ($code) is reported, not tried again",
  async ({ text, ...report }) => {
    const { slack, acts } = fakeSlack("webhook");
    expect(await tellSlack(portsWith(slack), text)).toMatchObject({ kind: "foreign", ...report });
    expect(acts).toEqual([]);
  },
);
