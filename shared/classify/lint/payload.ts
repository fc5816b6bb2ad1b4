import type { PayloadShape } from "../../domain/verdict.ts";
import type { Defect } from "./defect.ts";
import { clipped } from "./json-node.ts";
import { type JsonProblem, problemWording } from "./json-problem.ts";
import { shapeOfReading } from "./payload-shape.ts";
import { type RootKind, rootKind } from "./root-kind.ts";
import { type JsonReading, readJson } from "./tolerant-json.ts";

/** How a caller knows more than the payload says. */
export type LintOptions = {
  /** The log says the gateway refused this very payload: what is not settled then counts. */
  readonly knownRefused?: boolean;
};

/** A payload that has been read, and what it is held against. */
export type Subject = {
  readonly text: string;
  readonly reading: JsonReading;
  readonly shape: PayloadShape;
  readonly kind: RootKind;
  /** True when a part of the payload is not in the text. */
  readonly cut: boolean;
  readonly knownRefused: boolean;
};

export function subjectOf(given: string, options: LintOptions): Subject {
  const text = options.knownRefused ? withoutCopyQuotes(given) : given;
  const reading = readJson(text);
  const shape = shapeOfReading(text, reading);
  const isVeiled = shape === "withheld" || shape === "binary";
  const isEmpty = text.trim() === "";
  return {
    text,
    reading,
    shape,
    kind: isVeiled ? "hidden" : rootKind(reading, text),
    cut: isVeiled || (reading.end === "cut" && !isEmpty),
    knownRefused: options.knownRefused ?? false,
  };
}

const COPY_QUOTES = /[“”]/g;

/** A log that went through a word processor has no straight quotes left: the function wrote those. */
function withoutCopyQuotes(text: string): string {
  return text.includes('"') ? text : text.replace(COPY_QUOTES, '"');
}

/** What is no JSON: of prose nothing is said here, it was never meant as JSON. */
export function syntaxDefects<R extends string>(subject: Subject, reason: R): readonly Defect<R>[] {
  if (subject.kind === "prose" || subject.kind === "hidden") return [];
  return subject.reading.problems.map((problem) => ({
    at: problem.at,
    certainty: certaintyOf(problem, subject),
    reason,
    path: problem.path,
    wanted: "valid JSON",
    ...problemWording(problem, subject.text),
  }));
}

/** In a log, a raw line break is more often the copy's than the function's. */
function certaintyOf({ code }: JsonProblem, { knownRefused }: Subject): "sure" | "unsettled" {
  return code === "control_character" && knownRefused ? "unsettled" : "sure";
}

/** The log holds something else in the payload's place. */
export function veilDefect(subject: Subject): Defect<never> {
  return {
    at: 0,
    certainty: "advice",
    path: "$",
    found: `${clipped(subject.text.trim())} in place of the payload`,
    wanted: "the payload itself",
    fix: "invoke the function with the same event and check what it returns",
  };
}
