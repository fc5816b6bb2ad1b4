import type { EpochMs } from "../../shared/domain/time.ts";
import { tellSlack } from "../../shared/flow/tell-slack.ts";
import type { Slack, SlackThreads } from "../../shared/ports.ts";
import type { Published } from "./loopback-aws.ts";
import type { Screen } from "./screen.ts";

/** Shows what was published, each message as its reader sees it. */
export type Alerts = {
  show(published: readonly Published[], at: EpochMs): Promise<void>;
  /** Notices shown so far. */
  count(): number;
};

const CHANNEL = "#api-alerts";

/** The people topic as e-mail; the machines topic through what notify-slack does with it. */
export function createAlerts(screen: Screen, threads: SlackThreads): Alerts {
  let now = 0 as EpochMs;
  let count = 0;
  const slack = slackOn(screen, () => now);
  return {
    async show(published, at) {
      now = at;
      for (const { topic, subject, message } of published) {
        if (topic === "people") {
          count += 1;
          await screen.email(at, subject, message);
        }
      }
      for (const { topic, message } of published) {
        if (topic === "machines") await tellSlack({ slack, threads, clock: () => now }, message);
      }
    },
    count: () => count,
  };
}

/** A workspace of one channel, with a bot in it. */
function slackOn(screen: Screen, clock: () => EpochMs): Slack {
  let messages = 0;
  return {
    kind: "bot",
    async post(message, answer) {
      messages += 1;
      await screen.slack(clock(), message, placeWords(answer));
      return { channel: CHANNEL, ts: String(messages) };
    },
    async update() {
      await screen.lines(["  (the first message now says so too)", ""]);
      return "updated";
    },
  };
}

function placeWords(answer: { readonly aloud: boolean } | undefined): string {
  if (answer === undefined) return `channel ${CHANNEL}`;
  return answer.aloud ? `thread of the incident, and channel ${CHANNEL}` : "thread of the incident";
}
