import { counted, grouped } from "../figures.ts";
import type { DigestDocument } from "./document.ts";
import { inlineCode, mrkdwn } from "./mrkdwn.ts";
import { causeWords, failureWords } from "./words.ts";

const ENTRIES_SHOWN = 10;
const FAILURE_LIMIT = 100;
const NAME_LIMIT = 80;

/** The incidents of a digest, worst first, two lines each in Slack's markup: at most 2,900 characters. */
export function digestText({ entries, more }: DigestDocument): string {
  const shown = entries.slice(0, ENTRIES_SHOWN);
  const others = more + entries.length - shown.length;
  return [...shown.map(entryText), ...(others === 0 ? [] : [`and ${grouped(others)} more`])].join(
    "\n",
  );
}

function entryText({ fault, kind, count, incidentId }: DigestDocument["entries"][number]): string {
  const failure = mrkdwn(`${kind}: ${failureWords({ fault })}`, FAILURE_LIMIT);
  const cause = inlineCode(causeWords(fault), NAME_LIMIT);
  return `• ${failure}: ${cause}\n   ${counted(count, "request")}, ${inlineCode(incidentId, NAME_LIMIT)}`;
}
