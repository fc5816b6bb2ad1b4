import { setTimeout as pause } from "node:timers/promises";
import { SlackError } from "./slack-error.ts";

/** Milliseconds this invocation has left. */
export type RemainingMs = () => number;

export type SlackRequest = {
  /** May be a secret: never shown. */
  readonly url: string;
  readonly token?: string;
  readonly body: unknown;
};

export type SlackAnswer = { readonly status: number; readonly text: string };

/** Kept for reporting what happened. */
const MARGIN_MS = 2_000;
const LONGEST_CALL_MS = 10_000;
/** Slack says it nearly always; RFC 9110 lets it be absent. */
const USUAL_WAIT_SECONDS = 1;
const ANSWER_LIMIT = 16_384;

/**
 * Posts JSON to Slack. A 429 is honoured: it waits as long as Slack says and asks again, unless that is
 * longer than the invocation has left. Throws a SlackError.
 */
export async function callSlack(
  request: SlackRequest,
  remainingMs: RemainingMs,
): Promise<SlackAnswer> {
  for (;;) {
    const { status, headers, text } = await fetched(request, remainingMs);
    if (status !== 429) return { status, text };
    const waitMs = waitAskedBy(headers);
    if (waitMs + MARGIN_MS > remainingMs()) {
      throw new SlackError("rate_limited", `Slack asks to wait ${waitMs / 1_000} s`);
    }
    await pause(waitMs);
  }
}

async function fetched(
  { url, token, body }: SlackRequest,
  remainingMs: RemainingMs,
): Promise<SlackAnswer & Pick<Response, "headers">> {
  if (!URL.canParse(url)) throw new SlackError("bad_secret", "the webhook is no URL");
  const timeoutMs = Math.max(1, Math.min(LONGEST_CALL_MS, remainingMs() - MARGIN_MS));
  const answer = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json; charset=utf-8",
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
    // Following one could hand the token or the message to another host.
    redirect: "manual",
    signal: AbortSignal.timeout(timeoutMs),
  })
    .then(read)
    .catch(reasonOf);
  if (typeof answer === "string") throw new SlackError("unreachable", answer);
  return answer;
}

async function read(response: Response): Promise<SlackAnswer & Pick<Response, "headers">> {
  const { status, headers } = response;
  return { status, headers, text: (await response.text()).slice(0, ANSWER_LIMIT) };
}

/** The error itself may quote the request: only its kind is told. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const { cause } = error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return `${error.name} ${code}`.trimEnd();
}

function waitAskedBy(headers: Headers): number {
  const seconds = Number(headers.get("retry-after") ?? USUAL_WAIT_SECONDS);
  return (Number.isFinite(seconds) && seconds > 0 ? seconds : USUAL_WAIT_SECONDS) * 1_000;
}
