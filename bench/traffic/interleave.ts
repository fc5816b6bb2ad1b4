import { Heap } from "./heap.ts";
import type { Line } from "./phases.ts";
import type { Scheduled } from "./schedule.ts";

/** One line of one request, at its time. The object is the same for all lines of a request. */
export type Written = {
  readonly request: Scheduled;
  readonly index: number;
  readonly line: Line;
  readonly timeMs: number;
};

type Cursor = { -readonly [Field in keyof Written]: Written[Field] };

/** The lines of all requests by time, as one log holds them. */
export function* interleave(requests: Iterable<Scheduled>): Generator<Written, void> {
  const writing = new Heap<Cursor>(isBefore);
  for (const request of requests) {
    yield* writtenBefore(request.startMs, writing);
    const [line] = request.script.lines;
    if (line !== undefined) {
      writing.push({ request, index: 0, line, timeMs: request.startMs + line.at });
    }
  }
  yield* writtenBefore(Number.POSITIVE_INFINITY, writing);
}

function* writtenBefore(timeMs: number, writing: Heap<Cursor>): Generator<Written, void> {
  for (
    let next = writing.peek();
    next !== undefined && next.timeMs < timeMs;
    next = writing.peek()
  ) {
    yield next;
    const line = next.request.script.lines[next.index + 1];
    if (line === undefined) {
      writing.pop();
    } else {
      next.index += 1;
      next.line = line;
      next.timeMs = next.request.startMs + line.at;
      writing.replaceFirst(next);
    }
  }
}

function isBefore(a: Cursor, b: Cursor): boolean {
  return a.timeMs < b.timeMs || (a.timeMs === b.timeMs && a.request.number < b.request.number);
}
