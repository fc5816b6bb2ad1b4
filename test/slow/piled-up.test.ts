import { expect, test } from "vitest";
import { inSmallHeap } from "../build/small-heap.ts";

test.each(["all", "none"])(
  "a chunk of what is no log is not piled up, keeping %s",
  async (keep) => {
    const unreadable = await inSmallHeap(`(async () => {
    const { createTriage } = await shared("pipeline.ts");
    const triage = createTriage({ inputs: [], redaction: "masked", keep: "${keep}" });
    const feed = triage.open("x.log");
    feed.push(Buffer.alloc(1 << 20, "a\\n"));
    feed.end();
    return triage.summary().unreadable.count;
  })()`);
    expect(unreadable).toBe(1 << 19);
  },
);
