/** Slack did not take a message. Neither the webhook's address nor the token is in it. */
export class SlackError extends Error {
  override readonly name = "SlackError";
  readonly code: SlackFailure;

  constructor(code: SlackFailure, detail: string) {
    super(`${code}: ${detail}`);
    this.code = code;
  }
}

export type SlackFailure =
  /** The secret is no address, or no token. */
  | "bad_secret"
  | "unreachable"
  /** Asked to wait longer than this invocation has left. */
  | "rate_limited"
  | "refused";
