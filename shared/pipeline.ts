import type { Summary } from "./domain/summary.ts";
import type { Judgement } from "./domain/verdict.ts";
import { createJudging, type JudgingOptions } from "./judging.ts";
import { createTextSift, type Passed } from "./parse/sift-text.ts";

/** To keep anything but `all` is many times faster: plain successes are counted by a byte scan. */
export type TriageOptions = JudgingOptions;

/** Takes the bytes of one input, and gives back what could be judged meanwhile, redacted. */
type Feed = {
  push(chunk: Uint8Array): readonly Judgement[];
  end(): readonly Judgement[];
};

/** From bytes to verdicts: a sift, then a judging of what it passes on. */
export type Triage = {
  /** Feeds are used one after the other. */
  open(input: string): Feed;
  /** What was still waiting for its end. Call it once, after the last feed. */
  finish(): readonly Judgement[];
  summary(): Summary;
};

const NO_IDS = new Int32Array(0);

export function createTriage(options: TriageOptions): Triage {
  const judging = createJudging(options);
  let judged: readonly Judgement[] = [];
  const judge = (passed: Passed) => {
    judged = judged.concat(judging.take(passed));
  };
  const sift = createTextSift(judge);
  const takeJudged = () => {
    const taken = judged;
    judged = [];
    return taken;
  };

  return {
    open(input) {
      judging.open(input);
      return {
        push(chunk) {
          if (options.keep === "all") judge({ bytes: chunk, lines: [], settledIds: NO_IDS });
          else sift.push(chunk);
          return takeJudged();
        },
        end() {
          sift.end();
          return takeJudged().concat(judging.close(sift.settled().records));
        },
      };
    },
    finish: () => judging.finish(sift.settled()),
    summary: judging.summary,
  };
}
