import picocolors from "picocolors";

/** What a stretch of text is, so that a terminal can show it; without colour all are plain. */
export type Paint = {
  readonly [Role in "bad" | "good" | "title" | "label" | "faint" | "mark"]: (
    text: string,
  ) => string;
};

/** Colours that read on light and dark terminals. */
export function paintFor(colour: boolean): Paint {
  const colours = picocolors.createColors(colour);
  return {
    bad: (text) => colours.bold(colours.red(text)),
    good: (text) => colours.bold(colours.green(text)),
    title: colours.bold,
    label: colours.cyan,
    faint: colours.dim,
    mark: (text) => colours.bold(colours.red(text)),
  };
}
