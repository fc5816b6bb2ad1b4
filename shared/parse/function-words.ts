const BEFORE = "The Lambda function returned the following error:";
const BEHIND = "Check your Lambda function code and try again";

/** Tells what stands where a line repeats what a function said of its error: nothing there is of the row. */
export function functionsWordsIn(line: string): (at: number) => boolean {
  const start = line.indexOf(BEFORE);
  if (start === -1) return () => false;
  const end = line.indexOf(BEHIND, start);
  return (at) => at >= start && (at < end || end === -1);
}
