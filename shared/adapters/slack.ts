import * as v from "valibot";
import type { SlackMessage } from "../domain/slack.ts";
import type { Posted, Slack } from "../ports.ts";
import { callSlack, type RemainingMs, type SlackAnswer } from "./slack-call.ts";
import { SlackError } from "./slack-error.ts";

/** Reads a secret when it is needed, so that a new one is picked up. */
export type ReadSecret = () => Promise<string>;

export type SlackBotTarget = {
  readonly token: ReadSecret;
  readonly channel: string;
  /** With a slash at the end: `https://slack.com/api/`. */
  readonly apiUrl: string;
};

const Answer = v.variant("ok", [
  v.object({ ok: v.literal(true), channel: v.string(), ts: v.string() }),
  v.object({ ok: v.literal(false), error: v.optional(v.string(), "") }),
]);
/** Slack's errors are words such as `channel_not_found`; anything else stays unsaid. */
const ERROR_WORD = /^[a-z_]{1,80}$/;
const GONE = ["message_not_found", "cant_update_message", "edit_window_closed"];
const NO_PREVIEWS = { unfurl_links: false, unfurl_media: false };

/** Posts through an incoming webhook, whose URL is the secret. */
export function createSlackWebhook(url: ReadSecret, remainingMs: RemainingMs): Slack {
  return {
    kind: "webhook",
    async post(message) {
      const { status, text } = await callSlack({ url: await url(), body: message }, remainingMs);
      if (status !== 200) throw new SlackError("refused", refusal(status, text));
    },
  };
}

/** Posts as a bot, which can answer in threads and change its messages. */
export function createSlackBot(target: SlackBotTarget, remainingMs: RemainingMs): Slack {
  const { channel } = target;
  return {
    kind: "bot",
    async post(message, answer) {
      const under = answer && { thread_ts: answer.under.ts, reply_broadcast: answer.aloud };
      const body = { channel: answer?.under.channel ?? channel, ...message, ...under };
      const outcome = await called(target, "chat.postMessage", body, remainingMs);
      if ("error" in outcome) throw new SlackError("refused", outcome.error);
      return outcome;
    },
    async update({ channel, ts }: Posted, message: SlackMessage) {
      const body = { channel, ts, ...message };
      const outcome = await called(target, "chat.update", body, remainingMs);
      if (!("error" in outcome)) return "updated";
      if (GONE.includes(outcome.error)) return "gone";
      throw new SlackError("refused", outcome.error);
    },
  };
}

type Outcome = Posted | { readonly error: string };

async function called(
  { token, apiUrl }: SlackBotTarget,
  method: string,
  body: object,
  remainingMs: RemainingMs,
): Promise<Outcome> {
  const request = {
    url: new URL(method, apiUrl).href,
    token: (await token()).trim(),
    body: { ...body, ...NO_PREVIEWS },
  };
  return outcomeOf(await callSlack(request, remainingMs));
}

/** The API answers 200 also when it refuses; what is not its JSON comes from something in between. */
function outcomeOf({ status, text }: SlackAnswer): Outcome {
  const answer = v.safeParse(v.pipe(v.string(), v.parseJson(), Answer), text);
  if (!answer.success) return { error: `HTTP ${status}` };
  const { output } = answer;
  if (!output.ok) return { error: refusal(status, output.error) };
  return { channel: output.channel, ts: output.ts };
}

function refusal(status: number, text: string): string {
  const word = text.trim();
  return ERROR_WORD.test(word) ? word : `HTTP ${status}`;
}
