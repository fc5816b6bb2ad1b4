import type { Remedy, Step } from "../../domain/remedy.ts";
import { type Allowance, cutSample, cutTexts } from "./cut-sample.ts";
import type { Telling } from "./telling.ts";

/** SNS takes 256 KiB of body and attributes together; what subscribers wrap around it needs room too. */
export const BODY_LIMIT = 200 * 1024;

const USUAL: Allowance = {
  payload: 65_536,
  evidence: 20,
  findings: 40,
  steps: 40,
  entries: 50,
  name: 512,
  text: 4096,
  command: 16_384,
};
const LITTLE: Allowance = {
  payload: 8192,
  evidence: 6,
  findings: 8,
  steps: 24,
  entries: 50,
  name: 256,
  text: 1024,
  command: 8192,
};
/** Fits whatever it is made of, even if each character takes the six bytes of a JSON escape. */
const LEAST: Allowance = {
  payload: 1024,
  evidence: 0,
  findings: 3,
  steps: 12,
  entries: 20,
  name: 64,
  text: 400,
  command: 1024,
};
const TOO_LONG = "(Its command is too long for a message: the incident has it.)";

/** Puts a telling into words, of its payload no more than so many characters. */
export type Renderer = (telling: Telling, payloadLimit: number) => string;

/** The message of a telling: evidence and payload give way, cause and fix stay. */
export function fitted(telling: Telling, render: Renderer): string {
  for (const allowance of [USUAL, LITTLE]) {
    const body = render(cutTo(telling, allowance), allowance.payload);
    if (Buffer.byteLength(body) <= BODY_LIMIT) return body;
  }
  return render(cutTo(telling, LEAST), LEAST.payload);
}

function cutTo(telling: Telling, allowance: Allowance): Telling {
  const { remedy } = telling;
  return {
    ...telling,
    notice: cutNotice(telling.notice, allowance),
    ...(remedy !== undefined && { remedy: cutRemedy(remedy, allowance) }),
  };
}

function cutNotice(notice: Telling["notice"], allowance: Allowance): Telling["notice"] {
  const { name, text, entries } = allowance;
  const because = cutTexts({ because: notice.because }, text);
  switch (notice.kind) {
    case "digest": {
      const kept = notice.entries.slice(0, entries);
      return {
        ...notice,
        ...because,
        entries: kept.map((entry) => ({ ...entry, fault: cutTexts(entry.fault, name) })),
        more: notice.more + notice.entries.length - kept.length,
      };
    }
    case "blind":
      return { ...cutTexts(notice, name), ...because, scope: cutTexts(notice.scope, name) };
    default: {
      const { fault, sample } = notice;
      return {
        ...notice,
        ...because,
        fault: cutTexts(fault, name),
        ...(sample !== undefined && { sample: cutSample(sample, allowance) }),
      };
    }
  }
}

function cutRemedy(remedy: Remedy, allowance: Allowance): Remedy {
  const stepsOf = (steps: readonly Step[]) =>
    steps.slice(0, allowance.steps).map((step) => cutStep(step, allowance));
  return {
    ...cutTexts(remedy, allowance.text),
    confirm: allowance.evidence === 0 ? [] : stepsOf(remedy.confirm),
    fix: stepsOf(remedy.fix),
  };
}

/** A command that was cut would do something else: it stays whole or away. */
function cutStep(step: Step, { text: limit, command: longest }: Allowance): Step {
  const { text } = cutTexts({ text: step.text }, limit);
  if (step.command === undefined) return { text };
  return step.command.length <= longest
    ? { text, command: step.command }
    : { text: `${text} ${TOO_LONG}` };
}
