/** One thing to do: a sentence, and the shell command that does it, if one does. */
export type Step = { readonly text: string; readonly command?: string };

/** What to tell whoever has to mend a cause: filled in with their own API, stage and function. */
export type Remedy = {
  /** What it means, in one sentence. */
  readonly meaning: string;
  readonly confirm: readonly Step[];
  readonly fix: readonly Step[];
  /** What the fix may cost or break, in one or two sentences. */
  readonly caution: string;
  /** The AWS page. */
  readonly page: string;
};
