import { remedyFor } from "../classify/remedy.ts";
import type { Message, Notice, Topic } from "../domain/notice.ts";
import type { Judgement } from "../domain/verdict.ts";
import { redactJudgement } from "../redact/redact.ts";
import { chatMessage } from "../report/notice/chat.ts";
import { linksOf } from "../report/notice/links.ts";
import { machinesMessage } from "../report/notice/machines.ts";
import { peopleMessage } from "../report/notice/people.ts";
import type { Telling } from "../report/notice/telling.ts";
import type { Settings } from "./settings.ts";

const MESSAGES: Readonly<Record<Topic, (telling: Telling) => Message>> = {
  people: peopleMessage,
  chat: chatMessage,
  machines: machinesMessage,
};

/** A notice in the words of one topic, with as much of the payload as that topic may show. */
export function messageOf(topic: Topic, notice: Notice, settings: Settings): Message {
  const shown = shownTo(topic, notice, settings);
  const links = linksOf(shown, settings);
  const sample = sampleIn(shown);
  const isFailed = sample?.verdict.kind === "failed";
  return MESSAGES[topic](
    isFailed ? { notice: shown, links, remedy: remedyFor(sample) } : { notice: shown, links },
  );
}

function shownTo(topic: Topic, notice: Notice, { redaction }: Settings): Notice {
  if (!("sample" in notice) || notice.sample === undefined) return notice;
  return { ...notice, sample: redactJudgement(notice.sample, redaction[topic]) };
}

function sampleIn(notice: Notice): Judgement | undefined {
  return "sample" in notice ? notice.sample : undefined;
}
