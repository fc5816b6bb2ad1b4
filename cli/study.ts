import type { Summary } from "../shared/domain/summary.ts";
import type { JudgingOptions } from "../shared/judging.ts";
import { createTextSift } from "../shared/parse/sift-text.ts";
import { createJudgingThread } from "./judging-thread.ts";
import { hasCoreToSpare, LARGE_BYTES } from "./large-input.ts";
import { isEverything, type Selection } from "./selection.ts";
import type { Study } from "./study-here.ts";

export type StudyOptions = JudgingOptions & {
  readonly selection: Selection;
  /** How much there is to read, where that is known. */
  readonly bytes: number | undefined;
};

/** Of a large log some 130 failing requests wait for their last lines: what waits at its end is judged alone. */
const LARGE_ENDED_BYTES = 2 << 20;

/** A triage that only speaks of the selected requests; unreadable input belongs to any selection. */
export async function createStudy(options: StudyOptions): Promise<Study> {
  const { selection, bytes = 0, ...judging } = options;
  const isLarge = isEverything(selection) && bytes >= LARGE_BYTES;
  const fitted = isLarge ? { ...judging, endedBytes: LARGE_ENDED_BYTES } : judging;
  if (isLarge && judging.keep === "none" && hasCoreToSpare()) return createThreadedStudy(fitted);
  const { createStudyHere } = await import("./study-here.ts"); // the rules, which take a while to load
  return createStudyHere(fitted, selection);
}

/** A triage whose sift runs here, and all that follows in a thread of its own. */
export function createThreadedStudy(options: JudgingOptions): Study {
  const thread = createJudgingThread({ ...options, keep: "none" });
  const sift = createTextSift(thread.take);
  let summary: Promise<Summary>;
  const none = async () => {
    await thread.room();
    return [];
  };
  return {
    open(input) {
      thread.open(input);
      return {
        push(chunk) {
          sift.push(chunk);
          return none();
        },
        end() {
          sift.end();
          thread.close(sift.settled().records);
          return none();
        },
      };
    },
    async finish() {
      summary = thread.finish(sift.settled());
      await summary;
      return [];
    },
    summary: () => summary,
  };
}
