import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createSlackBot, createSlackWebhook } from "../../shared/adapters/slack.ts";
import type { SlackError } from "../../shared/adapters/slack-error.ts";
import type { Slack } from "../../shared/ports.ts";
import { type LocalServer, localServer } from "../build/local-server.ts";

const MESSAGE = {
  text: "POST /orders answers 502",
  blocks: [{ type: "section", text: { type: "mrkdwn", text: "it fails" } }],
} as const;
const POSTED = { body: JSON.stringify({ ok: true, channel: "C1", ts: "1.2" }) };
const PLENTY = () => 60_000;

let server: LocalServer;
beforeAll(async () => {
  server = await localServer();
});
afterAll(() => server.close());
afterEach(() => vi.restoreAllMocks());

/** The error, once it is sure that no secret is in any part of it. */
async function failureOf(call: Promise<unknown>): Promise<SlackError> {
  const error = await call.then(
    () => expect.fail("it should have failed"),
    (reason: SlackError) => reason,
  );
  const all = [error.message, error.stack, String(error.cause), JSON.stringify(error)].join("\n");
  expect(all).not.toContain("T000");
  expect(all).not.toContain("xoxb");
  return error;
}

describe("a webhook", () => {
  const post = (remainingMs = PLENTY, url = `${server.url}services/T000/B000/secret`) =>
    createSlackWebhook(async () => url, remainingMs).post(MESSAGE);

  test("gets the message at its own address", async () => {
    server.answer({ body: "ok" });
    await post();
    expect(server.seen.at(-1)).toMatchObject({
      path: "/services/T000/B000/secret",
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify(MESSAGE),
    });
  });

  test.each([
    { answer: { status: 404, body: "no_service" }, message: "refused: no_service" },
    { answer: { status: 400, body: "invalid_blocks\n" }, message: "refused: invalid_blocks" },
    { answer: { status: 500, body: "<html>T000</html>" }, message: "refused: HTTP 500" },
    {
      answer: { status: 302, headers: { location: "http://127.0.0.1:1/" }, body: "" },
      message: "refused: HTTP 302",
    },
  ])("that answers $answer.status says why: $message", async ({ answer, message }) => {
    server.answer(answer);
    expect(await failureOf(post())).toMatchObject({ code: "refused", message });
  });

  test("that cannot be reached is named by what went wrong, not by its address", async () => {
    const gone = await localServer();
    await gone.close();
    const error = await failureOf(post(PLENTY, `${gone.url}services/T000/B000/secret`));
    expect(error).toMatchObject({
      code: "unreachable",
      message: "unreachable: TypeError ECONNREFUSED",
    });
  });

  test("that does not answer is given up while there is time to say so", async () => {
    vi.spyOn(AbortSignal, "timeout").mockReturnValue(AbortSignal.abort(new Error("late")));
    expect(await failureOf(post(() => 2_500))).toMatchObject({ code: "unreachable" });
    expect(AbortSignal.timeout).toHaveBeenCalledWith(500);
  });

  test("whose secret is no address is said to be so, without the secret", async () => {
    const error = await failureOf(post(PLENTY, "T000 is not an address"));
    expect(error.message).toBe("bad_secret: the webhook is no URL");
  });
});

describe("too many requests", () => {
  const webhook = (remainingMs: () => number) =>
    createSlackWebhook(async () => `${server.url}T000`, remainingMs);
  const busy = (wait?: string) => ({
    status: 429,
    ...(wait !== undefined && { headers: { "retry-after": wait } }),
  });

  test.each([
    { name: "as long as Slack says", wait: "1", least: 950 },
    { name: "a second when it says nothing", wait: undefined, least: 950 },
    { name: "a second when it says nonsense", wait: "soon", least: 950 },
    { name: "a second when it says none", wait: "0", least: 950 },
  ])("are waited for, $name, and sent again", async ({ wait, least }) => {
    server.answer(busy(wait), { body: "ok" });
    const before = server.seen.length;
    const start = performance.now();
    await webhook(PLENTY).post(MESSAGE);
    expect(performance.now() - start).toBeGreaterThan(least);
    expect(server.seen.length - before).toBe(2);
  });

  test("are left to the next try when there is no time to wait", async () => {
    server.answer(busy("30"));
    const error = await failureOf(webhook(() => 31_999).post(MESSAGE));
    expect(error).toMatchObject({
      code: "rate_limited",
      message: "rate_limited: Slack asks to wait 30 s",
    });
  });
});

describe("a bot", () => {
  let bot: Extract<Slack, { readonly kind: "bot" }>;
  beforeEach(() => {
    const target = { token: async () => "xoxb-000\n", channel: "C0", apiUrl: `${server.url}api/` };
    bot = createSlackBot(target, PLENTY) as typeof bot;
  });
  const sent = () => JSON.parse(server.seen.at(-1)?.body ?? "");

  test("posts to its channel, with its token, and knows where", async () => {
    server.answer(POSTED);
    expect(await bot.post(MESSAGE)).toEqual({ channel: "C1", ts: "1.2" });
    expect(server.seen.at(-1)).toMatchObject({
      path: "/api/chat.postMessage",
      headers: { authorization: "Bearer xoxb-000" },
    });
    expect(sent()).toEqual({ channel: "C0", ...MESSAGE, unfurl_links: false, unfurl_media: false });
  });

  test("answers in a thread, aloud if asked", async () => {
    server.answer(POSTED);
    await bot.post(MESSAGE, { under: { channel: "C1", ts: "1.1" }, aloud: true });
    expect(sent()).toMatchObject({ channel: "C1", thread_ts: "1.1", reply_broadcast: true });
  });

  test("changes a message", async () => {
    server.answer(POSTED);
    expect(await bot.update({ channel: "C1", ts: "1.1" }, MESSAGE)).toBe("updated");
    expect(server.seen.at(-1)?.path).toBe("/api/chat.update");
    expect(sent()).toMatchObject({ channel: "C1", ts: "1.1", text: MESSAGE.text });
  });

  test.each(["message_not_found", "cant_update_message", "edit_window_closed"])(
    "whose message cannot be changed (%s) says that it is gone",
    async (error) => {
      server.answer({ body: JSON.stringify({ ok: false, error }) });
      expect(await bot.update({ channel: "C1", ts: "1.1" }, MESSAGE)).toBe("gone");
    },
  );

  test.each([
    { body: JSON.stringify({ ok: false, error: "channel_not_found" }), word: "channel_not_found" },
    { body: JSON.stringify({ ok: false, error: "xoxb-000 is bad" }), word: "HTTP 200" },
    { body: JSON.stringify({ ok: false }), word: "HTTP 200" },
    { body: "<html>proxy</html>", word: "HTTP 200" },
    { body: JSON.stringify({ ok: true, channel: "C1" }), word: "HTTP 200" },
  ])("that is refused says why: $word for $body", async ({ body, word }) => {
    server.answer({ body });
    expect(await failureOf(bot.post(MESSAGE))).toMatchObject({ message: `refused: ${word}` });
  });

  test("that may not change a message says why", async () => {
    server.answer({ body: JSON.stringify({ ok: false, error: "not_authed" }) });
    const call = bot.update({ channel: "C1", ts: "1.1" }, MESSAGE);
    expect(await failureOf(call)).toMatchObject({ message: "refused: not_authed" });
  });
});
