import { FORMS, type Form, type LogRecord, type Unreadable } from "../domain/record.ts";
import { contextOf, createSink, unreadable } from "./context.ts";
import { createTranscoder } from "./encoding.ts";
import { createLineSplitter } from "./lines.ts";
import { createReader } from "./reader.ts";

export type Parsed = {
  readonly records: readonly LogRecord[];
  readonly unreadable: readonly Unreadable[];
};

export type Parser = {
  /**
   * Takes the next bytes of the input, inflated; gives what became whole by them. `lines` says where
   * lines were left out before: pairs of a place in `chunk` and the number of the line there.
   */
  push(chunk: Uint8Array, lines?: readonly number[]): Parsed;
  /** Gives what was still open. */
  end(): Parsed;
  /** The forms met so far, outermost wrapping only. */
  forms(): readonly Form[];
};

const ALL_LINES: readonly number[] = [];

/**
 * Reads every form a log of API Gateway comes in, told by what each line looks like. Memory stays
 * flat; chunk boundaries change nothing; no input makes it throw. Every line that is not blank or
 * mere decoration (rules of dashes or bars, a lone `[TRUNCATED]`, tags around a log) is in one record or unreadable.
 */
export function createParser(input: string): Parser {
  const transcoder = createTranscoder();
  const sink = createSink();
  const reader = createReader(contextOf(input), sink);
  const splitter = createLineSplitter(({ text, number, isEnded, isCut }) => {
    if (isCut) sink.unreadable(unreadable("too_large", { input, line: number }, text));
    reader.line(text, number, isEnded);
  });

  return {
    push(chunk, lines = ALL_LINES) {
      const bytes = transcoder.push(chunk);
      splitter.push(bytes, bytes.length === chunk.length ? lines : ALL_LINES);
      return sink.take();
    },
    end() {
      splitter.push(transcoder.end(), ALL_LINES);
      splitter.end();
      reader.end();
      return sink.take();
    },
    forms: () => FORMS.filter((form) => sink.forms.has(form)),
  };
}
