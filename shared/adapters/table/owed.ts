import { INCIDENT_NOTICES, type OwedNotice, TOPICS } from "../../domain/notice.ts";

const OWED = /^([a-z]+)#(\d{1,9})#([a-z]+)$/;

/** One entry of the set: `opened#1#people`. */
export function owedText({ kind, number, topic }: OwedNotice): string {
  return `${kind}#${number}#${topic}`;
}

/** Undefined for a text that names no notice or topic. */
export function owedIn(text: string): OwedNotice | undefined {
  const [, kindText, number, topicText] = OWED.exec(text) ?? [];
  const kind = INCIDENT_NOTICES.find((known) => known === kindText);
  const topic = TOPICS.find((known) => known === topicText);
  if (kind === undefined || topic === undefined) return undefined;
  return { kind, number: Number(number), topic };
}

/** A set has no order of its own. */
export function inOrderOwed(a: OwedNotice, b: OwedNotice): number {
  const kinds = INCIDENT_NOTICES.indexOf(a.kind) - INCIDENT_NOTICES.indexOf(b.kind);
  return kinds || a.number - b.number || TOPICS.indexOf(a.topic) - TOPICS.indexOf(b.topic);
}
