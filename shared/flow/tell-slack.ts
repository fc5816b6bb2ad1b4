import type { EpochMs } from "../domain/time.ts";
import type { Posted, Slack, SlackThreads } from "../ports.ts";
import type { NoticeDocument } from "../report/notice/document.ts";
import { type ForeignDocument, readDocument } from "../report/notice/read-document.ts";
import { slackMessage } from "../report/notice/slack.ts";

export type SlackPorts = {
  readonly slack: Slack;
  /** Without it notices are neither threaded nor kept from being posted twice. */
  readonly threads?: SlackThreads;
  readonly clock: () => EpochMs;
};

/** What became of one message of the machines topic. */
export type SlackReport =
  | {
      readonly kind: "posted";
      readonly noticeId: string;
      readonly place: "channel" | "thread";
      /** Whether the first message of the incident now says that it is resolved. */
      readonly first?: "updated" | "gone";
    }
  /** It is in Slack already. */
  | { readonly kind: "repeated"; readonly noticeId: string }
  /** No notice of ours: asking again would not make it one. */
  | ({ readonly kind: "foreign" } & ForeignDocument);

/** Another invocation is posting the same notice: whoever retries later finds it posted, or may post it. */
class NoticeBusyError extends Error {
  override readonly name = "NoticeBusyError";
  readonly code = "notice_busy";
}

/**
 * Posts one notice, once if threads are kept. Throws when Slack could not take it, so that it is tried
 * again.
 */
export async function tellSlack(ports: SlackPorts, text: string): Promise<SlackReport> {
  const read = readDocument(text);
  if (!read.ok) return { kind: "foreign", ...read.error };
  const { threads } = ports;
  const document = read.value;
  return threads === undefined
    ? await posted(ports, document)
    : await postedOnce(ports, threads, document);
}

async function postedOnce(
  ports: SlackPorts,
  threads: SlackThreads,
  document: NoticeDocument,
): Promise<SlackReport> {
  const { noticeId } = document;
  const claim = await threads.claim(noticeId, ports.clock());
  if (claim === "posted") return { kind: "repeated", noticeId };
  if (claim === "busy") throw new NoticeBusyError(`notice ${noticeId} is being posted`);
  try {
    const report = await posted(ports, document);
    await threads.confirm(noticeId, ports.clock());
    return report;
  } catch (error) {
    await threads.release(noticeId, ports.clock());
    throw error;
  }
}

async function posted(
  { slack, threads, clock }: SlackPorts,
  document: NoticeDocument,
): Promise<SlackReport> {
  const { noticeId } = document;
  if (slack.kind === "webhook") {
    await slack.post(slackMessage(document));
    return { kind: "posted", noticeId, place: "channel" };
  }
  const incidentId = "incident" in document ? document.incident.id : undefined;
  const first = incidentId === undefined ? undefined : await threads?.thread(incidentId);
  if (first !== undefined) return await answered(slack, first, document);
  const message = await slack.post(slackMessage(document));
  if (incidentId !== undefined) await threads?.startThread(incidentId, message, clock());
  return { kind: "posted", noticeId, place: "channel" };
}

/** What got worse is shown in the channel too; what is over is said by the first message as well. */
async function answered(
  slack: Extract<Slack, { readonly kind: "bot" }>,
  under: Posted,
  document: NoticeDocument,
): Promise<SlackReport> {
  const aloud = document.kind === "escalated";
  await slack.post(slackMessage(document, "reply"), { under, aloud });
  const report = { kind: "posted", noticeId: document.noticeId, place: "thread" } as const;
  if (document.kind !== "resolved") return report;
  return { ...report, first: await slack.update(under, slackMessage(document, "first")) };
}
