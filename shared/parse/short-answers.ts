const THROTTLES: readonly string[] = ["Too Many Requests", "Limit Exceeded"];
/** How the gateway refuses, in so few words that others use them, too, by the status it refuses with. */
const REFUSALS: Readonly<Record<string, readonly string[]>> = {
  401: ["Unauthorized"],
  403: ["Forbidden"],
  429: THROTTLES,
};
/** What it answers to a failure, as short, and no more than the status says. */
const FAILURES = ["Internal Server Error", "Internal server error", "Service Unavailable"];
const ALL = [...Object.values(REFUSALS).flat(), ...FAILURES];
/** `$context.error.message` and then `$context.error.messageString`, which brings its quotes. */
const SAID_TWICE = new RegExp(String.raw`(${ALL.join("|")})\s{1,40}"\1"`, "y");
const WORD_CHARACTER = /[\w./-]/;

/** The refusals of several words, which a line parted by blanks parts as well. */
export const REFUSAL_PHRASES: readonly string[] = Object.values(REFUSALS)
  .flat()
  .filter((words) => words.includes(" "));

/** Whether it is all that such an answer says, which a function may say as well. */
export function isShortAnswer(message: string): boolean {
  return ALL.includes(message);
}

/** Whether it is an answer to too many requests, which as a whole message only the gateway gives. */
export function isThrottle(message: string): boolean {
  return THROTTLES.includes(message);
}

/** The short words at `at` by which the gateway refuses with this status. */
export function refusalAt(
  text: string,
  at: number,
  status: string | undefined,
): string | undefined {
  const refusal = REFUSALS[status ?? ""]?.find((words) => text.startsWith(words, at));
  const end = at + (refusal?.length ?? 0);
  return WORD_CHARACTER.test(text.charAt(end)) ? undefined : refusal;
}

/** The short words at `at`, said as only the gateway says them. */
export function saidTwiceAt(text: string, at: number): string | undefined {
  SAID_TWICE.lastIndex = at;
  return SAID_TWICE.exec(text)?.[1];
}
