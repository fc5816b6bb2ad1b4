/** An input as people are told of it: its path, or where it came from without one (`-`). */
export function inputName(input: string): string {
  return input === "-" ? "standard input" : input;
}
