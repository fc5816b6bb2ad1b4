/** A text in Slack's markup (`mrkdwn`), or without any. */
export type SlackText = {
  readonly type: "mrkdwn" | "plain_text";
  readonly text: string;
};

/** The blocks of Slack's Block Kit that messages are made of. */
export type SlackBlock =
  | { readonly type: "header"; readonly text: SlackText }
  | { readonly type: "section"; readonly text: SlackText }
  | { readonly type: "section"; readonly fields: readonly SlackText[] }
  | { readonly type: "context"; readonly elements: readonly SlackText[] }
  | { readonly type: "divider" };

export type SlackMessage = {
  /** What a notification shows, and a client without blocks. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
};
